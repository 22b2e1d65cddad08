package io.glassmq.cli.lab;

import io.glassmq.classroom.lab.Lab;
import io.glassmq.classroom.lab.LabReport;
import io.glassmq.classroom.lab.LabReport.CompileProblem;
import io.glassmq.classroom.lab.LabReport.Outcome;
import io.glassmq.classroom.lab.LabReport.StepReport;
import io.glassmq.classroom.lab.LabReport.TestReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What an attempt at a lab came to: a line a step, the tests of the first step that is red, whose
 * red it is, and what to do next.
 */
record LabPage(Paper paper) {
  /** Most compile errors follow from the first ones. */
  private static final int PROBLEMS = 5;

  void print(LabReport report) {
    heading(report.lab());
    if (report.problems().isEmpty()) {
      report.steps().forEach(step -> step(report, step));
      paper.gap();
      paper.text("", whose(report));
      new FailurePage(paper).print(report);
    } else {
      problems(report.problems());
    }
    paper.out().flush();
  }

  private void heading(Lab lab) {
    String where = "   %s, %d minutes".formatted(paper.name(lab.folder()), lab.minutes());
    paper.line(
        "%s%s",
        ink().bold("Lab %02d  %s".formatted(lab.number(), lab.title())), ink().faint(where));
    paper.text("", lab.goal());
    paper.gap();
  }

  private void problems(List<CompileProblem> problems) {
    for (CompileProblem problem : problems.subList(0, Math.min(PROBLEMS, problems.size()))) {
      String place = paper.name(problem.place().file()) + ":" + problem.place().line();
      paper.line("%s %s", ink().cross(), ink().bold(place));
      paper.text("    ", problem.message());
      paper.faint("      ", problem.place().code());
    }
    if (problems.size() > PROBLEMS) {
      paper.line("  and %d more, which may go with the first", problems.size() - PROBLEMS);
    }
    paper.gap();
    String count = problems.size() + (problems.size() == 1 ? " compile error" : " compile errors");
    paper.bad("", count + ", so no test ran.");
  }

  private void step(LabReport report, StepReport step) {
    paper.line(
        "  %s %d  %-52s %8s%s",
        sign(step),
        step.step().number(),
        step.step().title(),
        step.count(Outcome.PASSED) + " of " + step.step().tests(),
        ink().faint(step.green() ? "" : "   " + reason(step)));
    if (report.firstRed().filter(step::equals).isPresent()) {
      for (TestReport test : step.tests()) {
        paper.line("       %s %s", sign(test.outcome()), test.name());
      }
    }
  }

  private String sign(StepReport step) {
    if (step.green()) {
      return sign(Outcome.PASSED);
    }
    if (step.count(Outcome.FAILED) > 0) {
      return sign(Outcome.FAILED);
    }
    return sign(step.count(Outcome.OPEN) > 0 ? Outcome.OPEN : Outcome.NOT_REACHED);
  }

  private String sign(Outcome outcome) {
    return switch (outcome) {
      case PASSED -> ink().tick();
      case OPEN -> ink().circle();
      case FAILED -> ink().cross();
      case NOT_REACHED -> ink().dot();
    };
  }

  private static String reason(StepReport step) {
    List<String> reasons = new ArrayList<>();
    add(reasons, step.count(Outcome.FAILED), "failed");
    add(reasons, step.count(Outcome.OPEN), "yours to write");
    add(reasons, step.count(Outcome.NOT_REACHED), "not reached");
    return String.join(", ", reasons);
  }

  /** Whose red it is. */
  private String whose(LabReport report) {
    int all = report.steps().stream().mapToInt(step -> step.step().tests()).sum();
    int yours = report.count(Outcome.OPEN);
    String took = String.format(Locale.ROOT, " (%.1f s)", report.took().toMillis() / 1000.0);
    if (report.green()) {
      return ink().good(all == 1 ? "The test is green" : "All %d tests are green".formatted(all))
          + took
          + ".";
    }
    if (yours == all) {
      return ink().open("Expected red: %d of %d, all yours to write".formatted(yours, all))
          + took
          + ".";
    }
    int passed = report.count(Outcome.PASSED);
    int failed = report.count(Outcome.FAILED);
    List<String> parts = new ArrayList<>();
    add(parts, passed, "green");
    add(parts, yours, "red as expected, yours to write");
    add(parts, failed, "red because of what is written");
    add(parts, all - passed - yours - failed, "not reached");
    return "Of %d tests: %s%s.".formatted(all, String.join("; ", parts), took);
  }

  private static void add(List<String> parts, int count, String what) {
    if (count > 0) {
      parts.add(count + " " + what);
    }
  }

  private Ink ink() {
    return paper.ink();
  }
}
