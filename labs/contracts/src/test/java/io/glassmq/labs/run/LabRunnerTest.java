package io.glassmq.labs.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glassmq.classroom.lab.Lab;
import io.glassmq.classroom.lab.LabException;
import io.glassmq.classroom.lab.LabReport;
import io.glassmq.classroom.lab.LabReport.Failure;
import io.glassmq.classroom.lab.LabReport.Outcome;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LabRunnerTest extends SumLab {
  @Nested
  class OrdinaryAttempts {

    @Test
    void shouldBeGreenForTheRightAnswer() throws IOException {
      LabReport report = run(RIGHT_TWO, RIGHT_ALL);

      assertThat(outcomes(report)).isEqualTo("PASSED PASSED | PASSED");
      assertThat(report.green()).isTrue();
      assertThat(report.next()).isEmpty();
      assertThat(report.trouble()).isEmpty();
    }

    @Test
    void shouldTellTheHolesOfASkeleton() throws IOException {
      LabReport report = run(TODO_TWO, TODO_ALL);

      assertThat(outcomes(report)).isEqualTo("OPEN OPEN | OPEN");
      assertThat(failure(report, "should add two").region()).isEqualTo("add-two");
      assertThat(failure(report, "should add all").region()).isEqualTo("add-all");
      assertThat(report.next())
          .get()
          .satisfies(
              hole -> {
                assertThat(hole.step()).isEqualTo(1);
                assertThat(hole.region()).isEqualTo("add-two");
                assertThat(hole.place().line()).isEqualTo(8);
                assertThat(hole.place().code()).isEqualTo(TODO_TWO);
              });
    }

    @Test
    void shouldExplainTheFirstFailure() throws IOException {
      LabReport report = run("return a - b;", TODO_ALL);

      assertThat(outcomes(report)).isEqualTo("FAILED PASSED | OPEN");
      assertThat(report.firstRed().orElseThrow().firstRed().orElseThrow().failure().orElseThrow())
          .satisfies(
              failure -> {
                assertThat(failure.message()).contains("[1 + 2]", "expected: 3", "but was: -1");
                assertThat(failure.meaning()).isEqualTo("offsets would be wrong");
                assertThat(failure.hint()).isEqualTo(1);
              });
      assertThat(report.next()).get().extracting(LabReport.Hole::region).isEqualTo("add-all");
    }

    @Test
    void shouldTellTheLineThatThrew() throws IOException {
      LabReport report = run("int[] none = new int[0];\n    return none[a];", RIGHT_ALL);

      assertThat(failure(report, "should add two").message())
          .isEqualTo(
              "It threw java.lang.ArrayIndexOutOfBoundsException: Index 1 out of bounds for length 0");
      assertThat(failure(report, "should add two").where())
          .get()
          .satisfies(
              place -> {
                assertThat(place.line()).isEqualTo(9);
                assertThat(place.code()).isEqualTo("return none[a];");
              });
    }

    @Test
    void shouldShowWhatTheCodePrinted() throws IOException {
      LabReport report = run("System.out.println(\"a is \" + a); " + RIGHT_TWO, RIGHT_ALL);

      assertThat(test(report, "should add two").printed()).isEqualTo("a is 1\n");
    }

    @Test
    void shouldRunOneStep() throws IOException {
      run(RIGHT_TWO, TODO_ALL);

      LabReport report = RUNNER.run(lab, Set.of(2));

      assertThat(outcomes(report)).isEqualTo("OPEN");
    }

    @Test
    void shouldSayThatThereIsNoCode() {
      Lab empty = lab;

      assertThatThrownBy(
              () -> RUNNER.run(empty, java.util.List.of(folder.resolve("nowhere")), Set.of()))
          .isInstanceOf(LabException.class)
          .hasMessageContaining("no Java files");
    }
  }

  @Nested
  class BadCode {

    @Test
    void shouldTellACompileErrorWithItsLine() throws IOException {
      LabReport report = run("int c = a + b", RIGHT_ALL);

      assertThat(report.green()).isFalse();
      assertThat(report.problems())
          .singleElement()
          .satisfies(
              problem -> {
                assertThat(problem.message()).isEqualTo("';' expected");
                assertThat(problem.place().file()).hasFileName("MySum.java");
                assertThat(problem.place().line()).isEqualTo(8);
                assertThat(problem.place().code()).isEqualTo("int c = a + b");
              });
      assertThat(outcomes(report)).isEqualTo(" | ");
    }

    @Test
    void shouldStopAnEndlessLoopAndSayWhereItIs() throws IOException {
      LabReport report =
          runUntilLate(RIGHT_TWO, "int i = 0;\n    while (i < 1) { add(1, 2); }\n    return i;");

      assertThat(outcomes(report)).isEqualTo("PASSED PASSED | FAILED");
      Failure failure = failure(report, "should add all");
      assertThat(failure.message())
          .startsWith("The test did not end within 4 s, so it was stopped");
      assertThat(failure.where()).get().satisfies(place -> assertThat(place.line()).isIn(8, 13));
      assertThat(failure.trace()).anyMatch(frame -> frame.startsWith("MySum.total(MySum.java:13)"));
    }

    @Test
    void shouldNotReachWhatComesAfterAnEndlessLoop() throws IOException {
      LabReport report = runUntilLate("while (a >= 0) { }\n return 1;", RIGHT_ALL);

      assertThat(outcomes(report)).isEqualTo("FAILED NOT_REACHED | NOT_REACHED");
    }

    @Test
    void shouldSayWhoCalledExit() throws IOException {
      LabReport report = run("System.exit(0);\n    return 1;", RIGHT_ALL);

      assertThat(outcomes(report)).isEqualTo("FAILED NOT_REACHED | NOT_REACHED");
      Failure failure =
          report.firstRed().orElseThrow().firstRed().orElseThrow().failure().orElseThrow();
      assertThat(failure.message()).isEqualTo("The code called System.exit");
      assertThat(failure.where()).get().extracting(LabReport.Place::line).isEqualTo(8);
    }

    @Test
    void shouldNoticeAJvmThatWasHalted() throws IOException {
      LabReport report = run("Runtime.getRuntime().halt(7);\n    return 1;", RIGHT_ALL);

      assertThat(outcomes(report)).isEqualTo("FAILED NOT_REACHED | NOT_REACHED");
      assertThat(
              report
                  .firstRed()
                  .orElseThrow()
                  .firstRed()
                  .orElseThrow()
                  .failure()
                  .orElseThrow()
                  .message())
          .contains("ended with code 7");
    }

    @Test
    void shouldShowBothSidesOfADeadlock() throws IOException {
      LabReport report =
          runUntilLate(
              RIGHT_TWO,
              "return lock();",
              """
                private final Object left = new Object();
                private final Object right = new Object();

                private int lock() {
                  var bothHoldOne = new java.util.concurrent.CyclicBarrier(2);
                  new Thread(() -> both(right, left, bothHoldOne), "other").start();
                  return both(left, right, bothHoldOne);
                }

                private static int both(Object first, Object second, java.util.concurrent.CyclicBarrier barrier) {
                  synchronized (first) {
                    try { barrier.await(); } catch (Exception e) { throw new IllegalStateException(e); }
                    synchronized (second) { return 1; }
                  }
                }
              """);

      assertThat(failure(report, "should add all").message())
          .startsWith("Deadlock: threads wait for each other for ever")
          .contains("main waits for", "which other holds", "other waits for", "which main holds");
    }

    @Test
    void shouldOutliveALargeAllocation() throws IOException {
      LabReport report =
          run(
              "byte[][] much = new byte[1024][];\n    for (int i = 0; i < 1024; i++) much[i] = new byte[1 << 20];\n    return much.length;",
              RIGHT_ALL);

      Failure failure =
          report.firstRed().orElseThrow().firstRed().orElseThrow().failure().orElseThrow();
      assertThat(failure.message()).contains("java.lang.OutOfMemoryError: Java heap space");
      assertThat(failure.where()).get().extracting(LabReport.Place::line).isEqualTo(9);
    }

    @Test
    void shouldTellWhatAStaticInitializerThrew() throws IOException {
      LabReport report =
          run(RIGHT_TWO, RIGHT_ALL, "  static final int SIZE = Integer.parseInt(\"many\");");

      assertThat(report.count(Outcome.FAILED)).isEqualTo(3);
      Failure failure =
          report.firstRed().orElseThrow().firstRed().orElseThrow().failure().orElseThrow();
      assertThat(failure.message() + failure.trace()).contains("For input string: \"many\"");
      assertThat(failure.where()).get().extracting(LabReport.Place::line).isEqualTo(14);
    }

    @Test
    void shouldSayThatTheTestClassIsNotThere() throws IOException {
      write("src/test/java/MySumTest.java", "class Other {}");

      LabReport report = run(RIGHT_TWO, RIGHT_ALL);

      assertThat(report.green()).isFalse();
      assertThat(report.trouble())
          .contains("ClassNotFoundException: io.glassmq.labs.lab01.MySumTest");
    }
  }
}
