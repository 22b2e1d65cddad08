package io.glassmq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.classroom.source.Checkout;
import io.glassmq.classroom.tour.Place;
import io.glassmq.classroom.tour.Recording;
import io.glassmq.classroom.tour.Recording.Frame;
import io.glassmq.classroom.tour.Recording.Look;
import io.glassmq.classroom.tour.Recording.Seen;
import io.glassmq.classroom.tour.Recording.SourceLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Help.Ansi;

/** What the player shows for each key. */
class TourPlayerTest {
  private final StringWriter shown = new StringWriter();

  @TempDir private Path folder;

  private static Seen stop(int number) {
    return new Seen(
        number,
        new Place("a.Shop", "open", "Shop.java", 3, "open();"),
        "main",
        "This is stop " + number + ".",
        List.of(new Frame("Shop.open:3", 0), new Frame("io.netty", 4)),
        List.of(new Look("door", "2", "2")),
        Map.of("secret", "7"),
        List.of(new SourceLine(2, "  {"), new SourceLine(3, "    open();")));
  }

  private static Recording recording(int stops, String... problems) {
    return new Recording(
        "04-commit-log",
        "opening",
        "Who opens?",
        "a.Shop",
        IntStream.rangeClosed(1, stops).mapToObj(TourPlayerTest::stop).toList(),
        List.of("it is open"),
        List.of(problems));
  }

  private boolean play(String keys, Recording... recordings) throws IOException {
    var page = new Page(new PrintWriter(shown, true), Ansi.OFF, 1);
    var reader = keys == null ? null : new BufferedReader(new StringReader(keys));
    return new TourPlayer(page, new Checkout(folder), reader).play(List.of(recordings));
  }

  private long count(String text) {
    return shown.toString().split(Pattern.quote(text), -1).length - 1;
  }

  @Test
  void shouldShowAllAtOnceWhenThereAreNoKeys() throws Exception {
    assertThat(play(null, recording(2))).isTrue();

    assertThat(shown.toString())
        .contains(
            "Who opens?", "Stop 1 of 2: Shop.open", "  on thread main", "->    3      open();")
        .contains("  door = 2", "This is stop 2.", "    Shop.open:3", "    … 4 frames of io.netty")
        .contains("  it is open")
        .doesNotContain("[Enter]", "secret");
  }

  @Test
  void shouldGoOnAndBack() throws Exception {
    play("\nb\nn\n\n", recording(2));

    assertThat(count("This is stop 1.")).isEqualTo(2);
    assertThat(count("This is stop 2.")).isEqualTo(2);
    assertThat(count("it is open")).isEqualTo(1);
  }

  @Test
  void shouldShowStackAndValuesOnDemand() throws Exception {
    play("v\ns\nx\nq\n", recording(1));

    assertThat(shown.toString())
        .containsSubsequence("secret = 7", "Shop.open:3", "There is no key x.");
  }

  @Test
  void shouldShowMoreSource() throws Exception {
    Files.writeString(folder.resolve("Shop.java"), "class Shop {\n  {\n    open();\n  }\n}\n");

    play("c\nq\n", recording(1));

    assertThat(shown.toString()).contains("     1  class Shop {", "     5  }");
  }

  @Test
  void shouldEndAllToursAtOnce() throws Exception {
    play("q\n", recording(2), recording(2));

    assertThat(count("Who opens?")).isEqualTo(1);
    assertThat(shown.toString()).doesNotContain("This is stop 2.", "it is open");
  }

  @Test
  void shouldPrintTheRestWhenTheInputEnds() throws Exception {
    play("\n", recording(3));

    assertThat(count("[Enter]")).isEqualTo(2);
    assertThat(shown.toString()).contains("This is stop 3.", "it is open");
  }

  @Test
  void shouldSayWhatIsNotAsTheTourSays() throws Exception {
    assertThat(play(null, recording(1, "stop 2 was not met"))).isFalse();

    assertThat(shown.toString())
        .contains("This tour did not go as its author says:", "! stop 2 was not met");
  }
}
