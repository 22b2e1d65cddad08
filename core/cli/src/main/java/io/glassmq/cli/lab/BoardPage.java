package io.glassmq.cli.lab;

import io.glassmq.classroom.lab.Lab;
import io.glassmq.classroom.lab.LabReport;
import io.glassmq.classroom.lab.LabReport.Outcome;
import io.glassmq.classroom.lab.LabReport.StepReport;
import java.util.stream.Collectors;

/** All labs, a line each: what is done, and what is next. */
final class BoardPage {
  private static final int MOST_STEPS = 8;

  private final Paper paper;
  private final Ink ink;

  /** The first lab that has been begun and is not green. */
  private Lab begun;

  /** The first lab that has not been begun. */
  private Lab notBegun;

  BoardPage(Paper paper) {
    this.paper = paper;
    ink = paper.ink();
  }

  void heading() {
    paper.line("%s", ink.bold("The labs"));
    paper.gap();
  }

  void line(Progress progress) {
    if (progress instanceof Progress.NotBegun it) {
      notBegun = notBegun == null ? it.lab() : notBegun;
      line(it.lab(), dots(it.lab()), ink.faint("not begun, " + it.lab().minutes() + " minutes"));
    } else if (progress instanceof Progress.Attempt it) {
      begun = begun == null && !it.isGreen() ? it.report().lab() : begun;
      line(it.report().lab(), signs(it.report()), done(it.report()));
    } else if (progress instanceof Progress.Broken it) {
      paper.line("  %s  %s", it.slug().substring(0, 2), ink.bad("cannot be run: " + it.why()));
    }
    paper.out().flush();
  }

  void end() {
    Lab next = begun == null ? notBegun : begun;
    paper.gap();
    paper.line(next == null ? "All labs are done." : "Go on with: ./mq lab " + next.number());
    paper.out().flush();
  }

  private void line(Lab lab, String signs, String done) {
    String blanks = " ".repeat(Math.max(0, MOST_STEPS - lab.steps().size()));
    paper.line("  %02d  %-36s  %s%s  %s", lab.number(), lab.title(), signs, blanks, done);
  }

  private String dots(Lab lab) {
    return ink.dot().repeat(lab.steps().size());
  }

  private String signs(LabReport report) {
    return report.steps().isEmpty()
        ? dots(report.lab())
        : report.steps().stream().map(this::sign).collect(Collectors.joining());
  }

  private String sign(StepReport step) {
    if (step.green()) {
      return ink.tick();
    }
    if (step.count(Outcome.FAILED) > 0) {
      return ink.cross();
    }
    return step.count(Outcome.OPEN) > 0 ? ink.circle() : ink.dot();
  }

  private String done(LabReport report) {
    if (!report.problems().isEmpty()) {
      return ink.bad("does not compile");
    }
    if (report.green()) {
      return ink.good("done");
    }
    long green = report.steps().stream().filter(StepReport::green).count();
    return "%d of %d steps, next: %s"
        .formatted(
            green,
            report.lab().steps().size(),
            report.firstRed().map(step -> step.step().title()).orElse("none"));
  }
}
