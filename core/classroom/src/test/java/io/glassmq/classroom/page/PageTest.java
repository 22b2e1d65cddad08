package io.glassmq.classroom.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glassmq.classroom.Mistake;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PageTest {
  private static final Map<String, Block> KINDS =
      Map.of("echo", call -> List.of("filled with " + call.argument()), "output", new KeptBlock());

  private static String filled(String text) {
    return new Page("chapters/01-frame/README.md", text).filled(KINDS);
  }

  @Nested
  class Filled {
    @Test
    void shouldPutNewLinesIntoEachBlockAndKeepTheRest() {
      assertThat(
              filled(
                  """
                  # One
                  <!-- echo: a b -->
                  <!-- end -->
                  two
                  <!-- echo: c -->
                  old
                  old
                  <!-- end -->
                  """))
          .isEqualTo(
              """
              # One
              <!-- echo: a b -->
              filled with a b
              <!-- end -->
              two
              <!-- echo: c -->
              filled with c
              <!-- end -->
              """);
    }

    @Test
    void shouldChangeNothingTheSecondTime() {
      String once = filled("<!-- echo: a -->\n<!-- end -->\n");

      assertThat(filled(once)).isEqualTo(once);
    }

    @Test
    void shouldKeepWhatIsCheckedElsewhere() {
      String page = "<!-- output: Demo -->\nseen\n<!-- end -->\n";

      assertThat(filled(page)).isEqualTo(page);
    }

    @Test
    void shouldLeaveFencesAndOtherCommentsAlone() {
      String page = "<!-- a remark -->\n````\n<!-- echo: a -->\n```\n<!-- end -->\n````\n";

      assertThat(filled(page)).isEqualTo(page);
    }
  }

  @Nested
  class Mistakes {
    private void assertMistake(String text, String message) {
      assertThatThrownBy(() -> filled(text)).isInstanceOf(Mistake.class).hasMessage(message);
    }

    @Test
    void shouldNameTheKindsThatThereAre() {
      assertMistake(
          "\n<!-- exerpt: a -->\n<!-- end -->",
          "chapters/01-frame/README.md:2: there is no kind of block called exerpt."
              + " Choose one of [echo, output].");
    }

    @Test
    void shouldNameTheBlockThatIsNotClosed() {
      assertMistake(
          "<!-- echo: a -->\n",
          "chapters/01-frame/README.md:1: the block is not closed."
              + " Write <!-- end --> in a line of its own below it.");
      assertMistake(
          "<!-- echo: a -->\n<!-- echo: b -->\n<!-- end -->\n",
          "chapters/01-frame/README.md:1: the block is not closed before the next one in line 2."
              + " Write <!-- end --> in a line of its own between them.");
    }

    @Test
    void shouldNameAnEndThatClosesNothing() {
      assertMistake(
          "<!-- end -->\n",
          "chapters/01-frame/README.md:1: <!-- end --> closes nothing."
              + " Take it away, or open its block.");
    }
  }
}
