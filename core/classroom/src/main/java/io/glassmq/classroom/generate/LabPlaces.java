package io.glassmq.classroom.generate;

import io.glassmq.classroom.lab.Lab;
import io.glassmq.classroom.lab.LabFile;
import io.glassmq.classroom.lab.Labs;

/** Where the files of a lab and of its solution stand, and in which packages. */
record LabPlaces(Lab lab) {

  static String referenceClass(LabFile file) {
    String name = file.reference().substring(file.reference().lastIndexOf('/') + 1);
    return name.substring(0, name.length() - ".java".length());
  }

  String labPackage() {
    return "io.glassmq.labs." + lab.id();
  }

  String solutionPackage() {
    return "io.glassmq.solutions." + lab.id();
  }

  String labFolder() {
    return "labs/" + lab.slug();
  }

  String solutionFolder() {
    return "solutions/" + lab.slug();
  }

  String manifest() {
    return labFolder() + "/" + Labs.MANIFEST;
  }

  String skeleton(LabFile file) {
    return source(labFolder(), labPackage(), file);
  }

  String answer(LabFile file) {
    return source(solutionFolder(), solutionPackage(), file);
  }

  private static String source(String folder, String inPackage, LabFile file) {
    return folder + "/src/main/java/" + inPackage.replace('.', '/') + "/" + file.as() + ".java";
  }
}
