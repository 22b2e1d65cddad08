package io.glassmq.cli.lab;

import io.glassmq.classroom.lab.Lab;
import io.glassmq.classroom.lab.LabFile;
import io.glassmq.classroom.lab.WrongAnswer;
import io.glassmq.classroom.source.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Compares the learner's files with the answer, or puts answer, skeleton or bug in their place. */
record AnswerPage(Paper paper, Answers answers, LearnerFiles files) {

  AnswerPage(Paper paper, Checkout checkout, Lab lab) {
    this(paper, new Answers(checkout, lab), new LearnerFiles(lab));
  }

  void diff() throws IOException {
    boolean same = true;
    for (LabFile file : lab().files()) {
      List<String> lines = UnifiedDiff.of(files.text(file), answers.right(file)).lines();
      if (!lines.isEmpty()) {
        same = false;
        paper.line("%s", paper.ink().bold("--- yours   " + paper.name(files.path(file))));
        paper.line("%s", paper.ink().bold("+++ answer  " + answers.place(file)));
        lines.forEach(line -> paper.out().println(coloured(line)));
      }
    }
    if (same) {
      paper.line("Yours and the answer are the same.");
    }
    paper.out().flush();
  }

  private String coloured(String line) {
    return switch (line.charAt(0)) {
      case '-' -> paper.ink().bad(line);
      case '+' -> paper.ink().good(line);
      case '@' -> paper.ink().faint(line);
      default -> line;
    };
  }

  void solve() throws IOException {
    for (LabFile file : lab().files()) {
      write(file, answers.right(file), "the answer");
    }
    paper.line("Why this answer, and what else was possible: solutions/%s/README.md", lab().slug());
    end();
  }

  void reset() throws IOException {
    for (LabFile file : lab().files()) {
      write(file, answers.skeleton(file), "the skeleton");
    }
    end();
  }

  void breakIt() throws IOException {
    WrongAnswer bug =
        lab()
            .seededBug()
            .orElseThrow(
                () -> new LabTrouble("Lab %d has no bug to hunt".formatted(lab().number())));
    for (LabFile file : lab().files()) {
      boolean hasBug = file.as().equals(bug.file());
      String text = hasBug ? answers.wrong(bug) : answers.right(file);
      write(file, text, hasBug ? "the answer with a bug" : "the answer");
    }
    paper.line("What you will see, and how to hunt: labs/%s/README.md, \"Break it\"", lab().slug());
    paper.out().flush();
  }

  private void write(LabFile file, String text, String what) throws IOException {
    Path path = files.path(file);
    boolean there = Files.exists(path);
    Path copy = files.write(file, text);
    if (copy != null) {
      paper.line("%s: wrote %s.", paper.name(path), what);
      paper.line("    What was there is now in %s", paper.name(copy));
    } else {
      paper.line(there ? "%s: was %s already." : "%s: wrote %s.", paper.name(path), what);
    }
  }

  private void end() {
    paper.line("Run it: ./mq lab %d", lab().number());
    paper.out().flush();
  }

  private Lab lab() {
    return files.lab();
  }
}
