package io.glassmq.cli.lab;

import io.glassmq.classroom.generate.GeneratedFile;
import io.glassmq.classroom.generate.Generator;
import io.glassmq.classroom.lab.Lab;
import io.glassmq.classroom.lab.LabFile;
import io.glassmq.classroom.lab.WrongAnswer;
import io.glassmq.classroom.source.Checkout;

/** What could stand in the learner's files of a lab: the skeleton, the answer, a wrong answer. */
record Answers(Checkout checkout, Lab lab) {

  /** Where the answer stands. */
  String place(LabFile file) {
    return "solutions/%s/src/main/java/io/glassmq/solutions/%s/%s.java"
        .formatted(lab.slug(), lab.id(), file.as());
  }

  /** The answer, in the learner's package. */
  String right(LabFile file) {
    if (!checkout.has(place(file))) {
      throw new LabTrouble(
          "%s is missing. Get it back from git: git checkout -- %1$s".formatted(place(file)));
    }
    return checkout
        .read(place(file))
        .replace("io.glassmq.solutions." + lab.id(), "io.glassmq.labs." + lab.id());
  }

  /** The file with all its holes empty. */
  String skeleton(LabFile file) {
    String name = checkout.name(new LearnerFiles(lab).path(file));
    return new Generator(checkout)
        .skeletons(lab).stream()
            .filter(it -> it.name().equals(name))
            .map(GeneratedFile::text)
            .findFirst()
            .orElseThrow(() -> new LabTrouble("Nothing is generated for " + name));
  }

  /** The answer with one place wrong. */
  String wrong(WrongAnswer bug) {
    return new Generator(checkout).wrong(lab, bug).text();
  }
}
