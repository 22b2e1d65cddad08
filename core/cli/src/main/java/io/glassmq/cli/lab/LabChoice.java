package io.glassmq.cli.lab;

import io.glassmq.classroom.lab.Lab;
import io.glassmq.classroom.lab.Labs;
import io.glassmq.classroom.source.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The labs of a checkout by their folders, so that a broken one does not hide the others. */
record LabChoice(Checkout checkout) {

  /** The folders of all labs, in order. */
  List<Path> folders() {
    return checkout.folders("labs").stream()
        .filter(folder -> folder.getFileName().toString().matches("\\d\\d-.+"))
        .toList();
  }

  /**
   * The lab that somebody named by number, as in 4 or 04, or by folder.
   *
   * @throws UnknownLab if there is none
   */
  Lab named(String name) {
    String folder = name.replaceFirst("^.*labs[/\\\\]", "").replaceFirst("[/\\\\]+$", "");
    String start = folder.matches("\\d") ? "0" + folder : folder;
    return folders().stream()
        .filter(it -> it.getFileName().toString().split("-")[0].equals(start) || it.endsWith(start))
        .findFirst()
        .map(this::read)
        .orElseThrow(() -> new UnknownLab(name, folders()));
  }

  Lab read(Path folder) {
    if (!Files.exists(folder.resolve(Labs.MANIFEST))) {
      throw new LabTrouble(
          "%s is missing. Get it back from git: git checkout -- %1$s"
              .formatted(checkout.name(folder.resolve(Labs.MANIFEST))));
    }
    return Labs.read(folder);
  }

  /** Nobody has a lab of this name. */
  static final class UnknownLab extends RuntimeException {
    UnknownLab(String name, List<Path> folders) {
      super(
          folders.isEmpty()
              ? "There is no lab " + name + ": the folder labs has none"
              : "There is no lab %s. There are: %s"
                  .formatted(
                      name,
                      String.join(
                          ", ", folders.stream().map(it -> it.getFileName().toString()).toList())));
    }
  }
}
