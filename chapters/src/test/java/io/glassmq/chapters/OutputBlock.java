package io.glassmq.chapters;

import io.glassmq.classroom.source.Checkout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a page says that a demo prints. In a line {@code …} or {@code ...} is anything; such a line
 * alone is any number of lines.
 *
 * @param page that it stands on
 * @param demo full name of the main class
 */
record OutputBlock(String page, String demo, List<String> lines) {
  private static final String MARK = "<!-- output:";
  private static final Pattern BLOCK =
      Pattern.compile(
          "<!-- output: (\\S+) -->\\s*```\\w*\\R(.*?)\\R?```\\s*<!-- end -->", Pattern.DOTALL);
  private static final Pattern ANYTHING = Pattern.compile("…|\\.\\.\\.");

  /** All blocks of the chapters and labs. */
  static List<OutputBlock> all(Checkout checkout) {
    List<OutputBlock> blocks = new ArrayList<>();
    for (Path page : checkout.pages()) {
      String name = checkout.name(page);
      String text = Checkout.read(page);
      int before = blocks.size();
      Matcher block = BLOCK.matcher(text);
      while (block.find()) {
        blocks.add(new OutputBlock(name, block.group(1), block.group(2).lines().toList()));
      }
      int marks = text.split(Pattern.quote(MARK), -1).length - 1;
      if (blocks.size() - before != marks) {
        throw new AssertionError(
            name + ": write <!-- output: CLASS -->, a fenced text, <!-- end -->");
      }
    }
    return blocks;
  }

  /** Whether {@code output} is what the page says. */
  boolean fits(List<String> output) {
    return fits(0, output, 0);
  }

  private boolean fits(int line, List<String> output, int at) {
    if (line == lines.size()) {
      return at == output.size();
    }
    if (ANYTHING.matcher(lines.get(line).strip()).matches()) {
      return fits(line + 1, output, at) || at < output.size() && fits(line, output, at + 1);
    }
    return at < output.size()
        && fits(lines.get(line), output.get(at))
        && fits(line + 1, output, at + 1);
  }

  private static boolean fits(String expected, String printed) {
    var pattern = new StringBuilder();
    for (String piece : ANYTHING.split(expected.stripTrailing(), -1)) {
      pattern.append(pattern.isEmpty() ? "" : ".*").append(Pattern.quote(piece));
    }
    return printed.stripTrailing().matches(pattern.toString());
  }
}
