package io.glassmq.labs.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.classroom.lab.LabReport;
import io.glassmq.classroom.lab.LabReport.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Files and programs that no editor should make, and some do. */
class OddAttemptsTest extends SumLab {
  @Test
  void shouldShowWhatWasPrintedInOtherLettersAndWithoutAnEndOfLine() throws IOException {
    LabReport report = run("System.out.print(\"\\u00e9\\u4f60 \" + b); return 1;", TODO_ALL);

    assertThat(test(report, "should add two").printed()).isEqualTo("\u00e9\u4f60 2\n");
  }

  @Test
  void shouldLeaveNoTemporaryFilesBehind() throws IOException {
    LabReport report =
        runUntilLate(
            "System.out.println(System.getProperty(\"java.io.tmpdir\")); " + HANG, RIGHT_ALL);

    Path temp = Path.of(report.firstRed().orElseThrow().firstRed().orElseThrow().printed().strip());
    assertThat(temp.getFileName().toString()).startsWith("mq-lab-");
    assertThat(temp).doesNotExist();
  }

  @Test
  void shouldPassOverWhatAnEditorKeepsBesideAFile() throws IOException {
    run(RIGHT_TWO, RIGHT_ALL);
    Files.createSymbolicLink(
        lab.folder().resolve("src/main/java/.#MySum.java"), Path.of("somebody@somewhere.4711"));

    LabReport report = RUNNER.run(lab);

    assertThat(report.problems()).isEmpty();
    assertThat(report.green()).isTrue();
  }

  @Test
  void shouldTellTheLineThatIsNotUtf8() throws IOException {
    run(RIGHT_TWO, RIGHT_ALL);
    Path file = lab.folder().resolve("src/main/java/MySum.java");
    String text = Files.readString(file).replace(RIGHT_TWO, "// \u00e9\n" + RIGHT_TWO);
    Files.writeString(file, text, StandardCharsets.ISO_8859_1);

    LabReport report = RUNNER.run(lab);

    assertThat(report.problems())
        .first()
        .satisfies(
            problem -> {
              assertThat(problem.message()).contains("unmappable character");
              assertThat(problem.place().line()).isEqualTo(8);
            });
  }

  @Test
  void shouldOutliveEndlessPrintingWithoutAnEndOfLine() throws IOException {
    LabReport report =
        runUntilLate("while (a >= 0) System.out.print(\"more and more \"); return 1;", RIGHT_ALL);

    assertThat(report.trouble()).isEmpty();
    assertThat(report.steps().get(0).firstRed().orElseThrow().failure())
        .get()
        .extracting(Failure::message)
        .isEqualTo("The test did not end within 4 s, so it was stopped");
  }

  @Test
  void shouldOutliveALoopThatComesToAHoleForEver() throws IOException {
    String todo = TODO_TWO.replace("throw ", "Error hole = ");

    LabReport report = runUntilLate("while (a >= 0) { " + todo + " }\n    return 1;", RIGHT_ALL);

    assertThat(report.steps().get(0).firstRed().orElseThrow().failure())
        .get()
        .extracting(Failure::message)
        .isEqualTo("The test did not end within 4 s, so it was stopped");
  }
}
