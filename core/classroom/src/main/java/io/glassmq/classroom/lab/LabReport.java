package io.glassmq.classroom.lab;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What came of one attempt.
 *
 * @param lab the lab
 * @param problems what the compiler refused; if there is anything, no test ran
 * @param steps the steps that were asked for, in their order
 * @param trouble why no test could run, though it compiled; empty otherwise
 * @param next the next hole to fill: the first in the order of the steps
 * @param took from the start to the last test
 */
public record LabReport(
    Lab lab,
    List<CompileProblem> problems,
    List<StepReport> steps,
    String trouble,
    Optional<Hole> next,
    Duration took) {

  public LabReport {
    problems = List.copyOf(problems);
    steps = List.copyOf(steps);
  }

  /** True if every test of every step that was asked for passed, and nothing stood in the way. */
  public boolean green() {
    return problems.isEmpty()
        && trouble.isEmpty()
        && !steps.isEmpty()
        && steps.stream().allMatch(StepReport::green);
  }

  /** The first step that is not green. */
  public Optional<StepReport> firstRed() {
    return steps.stream().filter(step -> !step.green()).findFirst();
  }

  /** How many tests ended so. */
  public int count(Outcome outcome) {
    return steps.stream().mapToInt(step -> step.count(outcome)).sum();
  }

  /** How one test ended. */
  public enum Outcome {
    PASSED,
    /** It came to a hole that is still empty. */
    OPEN,
    /** It failed, threw, hung or ended the JVM. */
    FAILED,
    /** The JVM ended before, or nothing compiled. */
    NOT_REACHED
  }

  /**
   * A step and its tests.
   *
   * @param step the step
   * @param tests its tests in the order in which they ran; none if nothing compiled
   */
  public record StepReport(LabStep step, List<TestReport> tests) {
    public StepReport {
      tests = List.copyOf(tests);
    }

    /** True if all its tests passed. */
    public boolean green() {
      return !tests.isEmpty() && count(Outcome.PASSED) == tests.size();
    }

    /** How many of its tests ended so. */
    public int count(Outcome outcome) {
      return (int) tests.stream().filter(test -> test.outcome() == outcome).count();
    }

    /** The test to explain: the first that failed, else the first that came to a hole. */
    public Optional<TestReport> firstRed() {
      return tests.stream()
          .filter(test -> test.failure().isPresent())
          .min(java.util.Comparator.comparing(test -> test.outcome() == Outcome.OPEN));
    }
  }

  /**
   * One test.
   *
   * @param name its name as a sentence
   * @param outcome how it ended
   * @param failure why it is red
   * @param printed what the learner's code printed meanwhile
   * @param millis how long it took
   */
  public record TestReport(
      String name, Outcome outcome, Optional<Failure> failure, String printed, long millis) {}

  /**
   * Why a test is red.
   *
   * @param message what was expected and what came, or what was thrown
   * @param meaning what it would mean for a real broker; empty if nobody said so
   * @param hint which hint of the step to open, from 1
   * @param region the hole that is still empty; empty if it is not that
   * @param where the innermost line of the learner's code on the way there
   * @param trace the stack, one frame a line, without those of JUnit and the JDK's reflection
   */
  public record Failure(
      String message,
      String meaning,
      int hint,
      String region,
      Optional<Place> where,
      List<String> trace) {}

  /**
   * A line of the learner's code.
   *
   * @param file the file
   * @param line the line, from 1
   * @param code the line's text, stripped
   */
  public record Place(java.nio.file.Path file, int line, String code) {}

  /**
   * A hole that is still empty.
   *
   * @param step the number of the step that it belongs to
   * @param region its name
   * @param what what to write there
   * @param place where it is
   */
  public record Hole(int step, String region, String what, Place place) {}

  /**
   * What the compiler refused.
   *
   * @param place where
   * @param message what it says
   */
  public record CompileProblem(Place place, String message) {}
}
