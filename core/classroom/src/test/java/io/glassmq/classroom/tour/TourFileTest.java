package io.glassmq.classroom.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glassmq.classroom.Mistake;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an author writes, and what is said when it is wrong. */
class TourFileTest {
  private static final String GOOD = "in: A, line: x, thread: main, says: It is so.";

  @Test
  void shouldReadAllThatATourHas() {
    Tour tour =
        Fixture.tours(
                """
                - id: first
                  question: Who is there?
                  demo: io.glassmq.Demo
                  jvm: ["-Dx=y"]
                  stops:
                    - in: io.glassmq.Demo
                      method: run
                      line: start();
                      lambda: true
                      thread: main
                      name: begin
                      when: {kind: 3}
                      values:
                        name: '"a"'
                        list[0].size(): 1
                      says: >
                        One line,
                        and another one.
                    - region: ch04 sync-flush
                      thread: pool_<n>
                      after: begin
                      says: Two.
                """)
            .get(0);

    assertThat(tour.chapterNumber()).isEqualTo(7);
    assertThat(tour.jvm()).containsExactly("-Dx=y");
    Stop first = tour.stops().get(0);
    assertThat(first.says()).isEqualTo("One line, and another one.");
    assertThat(first.values())
        .containsExactly(entry("name", "\"a\""), entry("list[0].size()", "1"));
    assertThat(first.when()).containsExactly(entry("kind", "3"));
    assertThat(first.lambda()).isTrue();
    assertThat(tour.stops().get(1).region()).isEqualTo("ch04 sync-flush");
    assertThat(tour.before(2)).isEqualTo(1);
  }

  private static Map.Entry<String, String> entry(String key, String value) {
    return Map.entry(key, value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "in: A, line: x, says: s                          | stop 1: there is no thread. Write"
            + " thread:.",
        "in: A, line: x, thread: t                        | stop 1: there is no says. Write says:.",
        "thread: t, says: s                               | stop 1: it names no place, or two.",
        "in: A, region: ch04 x, thread: t, says: s        | stop 1: it names no place, or two.",
        "in: A, thread: t, says: s                        | stop 1: a class is not a place to"
            + " stop.",
        "in: A, line: x, thread: t, says: s, after: b     | stop 1: no stop above has the name b.",
        "in: A, line: x, thread: t, says: s, values: {a+b: 1} | stop 1: cannot look at",
        "in: A, line: x, thread: t, says: s, when: {a(b): 1}  | stop 1: cannot look at",
        "in: A, lien: x, thread: t, says: s               | unknown key lien. Keys here are after,"
            + " in,",
      })
  void shouldSayWhatIsWrongWithAStop(String stop, String message) {
    assertThatThrownBy(() -> Fixture.tour("{" + stop + "}"))
        .isInstanceOf(Mistake.class)
        .hasMessageStartingWith("chapters/07-fixture/tour.yaml")
        .hasMessageContaining(message);
  }

  @Test
  void shouldRefuseASecondTourOfThatId() {
    String tour = "- {id: a, question: Why, demo: D, stops: [{" + GOOD + "}]}\n";

    assertThatThrownBy(() -> Fixture.tours(tour + tour))
        .hasMessageContaining("tour a: a second tour has this id");
  }

  @Test
  void shouldRefuseASecondStopOfThatName() {
    assertThatThrownBy(() -> Fixture.tour("{" + GOOD + ", name: n},{" + GOOD + ", name: n}"))
        .hasMessageContaining("stop 2: a stop above has this name");
  }

  @Test
  void shouldNameTheLineThatIsNoYaml() {
    assertThatThrownBy(() -> TourFile.read("07-fixture", "chapter: 7\ntours: [a\n"))
        .isInstanceOf(Mistake.class)
        .hasMessageMatching("chapters/07-fixture/tour.yaml:\\d: this cannot be read: .*");
  }

  @Test
  void shouldRefuseAnEmptyTourAndAnEmptyStop() {
    assertThatThrownBy(() -> Fixture.tours("-\n"))
        .isInstanceOf(Mistake.class)
        .hasMessageContaining("a tour is empty");
    assertThatThrownBy(() -> Fixture.tours("- {id: a, question: Why, demo: D, stops: [ null ]}"))
        .isInstanceOf(Mistake.class)
        .hasMessageContaining("tour a: a stop is empty");
  }

  @Test
  void shouldRefuseTheNumberOfAnotherChapter() {
    assertThatThrownBy(() -> TourFile.read("07-fixture", "chapter: 8\ntours: []\n"))
        .hasMessageContaining("chapter: 8 stands in the folder of another chapter");
  }

  @Test
  void shouldSayWhatIsMissingOfATour() {
    for (String key : List.of("question", "demo")) {
      String all = "- {id: a, question: Why, demo: D, stops: [{" + GOOD + "}]}";

      assertThatThrownBy(() -> Fixture.tours(all.replaceFirst(key + ": \\w+, ", "")))
          .hasMessageContaining("tour a: there is no " + key);
    }
  }
}
