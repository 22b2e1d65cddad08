package io.glassmq.classroom.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glassmq.classroom.Mistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegionsTest {
  private static final String TEXT =
      """
      class Log {
        // region ch04 room
        int room() {
          return 1;
        }

        // endregion
        int append() {
          // region lab04.2 append-record
          return 2;
          // endregion
        }
      }
      """;

  @TempDir private Path root;
  private Checkout checkout;

  @BeforeEach
  void makeCheckout() throws IOException {
    Files.createDirectories(root.resolve("core/common"));
    checkout = new Checkout(root);
    write("core/store/src/main/java/io/glassmq/store/Log.java", TEXT);
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(root.resolve(name).getParent());
    Files.writeString(root.resolve(name), text);
  }

  @Nested
  class Reading {
    @Test
    void shouldFindEachRegionWithItsPlace() {
      Region region = Regions.of(checkout).get("lab04.2 append-record", "a page");

      assertThat(region.file()).isEqualTo("core/store/src/main/java/io/glassmq/store/Log.java");
      assertThat(region.className()).isEqualTo("io.glassmq.store.Log");
      assertThat(region.firstLine()).isEqualTo(10);
      assertThat(region.lastLine()).isEqualTo(10);
      assertThat(region.id()).isEqualTo(new RegionId("lab04", 2, "append-record"));
    }

    @Test
    void shouldGiveTheTextFromTheFirstColumn() {
      assertThat(Regions.of(checkout).get("ch04 room", "a page").text())
          .isEqualTo("int room() {\n  return 1;\n}");
    }

    @Test
    void shouldLeaveOutTheMarksOnly() {
      assertThat(Regions.withoutMarks(TEXT).lines())
          .isEqualTo(TEXT.lines().filter(line -> !line.contains("region")).toList())
          .hasSize(9);
    }

    @Test
    void shouldSeeNoMarkInAComment() {
      assertThat(Regions.in("Log.java", "/**\n * // region lab04.1 x\n */")).isEmpty();
    }
  }

  @Nested
  class Mistakes {
    private void assertMistake(String text, String message) {
      assertThatThrownBy(() -> Regions.in("Log.java", text))
          .isInstanceOf(Mistake.class)
          .hasMessage(message);
    }

    @Test
    void shouldNameTheRegionThatIsNotClosed() {
      assertMistake(
          "\n// region ch04 a\n",
          "Log.java:2: region ch04 a is not closed. Write // endregion below it.");
    }

    @Test
    void shouldNameBothNestedRegions() {
      assertMistake(
          "// region ch04 a\n// region ch04 b\n",
          "Log.java:2: region ch04 b begins inside region ch04 a of line 1."
              + " Close that one first: regions are never nested.");
    }

    @Test
    void shouldNameAnEndThatClosesNothing() {
      assertMistake(
          "// endregion",
          "Log.java:1: // endregion closes nothing. Take it away, or write its // region.");
    }

    @Test
    void shouldShowHowARegionIsCalled() {
      assertMistake(
          "// region append record",
          "Log.java:1: a region is called \"append record\". Write // region lab04.2 append-record"
              + " (lab, step, name) or // region ch04 sync-flush.");
    }

    @Test
    void shouldNameBothPlacesOfAName() throws IOException {
      write(
          "core/store/src/main/java/io/glassmq/store/Other.java",
          "// region lab04.3 append-record\n// endregion");

      assertThatThrownBy(() -> Regions.of(checkout))
          .isInstanceOf(Mistake.class)
          .hasMessageContaining("Other.java:1: region lab04.3 append-record has the name of")
          .hasMessageContaining("Log.java:9");
    }

    @Test
    void shouldNameTheRegionsThatAPageMayMean() {
      var regions = Regions.of(checkout);

      for (String name : List.of("lab04.1 append-record", "ch04 append-record")) {
        assertThatThrownBy(() -> regions.get(name, "README.md:7"))
            .isInstanceOf(Mistake.class)
            .hasMessage(
                "README.md:7: no source has a region " + name + ". Write lab04.2 append-record.");
      }
      assertThatThrownBy(() -> regions.get("ch04 flush", "README.md:7"))
          .hasMessageEndingWith("There are: ch04 room.");
      assertThatThrownBy(() -> regions.get("ch05 flush", "README.md:7"))
          .hasMessageEndingWith("Mark it: // region ch05 flush ... // endregion.");
    }
  }
}
