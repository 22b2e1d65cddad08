package io.glassmq.chapters;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.glassmq.classroom.source.Checkout;
import io.glassmq.testkit.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each demo ends by itself, soon, and prints what the pages say. */
class DemosTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String SOURCES = "chapters/src/main/java/";

  private final Checkout checkout = Checkout.around(Path.of(""));

  @TempDir private Path folder;

  private List<String> demos() {
    return checkout.files(SOURCES, name -> name.endsWith(".java")).stream()
        .filter(file -> Checkout.read(file).contains("public static void main("))
        .map(file -> checkout.name(file).substring(SOURCES.length()))
        .map(name -> name.substring(0, name.length() - 5).replace('/', '.'))
        .toList();
  }

  /** How a demo ended. */
  private record Ended(int exitCode, List<String> output) {}

  private Ended run(String demo) throws Exception {
    // The pages show what a demo says, not what is logged beside it.
    var options = List.of("-Dglassmq.log=OFF", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    try (var process = ServerProcess.start(demo, options, List.of(), Map.of(), folder)) {
      return new Ended(process.awaitExit(LIMIT), process.lines());
    }
  }

  @TestFactory
  Stream<DynamicTest> shouldEndByItselfAndPrintWhatThePagesSay() {
    Map<String, List<OutputBlock>> blocks =
        OutputBlock.all(checkout).stream().collect(groupingBy(OutputBlock::demo));

    return demos().stream()
        .map(
            demo ->
                dynamicTest(
                    demo.replaceFirst(".*\\.(?=ch\\d)", ""),
                    () -> check(run(demo), blocks.getOrDefault(demo, List.of()))));
  }

  private static void check(Ended demo, List<OutputBlock> blocks) {
    assertThat(demo.exitCode).as("exit code; printed was %s", demo.output).isZero();
    assertThat(demo.output).isNotEmpty();
    for (OutputBlock block : blocks) {
      assertThat(block.fits(demo.output))
          .as("%s says %s, printed was %s", block.page(), block.lines(), demo.output)
          .isTrue();
    }
  }

  @Test
  void shouldBeThereWhenAPageShowsWhatTheyPrint() {
    assertThat(OutputBlock.all(checkout))
        .allSatisfy(block -> assertThat(demos()).as(block.page()).contains(block.demo()));
  }

  /** What would make the tests above fail. */
  @Nested
  class Block {
    private OutputBlock block(String... lines) {
      return new OutputBlock("page", "demo", List.of(lines));
    }

    @Test
    void shouldTakeEllipsesForAnything() {
      assertThat(block("port …", "...", "end").fits(List.of("port 80", "a", "b", "end"))).isTrue();
      assertThat(block("port …", "...", "end").fits(List.of("port 80", "end"))).isTrue();
    }

    @Test
    void shouldRefuseOtherTextsAndOtherNumbersOfLines() {
      assertThat(block("a", "b").fits(List.of("a", "c"))).isFalse();
      assertThat(block("a", "b").fits(List.of("a"))).isFalse();
      assertThat(block("a").fits(List.of("a", "b"))).isFalse();
    }
  }
}
