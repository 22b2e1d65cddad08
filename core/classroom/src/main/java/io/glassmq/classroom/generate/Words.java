package io.glassmq.classroom.generate;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Changes names of classes in a Java text: in code, and where a comment links to them or shows them
 * as code. Texts in quotes stay, and so do names behind a dot, which belong to something else.
 */
final class Words {
  private static final Pattern TOKENS =
      Pattern.compile(
          "\"\"\".*?(?<!\\\\)\"\"\"" // a text block
              + "|\"(?:\\\\.|[^\"\\\\\\n])*\""
              + "|'(?:\\\\.|[^'\\\\\\n])+'"
              + "|(?:/\\*.*?\\*/|//[^\\n]*)"
              + "|(?:(?<![.\\w])[A-Za-z_]\\w*)",
          Pattern.DOTALL);

  private final Map<String, String> renames;
  private final Pattern inComment;

  /**
   * @param renames from old to new
   */
  Words(Map<String, String> renames) {
    this.renames = renames;
    String names = renames.keySet().stream().map(Pattern::quote).collect(Collectors.joining("|"));
    inComment = Pattern.compile("(?<=\\{@(?:link|code|linkplain) |@see )(" + names + ")\\b");
  }

  String renamed(String text) {
    return TOKENS.matcher(text).replaceAll(token -> Matcher.quoteReplacement(renamed(token)));
  }

  private String renamed(MatchResult token) {
    String text = token.group();
    if (text.startsWith("/*") || text.startsWith("//")) {
      return inComment
          .matcher(text)
          .replaceAll(name -> Matcher.quoteReplacement(renames.get(name.group())));
    }
    return renames.getOrDefault(text, text);
  }
}
