package io.glassmq.classroom.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glassmq.classroom.Mistake;
import io.glassmq.classroom.source.Checkout;
import io.glassmq.classroom.source.Regions;
import io.glassmq.common.layout.Field;
import io.glassmq.common.layout.Format;
import io.glassmq.common.layout.Layout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagesTest {
  private static final String PAGE = "chapters/04-log/README.md";
  private static final BytePicture PICTURE =
      BytePicture.of(
          "unit",
          "One unit",
          Layout.of("unit", new Field("size", 0, 4, Format.NUMBER)),
          ByteBuffer.allocate(4).putInt(0, 20));

  @TempDir private Path root;

  @BeforeEach
  void makeCheckout() throws IOException {
    Files.createDirectories(root.resolve("core/common"));
    write(
        "core/store/src/main/java/io/glassmq/store/Log.java",
        """
        package io.glassmq.store;

        /**
         * The log.
         *
         * <ul>
         *   <li>CL-1: {@link #append} gives the place of the record, in {@code long} and in
         *       order &lt; end.
         *   <li>CL-2: {@linkplain Record#size the size} counts.
         * </ul>
         */
        class Log {
          long append() {
            // region lab04.1 append
            int place = 7 | 8;
            return place;
            // endregion
          }
        }
        """);
    write(
        "labs/04-log/lab.yaml",
        """
        lab: 4
        title: The log
        goal: It appends.
        minutes: 10
        port: io.glassmq.store.Log
        test: io.glassmq.labs.lab04.MyLogTest
        files: [{reference: core/store/src/main/java/io/glassmq/store/Log.java, as: MyLog}]
        steps:
          - {step: 1, name: append, title: Append, tests: 3, todo: {append: Do.}, hints: [w, "a Map<K, V>, or `Map<K, V>`", s]}
          - {step: 2, name: wire, title: Use it, tests: 1, reds: [1], hints: [w2, m2, "a\\nb"]}
        """);
    write(
        "chapters/04-log/tour.yaml",
        """
        chapter: 4
        tours:
          - id: append
            question: Where does it go?
            demo: io.glassmq.chapters.ch04.Append
            stops:
              - in: io.glassmq.store.Log
                method: append
                line: int place
                thread: main
                when: {this.open: true}
                values: {place: 7, this: …}
                says: To the end.
        """);
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(root.resolve(name).getParent());
    Files.writeString(root.resolve(name), text);
  }

  private Map<String, String> filled(String block) throws IOException {
    write(PAGE, "<!-- " + block + " -->\n<!-- end -->\n");
    var checkout = new Checkout(root);
    return new Pages(checkout, Regions.of(checkout), List.of(PICTURE), Map.of()).filled("chapters");
  }

  private List<String> content(String block) throws IOException {
    List<String> lines = filled(block).get(PAGE).lines().toList();
    return lines.subList(1, lines.size() - 1);
  }

  @Nested
  class Content {
    @Test
    void shouldBeAnExcerptWithTheWayToItsFile() throws IOException {
      assertThat(content("excerpt: lab04.1 append"))
          .containsExactly(
              "[Log.java](../../core/store/src/main/java/io/glassmq/store/Log.java)",
              "",
              "```java",
              "int place = 7 | 8;",
              "return place;",
              "```");
    }

    @Test
    void shouldBeTheInvariantsOfAPort() throws IOException {
      assertThat(content("invariants: io.glassmq.store.Log"))
          .containsExactly(
              "- **CL-1**: `append` gives the place of the record, in `long` and in order < end.",
              "- **CL-2**: `the size` counts.");
    }

    @Test
    void shouldBeTheExpectedRed() throws IOException {
      assertThat(content("red: 4"))
          .contains(
              "| 1 | Append | 3 | `LabTodo[lab04/append]` |",
              "| 2 | Use it | 1 | `LabTodo[lab04/append]` |")
          .last()
          .asString()
          .startsWith("4 tests are red");
    }

    @Test
    void shouldBeTheHintsEachFoldedAlone() throws IOException {
      assertThat(content("hints: 04"))
          .contains("**Step 2: Use it**", "<details><summary>Hint 3, strong</summary>")
          .contains("a Map&lt;K, V>, or `Map<K, V>`")
          .containsSequence("", "a", "b", "", "</details>");
    }

    @Test
    void shouldBeATourWithItsBreakpoints() throws IOException {
      assertThat(content("tour: append"))
          .contains(
              "**Where does it go?**",
              "Run `./mq tour 4 append`. Or debug `io.glassmq.chapters.ch04.Append` with these"
                  + " breakpoints:",
              "| 1 | [Log.append](../../core/store/src/main/java/io/glassmq/store/Log.java):"
                  + " `int place = 7 \\| 8;`<br>only if `this.open` is `true` | `main` | `place` is `7`<br>`this` |",
              "1. To the end.");
    }

    @Test
    void shouldBeRealBytesAndTheirDrawing() throws IOException {
      Map<String, String> files = filled("bytes: unit");

      assertThat(files.get(PAGE))
          .contains("![One unit](bytes-unit.svg)", "00 00 00 14              20");
      assertThat(files.get("chapters/04-log/bytes-unit.svg")).startsWith("<svg");
    }
  }

  @Nested
  class Mistakes {
    private void assertMistake(String block, String message) {
      assertThatThrownBy(() -> filled(block))
          .isInstanceOf(Mistake.class)
          .hasMessageContaining(PAGE + ":1: " + message);
    }

    @Test
    void shouldSayWhatIsNotThereAndWhatIs() {
      assertMistake("excerpt: lab04.1 flush", "no source has a region lab04.1 flush. There are:");
      assertMistake("invariants: io.glassmq.store.X", "core has no class io.glassmq.store.X. Give");
      assertMistake("red: 9", "there is no lab 9. Choose one of [4].");
      assertMistake("hints: four", "there is no lab four. Choose one of [4].");
      assertMistake("tour: x", "chapter 04-log has no tour x. There are: append.");
      assertMistake("bytes: x", "there is no byte picture x. Choose one of [unit]");
    }
  }
}
