package io.glassmq.classroom.generate;

import java.util.List;
import java.util.Map;

/**
 * What the generator has to know about a lab.
 *
 * @param folder of the lab, as in {@code 04-commit-log}
 * @param manifest the file that says all this, as named in the checkout
 */
record LabPlan(int number, String folder, String manifest, List<File> files, List<Step> steps) {

  /**
   * @param reference the source file in core
   * @param as the name of the learner's class
   * @param javadoc of the learner's class instead of the reference's; null to keep that
   */
  record File(String reference, String as, String javadoc) {
    String referenceClass() {
      String name = reference.substring(reference.lastIndexOf('/') + 1);
      return name.substring(0, name.length() - ".java".length());
    }
  }

  /**
   * @param todo what to write in each region of statements
   */
  record Step(int number, String title, Map<String, String> todo) {}

  /** As regions name it. */
  String lesson() {
    return "lab%02d".formatted(number);
  }

  String labPackage() {
    return "io.glassmq.labs." + lesson();
  }

  String solutionPackage() {
    return "io.glassmq.solutions." + lesson();
  }

  /** Where Java files of the learner's module stand. */
  String labFolder() {
    return "labs/" + folder;
  }

  String solutionFolder() {
    return "solutions/" + folder;
  }

  String skeleton(File file) {
    return labFolder()
        + "/src/main/java/"
        + labPackage().replace('.', '/')
        + "/"
        + file.as()
        + ".java";
  }

  String answer(File file) {
    return solutionFolder()
        + "/src/main/java/"
        + solutionPackage().replace('.', '/')
        + "/"
        + file.as()
        + ".java";
  }
}
