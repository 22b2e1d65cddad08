package io.glassmq.labs.proof;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.classroom.generate.GeneratedFile;
import io.glassmq.classroom.generate.Generator;
import io.glassmq.classroom.lab.Lab;
import io.glassmq.classroom.lab.LabReport;
import io.glassmq.classroom.lab.LabReport.Failure;
import io.glassmq.classroom.lab.LabReport.Outcome;
import io.glassmq.classroom.lab.LabReport.StepReport;
import io.glassmq.classroom.lab.LabReport.TestReport;
import io.glassmq.classroom.lab.LabRunner;
import io.glassmq.classroom.lab.LabStep;
import io.glassmq.classroom.lab.Labs;
import io.glassmq.classroom.lab.WrongAnswer;
import io.glassmq.classroom.source.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every lab keeps: a skeleton is red for its own holes, the answer is green, and each wrong
 * answer is caught by the step that says so. The code is made by the generator, so it does not
 * matter how far the learner of this checkout has come.
 */
class LabProofsTest {
  private static final long LAB_LIMIT_MILLIS = 10_000;
  private static final Checkout CHECKOUT = Checkout.here();
  private static final Generator GENERATOR = new Generator(CHECKOUT);
  private static final LabRunner RUNNER = new LabRunner();

  @TempDir private Path folder;

  /** A lab as the name of a test shows it. */
  record Named(Lab lab) {
    @Override
    public String toString() {
      return lab.slug();
    }
  }

  /** A wrong answer as the name of a test shows it. */
  record Mistaken(Lab lab, WrongAnswer wrong) {
    @Override
    public String toString() {
      return lab.slug() + ": " + wrong.name();
    }
  }

  static Stream<Named> labs() {
    return Labs.of(CHECKOUT.root()).stream().map(Named::new);
  }

  static Stream<Mistaken> wrongAnswers() {
    return labs().flatMap(it -> it.lab.wrong().stream().map(wrong -> new Mistaken(it.lab, wrong)));
  }

  @AfterAll
  static void close() {
    RUNNER.close();
  }

  @Test
  void shouldFindTheLabs() {
    assertThat(labs()).isNotEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("labs")
  void shouldFailOnTheSkeletonForTheHolesOfTheStepAndNothingElse(Named named) {
    Lab lab = named.lab;

    LabReport report = run(lab, GENERATOR.drafts(lab, 0), Set.of());

    for (StepReport step : report.steps()) {
      assertThat(names(step))
          .as("tests of step %d; lab.yaml says how many", step.step().number())
          .hasSize(step.step().tests());
      assertThat(step.tests())
          .filteredOn(test -> !holes(lab, step.step()).contains(hole(test)))
          .extracting(test -> test.name() + ": " + test.outcome() + " " + why(test))
          .as("tests of step %d that came to no hole of it or of its reds", step.step().number())
          .isEmpty();
    }
    assertThat(report.next()).get().extracting(LabReport.Hole::step).isEqualTo(1);
  }

  private static List<String> names(StepReport step) {
    return step.tests().stream().map(TestReport::name).toList();
  }

  /** The hole that it came to; empty if it failed for another reason, or passed. */
  private static String hole(TestReport test) {
    return test.failure().map(Failure::region).orElse("");
  }

  private static String why(TestReport test) {
    return test.failure().map(Failure::message).orElse("");
  }

  /** Its own holes, and those of the steps that it names in reds. */
  private static Set<String> holes(Lab lab, LabStep step) {
    Set<String> holes = new HashSet<>(step.todo().keySet());
    step.reds().forEach(red -> holes.addAll(lab.step(red).orElseThrow().todo().keySet()));
    return holes;
  }

  /** Slow, for the solutions' own tests show it as well; only the time is new here. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("labs")
  @Tag("slow")
  void shouldBeGreenOnTheAnswerInTenSeconds(Named named) {
    Lab lab = named.lab;

    LabReport report = run(lab, GENERATOR.drafts(lab, lab.steps().size()), Set.of());

    assertThat(report.steps())
        .filteredOn(step -> !step.green())
        .extracting(step -> step.step().number())
        .as("steps that are not green, or have no tests\n%s", told(report))
        .isEmpty();
    assertThat(report.next()).isEmpty();
    assertThat(millis(report)).as("milliseconds of all tests").isLessThan(limitMillis());
  }

  private static long millis(LabReport report) {
    return report.steps().stream()
        .flatMap(step -> step.tests().stream())
        .mapToLong(TestReport::millis)
        .sum();
  }

  /** Ten seconds on a machine that has nothing else to do, more on one that has. */
  private static long limitMillis() {
    var machine = ManagementFactory.getOperatingSystemMXBean();
    double share = machine.getSystemLoadAverage() / machine.getAvailableProcessors();
    return (long) (LAB_LIMIT_MILLIS * Math.max(1, share));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("labs")
  @Tag("slow")
  void shouldBeGreenStepByStep(Named named) {
    Lab lab = named.lab;

    for (LabStep step : lab.steps()) {
      Set<Integer> done = upTo(step.number());
      LabReport report = run(lab, GENERATOR.drafts(lab, step.number()), done);

      assertThat(report.green())
          .as("steps %s when their holes are filled and no other\n%s", done, told(report))
          .isTrue();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongAnswers")
  void shouldCatchAWrongAnswerInTheStepThatSaysSo(Mistaken mistaken) {
    Lab lab = mistaken.lab;
    WrongAnswer wrong = mistaken.wrong;
    GeneratedFile file = GENERATOR.draft(lab, wrong);
    List<GeneratedFile> files =
        Stream.concat(
                GENERATOR.drafts(lab, lab.steps().size()).stream()
                    .filter(it -> !it.name().equals(file.name())),
                Stream.of(file))
            .toList();

    LabReport report = run(lab, files, upTo(wrong.step()));

    assertThat(report.steps())
        .filteredOn(step -> step.step().number() < wrong.step() && !step.green())
        .extracting(step -> step.step().number())
        .as("steps before %d that fail as well\n%s", wrong.step(), told(report))
        .isEmpty();
    assertThat(report.steps().get(wrong.step() - 1).tests())
        .filteredOn(test -> test.failure().isPresent())
        .extracting(test -> why(test) + "\n" + test.failure().get().meaning())
        .as("failures of step %d", wrong.step())
        .anySatisfy(text -> assertThat(text).contains(wrong.says()));
  }

  private static Set<Integer> upTo(int step) {
    return IntStream.rangeClosed(1, step).boxed().collect(toSet());
  }

  /** Runs the lab's own files, but for the learner's, which are given. */
  private LabReport run(Lab lab, List<GeneratedFile> files, Set<Integer> steps) {
    Path sources = folder.resolve("src");
    String labSources = CHECKOUT.name(lab.folder()) + "/src/";
    for (Path file : CHECKOUT.files(labSources, name -> name.endsWith(".java"))) {
      write(
          sources.resolve(CHECKOUT.name(file).substring(labSources.length())), Checkout.read(file));
    }
    for (GeneratedFile file : files) {
      write(sources.resolve(file.name().substring(labSources.length())), file.text());
    }
    LabReport report = RUNNER.run(lab, List.of(sources), steps);
    assertThat(report.problems()).as("what the compiler refused").isEmpty();
    assertThat(report.trouble()).as("why tests could not run").isEmpty();
    // The next one starts while we look at this one.
    RUNNER.prepare();
    return report;
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The reds of a report, for the message of a failure. */
  private static String told(LabReport report) {
    return report.steps().stream()
        .flatMap(step -> step.tests().stream().map(test -> told(step.step(), test)))
        .filter(line -> !line.isEmpty())
        .collect(joining("\n"));
  }

  private static String told(LabStep step, TestReport test) {
    return test.outcome() == Outcome.PASSED
        ? ""
        : "step %d, %s: %s %s".formatted(step.number(), test.name(), test.outcome(), why(test));
  }
}
