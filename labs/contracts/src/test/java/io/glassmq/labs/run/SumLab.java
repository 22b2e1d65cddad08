package io.glassmq.labs.run;

import static java.util.stream.Collectors.joining;

import io.glassmq.classroom.lab.Lab;
import io.glassmq.classroom.lab.LabLimits;
import io.glassmq.classroom.lab.LabReport;
import io.glassmq.classroom.lab.LabReport.Failure;
import io.glassmq.classroom.lab.LabReport.TestReport;
import io.glassmq.classroom.lab.LabRunner;
import io.glassmq.classroom.lab.Labs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A lab of the sum in a temporary folder, and its runs. */
abstract class SumLab {
  /** So long may a test take on a busy machine. */
  static final LabRunner RUNNER = runner(20);

  /** For what never ends: the others have to come to their end within this. */
  static final LabRunner IMPATIENT = runner(4);

  static final String MANIFEST =
      """
      lab: 1
      title: The sum
      goal: Add numbers.
      minutes: 5
      port: io.glassmq.labs.run.SumContract.Sum
      test: io.glassmq.labs.lab01.MySumTest
      files:
        - reference: core/sum/src/main/java/io/glassmq/sum/StandardSum.java
          as: MySum
      steps:
        - step: 1
          name: add
          title: Add two numbers
          tests: 2
          todo:
            add-two: Return a plus b.
          hints: [weak, middle, strong]
        - step: 2
          name: total
          title: Add many numbers
          tests: 1
          todo:
            add-all: Add them one by one.
          hints: [weak, middle, strong]
      """;

  static final String TODO_TWO = "throw new LabTodo(\"lab01\", \"add-two\", \"Return a plus b.\");";
  static final String TODO_ALL =
      "throw new LabTodo(\"lab01\", \"add-all\", \"Add them one by one.\");";
  static final String HANG = "while (a >= 0) { } return 1;";
  static final String RIGHT_TWO = "return a + b;";
  static final String RIGHT_ALL =
      "int sum = 0; for (int n : numbers) sum = add(sum, n); return sum;";

  @TempDir Path folder;
  Lab lab;

  @BeforeEach
  void makeLab() throws IOException {
    Path home = Files.createDirectories(folder.resolve("01-sum"));
    Files.writeString(home.resolve(Labs.MANIFEST), MANIFEST);
    lab = Labs.read(home);
    write(
        "src/test/java/MySumTest.java",
        """
        package io.glassmq.labs.lab01;

        import io.glassmq.labs.run.SumContract;

        class MySumTest extends SumContract {
          @Override protected Sum sum() { return new MySum(); }
        }
        """);
  }

  @AfterAll
  static void close() {
    RUNNER.close();
    IMPATIENT.close();
  }

  Path write(String file, String text) throws IOException {
    Path path = lab.folder().resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, text);
  }

  private static LabRunner runner(int seconds) {
    var limit = Duration.ofSeconds(seconds);
    return new LabRunner(
        System.getProperty("java.class.path"), new LabLimits(limit, limit, Duration.ofSeconds(60)));
  }

  LabReport run(String add, String total, String... members) throws IOException {
    writeSum(add, total, members);
    return RUNNER.run(lab);
  }

  /** The same where a test never ends. */
  LabReport runUntilLate(String add, String total, String... members) throws IOException {
    writeSum(add, total, members);
    return IMPATIENT.run(lab);
  }

  private void writeSum(String add, String total, String... members) throws IOException {
    write(
        "src/main/java/MySum.java",
        """
        package io.glassmq.labs.lab01;

        import io.glassmq.labs.LabTodo;
        import io.glassmq.labs.run.SumContract.Sum;

        final class MySum implements Sum {
          @Override public int add(int a, int b) {
            %s
          }

          @Override public int total(int... numbers) {
            %s
          }
        %s
        }
        """
            .formatted(add, total, String.join("\n", members)));
  }

  static TestReport test(LabReport report, String name) {
    return report.steps().stream()
        .flatMap(step -> step.tests().stream())
        .filter(test -> test.name().startsWith(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no test " + name + " in " + report));
  }

  static Failure failure(LabReport report, String name) {
    return test(report, name).failure().orElseThrow();
  }

  static String outcomes(LabReport report) {
    return report.steps().stream()
        .map(
            step ->
                step.tests().stream().map(it -> it.outcome().name()).sorted().collect(joining(" ")))
        .collect(joining(" | "));
  }
}
