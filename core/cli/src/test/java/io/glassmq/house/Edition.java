package io.glassmq.house;

import io.glassmq.classroom.page.Block;
import io.glassmq.classroom.page.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page in one language. All that is not a sentence is the same in its other languages.
 *
 * @param name in the checkout
 */
record Edition(String name, String text) {
  private static final Pattern FENCE = Pattern.compile("(?ms)^ *```[^\n]*\n(.*?)^ *```");
  private static final Pattern COMMAND = Pattern.compile("(?m)^ {4}(\\./mq .*)$");
  private static final Pattern CODE = Pattern.compile("`+([^`]+)`+");
  private static final String COMMENT = "(?m)(^|\\s+)(#|//) .*$";
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ .*$");
  private static final Pattern LINK =
      Pattern.compile("]\\(([^)\\s]+)\\)|(?:src|href)=\"([^\"]+)\"");
  private static final Pattern ELEMENT = Pattern.compile("<[a-z][\\w-]*");
  private static final Pattern ROW = Pattern.compile("(?m)^ *\\|");

  /** A cell of a table that holds figures alone. */
  private static final Pattern FIGURES =
      Pattern.compile("(?<=\\| )[\\d., -]*\\d(?= \\|)|(?<=<td>)[\\d., -]*\\d(?=</td>)");

  /** A single digit is often a word in one of the languages. */
  private static final Pattern NUMBER = Pattern.compile("(?<![\\w.,])\\d[\\d.,]*\\d(?!\\w)");

  /**
   * Where this translation is out of step with its {@code original}: page, what differs, what to
   * do.
   *
   * @param glossary for each term of the original's language the words that say it in this one
   */
  List<String> differencesFrom(Edition original, Map<String, List<String>> glossary) {
    return Stream.of(
            firstDifference(
                original, "heading", Edition::headings, it -> it.replaceFirst(" .*", "")),
            firstDifference(original, "block", Edition::blocks, it -> it),
            difference(original, "rows of tables", it -> found(ROW, it.bare())),
            firstDifference(original, "table's figure", it -> found(FIGURES, it.bare()), it -> it),
            difference(original, "HTML elements", it -> found(ELEMENT, it.bare())),
            difference(original, "links and pictures", Edition::links),
            difference(original, "code", Edition::code),
            lost(original, "numbers", original.numbers(), numbers()),
            wrongWords(original, glossary))
        .flatMap(differences -> differences)
        .toList();
  }

  /** Of parts that stand in the same order; the first pair whose {@code sameness} is not equal. */
  private Stream<String> firstDifference(
      Edition original,
      String what,
      Function<Edition, Stream<String>> parts,
      UnaryOperator<String> sameness) {
    List<String> ours = parts.apply(this).toList();
    List<String> theirs = parts.apply(original).toList();
    for (int i = 0; i < Math.max(ours.size(), theirs.size()); i++) {
      String our = i < ours.size() ? ours.get(i) : "missing";
      String their = i < theirs.size() ? theirs.get(i) : "missing";
      if (!sameness.apply(our).equals(sameness.apply(their))) {
        return Stream.of(
            "%s: %s %d is \"%s\", but \"%s\" in %s: make it the same here"
                .formatted(name, what, i + 1, our, their, original.name));
      }
    }
    return Stream.empty();
  }

  /** Of parts that a sentence of another language may bring in another order. */
  private Stream<String> difference(
      Edition original, String what, Function<Edition, Stream<String>> parts) {
    List<String> ours = parts.apply(this).toList();
    List<String> theirs = parts.apply(original).toList();
    return Stream.concat(
        lost(original, what, theirs, ours),
        without(ours, theirs).isEmpty()
            ? Stream.empty()
            : Stream.of(
                "%s: the %s %s are not in %s: take them away, or add them there"
                    .formatted(name, what, without(ours, theirs), original.name)));
  }

  private Stream<String> lost(
      Edition original, String what, List<String> theirs, List<String> ours) {
    List<String> lost = without(theirs, ours);
    return lost.isEmpty()
        ? Stream.empty()
        : Stream.of(
            "%s: the %s %s of %s are missing: translate what was changed there"
                .formatted(name, what, lost, original.name));
  }

  private static List<String> without(List<String> some, List<String> others) {
    List<String> left = new ArrayList<>(some);
    others.forEach(left::remove);
    return left;
  }

  private Stream<String> wrongWords(Edition original, Map<String, List<String>> glossary) {
    String theirs = original.words();
    String ours = words().toLowerCase(Locale.ROOT).replaceAll("\\s+", "");
    return glossary.entrySet().stream()
        .filter(term -> term.getValue().stream().noneMatch(ours::contains))
        .filter(term -> uses(theirs, term.getKey()))
        .map(
            term ->
                ("%s: %s speaks of \"%s\", which the glossary calls %s:"
                        + " use that word, or mend the glossary")
                    .formatted(name, original.name, term.getKey(), term.getValue()));
  }

  private static boolean uses(String words, String term) {
    return Pattern.compile("(?i)\\b" + term.replace(" ", "\\s+") + "(e?s)?\\b")
        .matcher(words)
        .find();
  }

  private Stream<String> headings() {
    return found(HEADING, bare());
  }

  /** What a tour tells may be told in another language. */
  private Stream<String> blocks() {
    return new Page(name, text)
        .calls().stream()
            .map(
                call ->
                    call.kind().equals("tour")
                        ? mark(call)
                        : mark(call) + "\n" + String.join("\n", call.before()));
  }

  private static String mark(Block.Call call) {
    return "<!-- " + call.kind() + ": " + call.argument() + " -->";
  }

  private Stream<String> links() {
    return LINK.matcher(bare())
        .results()
        .map(link -> link.group(1) == null ? link.group(2) : link.group(1))
        .map(target -> target.replace(".zh.md", ".md"));
  }

  /** Without comments, which are sentences. */
  private Stream<String> code() {
    String prose = prose();
    return Stream.of(FENCE, CODE, COMMAND)
        .flatMap(kind -> kind.matcher(kind == CODE ? unfenced() : prose).results())
        .map(code -> code.group(1).replaceAll(COMMENT, ""))
        .map(code -> code.strip().replaceAll("\\s+", " "))
        .filter(code -> !code.isEmpty())
        .distinct();
  }

  private List<String> numbers() {
    return found(NUMBER, words()).distinct().toList();
  }

  /** The sentences alone. */
  private String words() {
    String sentences = COMMAND.matcher(bare()).replaceAll("");
    return LINK.matcher(sentences).replaceAll("]").replaceAll("</?[a-z][^>]*>", " ");
  }

  /** The text without blocks and code. */
  private String bare() {
    return CODE.matcher(unfenced()).replaceAll(" ");
  }

  private String unfenced() {
    return FENCE.matcher(prose()).replaceAll("");
  }

  /** The text without what is generated. */
  private String prose() {
    List<String> lines = new ArrayList<>(text.lines().toList());
    for (Block.Call call : new Page(name, text).calls()) {
      for (int i = 0; i < call.before().size(); i++) {
        lines.set(call.line() + i, "");
      }
    }
    return String.join("\n", lines);
  }

  private static Stream<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(MatchResult::group);
  }
}
