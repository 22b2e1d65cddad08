package io.glassmq.classroom.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glassmq.classroom.tour.Recording.Frame;
import io.glassmq.classroom.tour.Recording.Look;
import io.glassmq.classroom.tour.Recording.Seen;
import io.glassmq.classroom.tour.Recording.SourceLine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tours of a real JVM under a real debugger. */
class TourRunnerTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private TourRunner runner;

  @BeforeEach
  void setUp() throws Exception {
    runner = new TourRunner(Fixture.checkout(folder), LIMIT);
  }

  private static Tour tour(String stops) {
    return Fixture.tour(stops);
  }

  private static String stop(String line, String thread, String more) {
    return "{in: FixtureDemo, line: '" + line + "', thread: " + thread + ", says: x" + more + "}";
  }

  private List<String> problems(Tour tour) throws Exception {
    return runner.take(List.of(tour)).get(0).problems();
  }

  @Nested
  class Taking {
    @Test
    void shouldSeeStopsThreadsValuesStacksAndSource() throws Exception {
      Tour tour =
          tour(
              "{in: FixtureDemo, method: warn, thread: main, says: One.,"
                  + " values: {parcel.name: '\"anvil\"', parcel.weight(): 40}},"
                  + stop(
                      "weights.remove",
                      "Worker_<n>",
                      ", values: {'weights.size()': 2, 'this.weights.get(\"book\")': 2, LIMIT: 30,"
                          + " label: 'byte[5] \"Hello\"', 'label[0]': 72, label.length: 5}"));

      Recording recording = runner.take(List.of(tour)).get(0);

      assertThat(recording.problems()).isEmpty();
      assertThat(recording.output()).contains("too heavy: anvil", "the end");
      assertThat(recording.stops())
          .extracting(stop -> stop.place().shortName())
          .containsExactly("FixtureDemo.warn", "FixtureDemo.deliver");
      Seen first = recording.stops().get(0);
      assertThat(first.thread()).isEqualTo("main");
      assertThat(first.variables()).isEqualTo(Map.of("parcel", "Parcel[name=anvil, weight=40]"));
      assertThat(first.values()).contains(new Look("parcel.name", "\"anvil\"", "\"anvil\""));
      assertThat(first.stack())
          .extracting(Frame::where)
          .satisfiesExactly(
              warn -> assertThat(warn).startsWith("FixtureDemo.warn:"),
              pack -> assertThat(pack).startsWith("FixtureDemo.pack:"),
              main -> assertThat(main).startsWith("FixtureDemo.main:"));
      assertThat(first.source())
          .contains(new SourceLine(first.place().line(), "    " + first.place().text()));
    }

    @Test
    void shouldTellTheStopFromOthersByItsCondition() throws Exception {
      assertThat(problems(tour(stop("weights.put", "main", ", when: {'parcel.weight': 40}"))))
          .isEmpty();
    }

    @Test
    void shouldStopInTheLambdaOfALineWhenSaid() throws Exception {
      Tour outside = tour(stop("forEach", "Worker_7", ", values: {name: '\"book\"'}"));
      Tour inside = tour(stop("forEach", "Worker_7", ", lambda: true, values: {door: 1}"));

      assertThat(runner.take(List.of(outside, inside)))
          .allSatisfy(it -> assertThat(it.problems()).isEmpty());
    }

    @Test
    void shouldTakeStopsAfterTheSameOneInAnyOrder() throws Exception {
      String pack = stop("weights.put", "main", ", name: pack");
      String remove = stop("weights.remove", "Worker_7", "");
      String warn = stop("too heavy", "main", ", after: pack");

      assertThat(problems(tour(pack + "," + remove + "," + warn))).isEmpty();
    }
  }

  /** What an author is told when the tour is not what happens. */
  @Nested
  class Problems {
    @Test
    @Timeout(15)
    void shouldSayAtOnceWhyTheDemoDoesNotStart() {
      assertThatThrownBy(() -> DemoJvm.start(Fixture.DEMO, List.of("-XX:+NoSuchOption"), LIMIT))
          .hasMessageStartingWith("the demo's JVM ended with exit code 1 before its first line")
          .hasMessageContaining("Unrecognized VM option 'NoSuchOption' | Error: ");
    }

    @Test
    void shouldNameTheStopThatWasMissed() throws Exception {
      Tour tour =
          tour(stop("weights.put", "main", "") + "," + stop("\"dust\"", "main", "") + "," + warn());

      assertThat(problems(tour).get(1))
          .startsWith("stop 2 was not met: the demo did not load the class")
          .contains("FixtureDemo.climb, line ", "; nor were the 1 that follow");
    }

    private String warn() {
      return stop("too heavy", "main", "");
    }

    @Test
    void shouldSayWhatPassedTheStopWhenItWasNeverTheOneThatIsMeant() throws Exception {
      assertThat(problems(tour(stop("weights.put", "main", ", when: {parcel.weight: 41}"))))
          .singleElement()
          .asString()
          .startsWith(
              "stop 1 was not met: threads came there, but not when it says;"
                  + " the last one had parcel.weight = 40 (FixtureDemo.pack, line ");
    }

    @Test
    void shouldNameTheStopThatCameTooEarly() throws Exception {
      Tour tour = tour(stop("weights.put", "main", "") + "," + knock() + "," + warn());

      assertThat(problems(tour)).first().isEqualTo("stop 3 came before stop 2, on thread main");
    }

    private String knock() {
      return stop("at door", "Worker_7", "");
    }

    @Test
    void shouldNameTheOtherThreadAndTheOtherValue() throws Exception {
      Tour tour =
          tour(stop("at door", "Walker_<n>", ", values: {door: 3, name: '\"bo…\"', chimney: 1}"));

      assertThat(problems(tour))
          .satisfiesExactly(
              thread ->
                  assertThat(thread).isEqualTo("stop 1 is on thread Worker_7, not on Walker_<n>"),
              door -> assertThat(door).isEqualTo("stop 1 shows door = 1, not 3"),
              chimney ->
                  assertThat(chimney)
                      .isEqualTo(
                          "stop 1 cannot show chimney: there is no chimney here,"
                              + " but LIMIT, door, name, weights"));
    }

    @Test
    void shouldSayWhyAMethodGivesNoValue() throws Exception {
      Tour tour = tour(stop("at door", "Worker_7", ", values: {'name.charAt(9)': x, a(): y}"));

      assertThat(problems(tour))
          .containsExactly(
              "stop 1 cannot show name.charAt(9): charAt() throws StringIndexOutOfBoundsException",
              "stop 1 cannot show a(): FixtureDemo has no method a with these arguments");
    }

    @Test
    void shouldSayThatALineHasNoCode() throws Exception {
      assertThat(problems(tour(stop("private void pack(", "main", ""))))
          .singleElement()
          .asString()
          .startsWith(
              "stop 1 was not met: the demo did not load the class, or the line has no code");
    }
  }

  @Nested
  class Demos {
    private Tour tour(String how) {
      String head = "- {id: a, question: Why, demo: " + Fixture.DEMO;
      String stops = ", stops: [" + stop("weights.put", "main", "") + "]}";
      return Fixture.tours(head + ", jvm: [-Dfixture=" + how + "]" + stops).get(0);
    }

    @Test
    void shouldTellHowADemoFailed() throws Exception {
      assertThat(problems(tour("throws")))
          .singleElement()
          .asString()
          .startsWith("the demo ended with exit code 1; its last lines: ")
          .contains("IllegalStateException: as asked");
    }

    @Test
    void shouldKillADemoThatDoesNotEnd() throws Exception {
      runner = new TourRunner(Fixture.checkout(folder.resolve("other")), Duration.ofSeconds(1));

      // How far it comes in that time is a matter of the machine.
      assertThat(problems(tour("hangs")))
          .last()
          .asString()
          .startsWith("the demo did not end within 1 s; its last lines: ");
    }

    @Test
    void shouldTakeAFailedTourAgainAndSayWhy() throws Exception {
      List<String> log = new ArrayList<>();

      List<Recording> recordings = runner.takeAll(List.of(tour("throws")), log::add);

      assertThat(recordings.get(0).isAsTheTourSays()).isFalse();
      assertThat(log)
          .singleElement()
          .asString()
          .startsWith("again: chapters/07-fixture/tour.yaml, tour a: [the demo ended with");
    }
  }
}
