package io.glassmq.cli.lab;

import io.glassmq.boot.CommonOptions;
import io.glassmq.classroom.lab.Lab;
import io.glassmq.classroom.lab.LabReport;
import io.glassmq.classroom.lab.LabRunner;
import io.glassmq.classroom.source.Checkout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The labs: which are done, what is red and why, and help with the next step. */
@Command(
    name = "lab",
    description = {
      "Run a lab and explain what is red; without LAB, show how far all labs are.",
      "What is done is found by running the tests, each time."
    },
    sortOptions = false,
    exitCodeOnExecutionException = 2,
    footer = {
      "",
      "Exit codes: 0 all that ran is green, 1 something is red, 2 it could not be run.",
      "Before a file of yours is overwritten, a copy of it goes to labs/LAB/backups.",
      "The keys of --json are told in labs/README.md."
    })
public final class LabCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "LAB",
      description = "Its number or folder, as in 4 or 04-commit-log.")
  private String name;

  @Option(names = "--step", paramLabel = "N", description = "Only this step.")
  private Integer step;

  @ArgGroup private Action action;

  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  /** What to do instead of running the tests once. */
  private static final class Action {
    @Option(names = "--watch", description = "Run again whenever you save, until Ctrl-C.")
    private boolean watch;

    @Option(names = "--hint", description = "Show a hint; each time a stronger one.")
    private boolean hint;

    @Option(names = "--diff", description = "Compare your files with the answer.")
    private boolean diff;

    @Option(names = "--solve", description = "Write the answer into your files.")
    private boolean solve;

    @Option(names = "--reset", description = "Begin again: write the skeleton into your files.")
    private boolean reset;

    @Option(names = "--break", description = "Write the answer with a bug to hunt.")
    private boolean breakIt;

    @Option(names = "--json", description = "Print the results for programs.")
    private boolean json;
  }

  @Override
  public Integer call() throws Exception {
    if (action == null) {
      action = new Action();
    }
    Checkout checkout = Checkout.here();
    var paper = new Paper(spec.commandLine().getOut(), Ink.ofThisProcess(), checkout.root());
    if (name != null) {
      return one(checkout, paper);
    }
    if (step != null || !isPlain()) {
      throw new ParameterException(spec.commandLine(), "Say which lab, as in: mq lab 1");
    }
    return board(checkout, paper) ? 0 : 1;
  }

  private boolean board(Checkout checkout, Paper paper) throws IOException {
    var board = new Board(new LabChoice(checkout));
    if (action.json) {
      List<Progress> all = new ArrayList<>();
      boolean green = board.findOut(all::add);
      new LabJson(paper).print(all);
      return green;
    }
    var page = new BoardPage(paper);
    page.heading();
    boolean green = board.findOut(page::line);
    page.end();
    return green;
  }

  private boolean isPlain() {
    return !(action.watch
        || action.hint
        || action.diff
        || action.solve
        || action.reset
        || action.breakIt);
  }

  private int one(Checkout checkout, Paper paper) throws IOException, InterruptedException {
    Lab lab = chosen(checkout);
    if (action.watch) {
      new LabWatch(paper, lab, steps()).untilInterrupted();
      return 0;
    } else if (action.hint) {
      new HintPage(paper).print(lab, step);
      return 0;
    } else if (action.diff) {
      new AnswerPage(paper, checkout, lab).diff();
      return 0;
    } else if (action.solve) {
      new AnswerPage(paper, checkout, lab).solve();
      return 0;
    } else if (action.reset) {
      new AnswerPage(paper, checkout, lab).reset();
      return 0;
    } else if (action.breakIt) {
      new AnswerPage(paper, checkout, lab).breakIt();
      return 0;
    }
    return run(lab, paper);
  }

  private Lab chosen(Checkout checkout) {
    Lab lab;
    try {
      lab = new LabChoice(checkout).named(name);
    } catch (LabChoice.UnknownLab e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
    if (step != null && lab.step(step).isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "Lab %d has no step %d: it has steps 1 to %d"
              .formatted(lab.number(), step, lab.steps().size()));
    }
    return lab;
  }

  private Set<Integer> steps() {
    return step == null ? Set.of() : Set.of(step);
  }

  private int run(Lab lab, Paper paper) throws IOException {
    try (var runner = new LabRunner()) {
      LabReport report = runner.run(lab, steps());
      if (action.json) {
        new LabJson(paper).print(List.of(new Progress.Attempt(report)));
      } else {
        new LabPage(paper).print(report);
      }
      return report.green() ? 0 : 1;
    }
  }
}
