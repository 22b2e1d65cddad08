package io.glassmq.cli.lab;

import io.glassmq.classroom.lab.Lab;
import io.glassmq.classroom.lab.LabReport;
import io.glassmq.classroom.lab.LabReport.Failure;
import io.glassmq.classroom.lab.LabReport.Hole;
import io.glassmq.classroom.lab.LabReport.Outcome;
import io.glassmq.classroom.lab.LabReport.Place;
import io.glassmq.classroom.lab.LabReport.StepReport;
import io.glassmq.classroom.lab.LabReport.TestReport;
import io.glassmq.classroom.lab.LabStep;
import java.util.List;

/** The first red of an attempt in full, and the next thing to do. */
record FailurePage(Paper paper) {
  private static final int PRINTED_LINES = 10;
  private static final int TRACE_LINES = 3;

  /** What calls a test; from here on a trace says nothing of it. */
  private static final String CALLER = "TeachingExtension.";

  void print(LabReport report) {
    if (!report.trouble().isEmpty()) {
      paper.gap();
      paper.bad("", report.trouble());
    }
    report
        .firstRed()
        .ifPresent(
            step ->
                step.firstRed()
                    .filter(test -> test.outcome() == Outcome.FAILED)
                    .ifPresent(test -> explain(report.lab().number(), step, test)));
    report.firstRed().ifPresent(step -> cameTooFar(report.lab(), step));
    next(report);
  }

  private void explain(int lab, StepReport step, TestReport test) {
    Failure failure = test.failure().orElseThrow();
    paper.gap();
    paper.line("Step %d, %s:", step.step().number(), step.step().title());
    paper.line("  %s", paper.ink().bold(test.name()));
    paper.bad("    ", failure.message());
    failure.where().ifPresentOrElse(this::place, () -> trace(failure));
    if (!test.printed().isBlank()) {
      printed(Ink.lines("    ", test.printed()));
    }
    if (!failure.meaning().isEmpty()) {
      paper.text("  ", "In a real broker: " + failure.meaning());
    }
    paper.line(
        "  Hint %d of step %d helps: ./mq lab %d --step %2$d --hint",
        failure.hint(), step.step().number(), lab);
  }

  /** The last lines say what happened just before the failure. */
  private void printed(List<String> lines) {
    int hidden = Math.max(0, lines.size() - PRINTED_LINES);
    paper.line(
        hidden == 0
            ? "  Your code printed:"
            : "  The last " + PRINTED_LINES + " lines that your code printed:");
    lines.stream().skip(hidden).forEach(paper.out()::println);
  }

  /** A step that could be green calls a hole of a later one: to write that would not mend it. */
  private void cameTooFar(Lab lab, StepReport red) {
    List<String> holes =
        red.tests().stream()
            .filter(test -> test.outcome() == Outcome.OPEN)
            .map(test -> test.failure().orElseThrow().region())
            .distinct()
            .toList();
    for (LabStep later : lab.steps()) {
      if (later.number() > red.step().number() && !red.step().reds().contains(later.number())) {
        for (String hole : holes.stream().filter(later.todo()::containsKey).toList()) {
          paper.gap();
          paper.text(
              "",
              "Step %d came to the hole %s of step %d, but needs nothing of it. Who calls it?"
                  .formatted(red.step().number(), hole, later.number()));
        }
      }
    }
  }

  private void place(Place place) {
    paper.line("  at %s", paper.ink().bold(paper.name(place.file()) + ":" + place.line()));
    paper.faint("      ", place.code());
  }

  private void trace(Failure failure) {
    failure.trace().stream()
        .takeWhile(line -> !line.startsWith(CALLER))
        .limit(TRACE_LINES)
        .forEach(line -> paper.faint("      ", line));
  }

  private void next(LabReport report) {
    int lab = report.lab().number();
    if (report.next().isPresent()) {
      Hole hole = report.next().get();
      String place = paper.name(hole.place().file()) + ":" + hole.place().line();
      paper.gap();
      boolean waits =
          report
              .firstRed()
              .filter(red -> red.count(Outcome.FAILED) > 0 && red.step().number() < hole.step())
              .isPresent();
      String when = waits ? "When that is green" : "Next to write";
      paper.line("%s, step %d: %s", when, hole.step(), paper.ink().bold(place));
      paper.text("    ", hole.what());
    }
    if (report.green() && report.steps().size() == report.lab().steps().size()) {
      paper.line("Compare your answer with ours: ./mq lab %d --diff", lab);
    } else if (report.count(Outcome.PASSED) + report.count(Outcome.FAILED) == 0) {
      paper.gap();
      paper.line(
          "Read first: %s. Then leave this running: ./mq lab %d --watch",
          paper.name(report.lab().folder().resolve("README.md")), lab);
    }
  }
}
