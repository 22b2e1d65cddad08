package io.glassmq.cli.lab;

import io.glassmq.classroom.lab.Lab;
import io.glassmq.classroom.lab.LabReport;
import io.glassmq.classroom.lab.LabRunner;
import io.glassmq.classroom.lab.LabStep;
import java.io.IOException;
import java.util.Optional;

/** The next hint of a step: each time a stronger one, until the strongest. */
record HintPage(Paper paper) {

  /**
   * @param asked the step, or null for the first one that is red
   */
  void print(Lab lab, Integer asked) throws IOException {
    Optional<LabStep> chosen = asked == null ? firstRed(lab) : lab.step(asked);
    if (chosen.isEmpty()) {
      paper.line("Lab %d is done: all its tests are green.", lab.number());
      paper.out().flush();
      return;
    }
    LabStep step = chosen.get();
    var shown = new ShownHints(lab);
    int all = step.hints().size();
    int number = Math.min(shown.of(step.number()) + 1, all);
    paper.line(
        "%s   hint %d of %d",
        paper
            .ink()
            .bold("Lab %02d, step %d: %s".formatted(lab.number(), step.number(), step.title())),
        number,
        all);
    paper.gap();
    paper.text("  ", step.hints().get(number - 1));
    paper.gap();
    paper.line(
        number < all
            ? "Not enough? A stronger one: ./mq lab %d --step %d --hint"
            : "This was the strongest. The answer, beside yours: ./mq lab %d --diff",
        lab.number(),
        step.number());
    paper.out().flush();
    shown.set(step.number(), number);
  }

  private static Optional<LabStep> firstRed(Lab lab) throws IOException {
    if (new LearnerFiles(lab).untouched()) {
      return lab.step(1);
    }
    try (var runner = new LabRunner()) {
      LabReport report = runner.run(lab);
      if (!report.problems().isEmpty()) {
        throw new LabTrouble(
            "Your code does not compile, so no step is known. Name one: ./mq lab %d --step 1 --hint"
                .formatted(lab.number()));
      }
      return report.firstRed().map(LabReport.StepReport::step);
    }
  }
}
