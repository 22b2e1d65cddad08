package io.glassmq.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The Chinese edition, {@code X.zh.md} beside {@code X.md}, keeps in step with the English one. */
class EditionsTest {
  private static final String ENGLISH =
      """
      # The queue

      Read [the log](log.md): `send` waits for 15 seconds.

      <!-- output: a.B -->
      sent
      <!-- end -->

      ## Recap

          ./mq demo # ends

      | one | 4 |
      <details><summary>Answer</summary></details>
      """;

  private static final String CHINESE =
      """
      # 队列

      `send` 等待 15 秒，见[日志](log.zh.md)。

      <!-- output: a.B -->
      sent
      <!-- end -->

      ## 小结

          ./mq demo # 结束

      | 一 | 4 |
      <details><summary>答案</summary></details>
      """;

  /** Terms of the glossary that an English page uses in another sense. */
  private static final Map<String, Set<String>> OTHER_SENSES =
      Map.of("chapters/README.zh.md", Set.of("key")); // of a JSON document

  private static final Map<String, List<String>> WORDS = Map.of("queue", List.of("队列"));

  static Stream<String> translations() {
    return House.texts().stream().map(House::name).filter(name -> name.endsWith(".zh.md"));
  }

  private static String original(String translation) {
    return translation.replace(".zh.md", ".md");
  }

  private static Edition edition(String name) {
    return new Edition(name, House.CHECKOUT.read(name));
  }

  /** The Chinese words for each English term: {@code 偏移量（位点）} are two. */
  private static Map<String, List<String>> glossary() {
    Map<String, List<String>> words = new TreeMap<>();
    House.CHECKOUT
        .read("chapters/glossary.md")
        .lines()
        .filter(line -> line.matches("\\| [\\w -]+ \\|.*") && !line.startsWith("| English"))
        .map(line -> line.split("\\|"))
        .forEach(cells -> words.put(cells[1].strip(), words(cells[2])));
    return words;
  }

  private static List<String> words(String cell) {
    return Arrays.stream(cell.replaceAll("\\s+", "").toLowerCase(Locale.ROOT).split("[（）]"))
        .toList();
  }

  @Test
  void shouldStandBesideTheirEnglishPages() {
    assertThat(translations()).isNotEmpty();
    assertThat(translations().filter(name -> !House.CHECKOUT.has(original(name))))
        .as("translations whose English page is gone: move them, or take them away")
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("translations")
  void shouldSayWhatTheEnglishPageSays(String name) {
    Map<String, List<String>> glossary = glossary();
    assertThat(glossary).hasSizeGreaterThan(50);
    glossary.keySet().removeAll(OTHER_SENSES.getOrDefault(name, Set.of()));

    assertThat(edition(name).differencesFrom(edition(original(name)), glossary)).isEmpty();
  }

  @Test
  void shouldAllowWhatOnlySentencesTell() {
    assertThat(differences(CHINESE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "## 小结, ### 小结, heading 2 is",
    "## 小结, 小结, heading 2 is",
    "a.B, a.C, block 1 is",
    "sent, gone, block 1 is",
    "log.zh.md, other.md, 'the links and pictures [log.md] of q.md are missing'",
    "log.zh.md, other.md, 'the links and pictures [other.md] are not in q.md'",
    "`send`, 发送, the code [send] of q.md",
    "mq demo, mq lab 1, the code [./mq demo] of q.md",
    "15, 30, the numbers [15] of q.md",
    "| 一 | 4 |, 一, the rows of tables",
    "| 4, | 5, table's figure 1 is",
    "<details>, <p>, the HTML elements [<details] of q.md",
    "队列, 消息, 'q.md speaks of \"queue\", which the glossary calls [队列]'",
  })
  void shouldTellWhatIsOutOfStep(String from, String to, String told) {
    assertThat(CHINESE).contains(from);

    assertThat(differences(CHINESE.replace(from, to)))
        .anySatisfy(line -> assertThat(line).startsWith("q.zh.md: ").contains(told));
  }

  private static List<String> differences(String chinese) {
    return new Edition("q.zh.md", chinese).differencesFrom(new Edition("q.md", ENGLISH), WORDS);
  }
}
