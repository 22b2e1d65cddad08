package io.glassmq.cli.lab;

import io.glassmq.classroom.lab.Lab;
import io.glassmq.classroom.lab.LabFile;
import io.glassmq.classroom.lab.LabStep;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The files of a lab that the learner writes. Nothing overwrites one of them before a copy of it
 * lies in the folder {@code backups} of the lab.
 */
record LearnerFiles(Lab lab) {

  Path path(LabFile file) {
    return lab.folder()
        .resolve("src/main/java/io/glassmq/labs/" + lab.id() + "/" + file.as() + ".java");
  }

  /**
   * What stands in a file now, its lines ended by single line feeds.
   *
   * @throws LabTrouble if the file is not there
   */
  String text(LabFile file) throws IOException {
    Path path = path(file);
    if (!Files.isRegularFile(path)) {
      throw new LabTrouble(
          "%s is missing. Get it back: ./mq lab %d --reset".formatted(path, lab.number()));
    }
    // Not strictly: a file that some editor wrote in another encoding can still be put right.
    return new String(Files.readAllBytes(path), StandardCharsets.UTF_8).replace("\r\n", "\n");
  }

  /** True as long as each hole of the lab is still empty. */
  boolean untouched() throws IOException {
    var all = new StringBuilder();
    for (LabFile file : lab.files()) {
      all.append(text(file));
    }
    return lab.steps().stream()
        .map(LabStep::todo)
        .flatMap(todo -> todo.keySet().stream())
        .allMatch(region -> all.indexOf("\"" + region + "\"") >= 0);
  }

  /**
   * Puts {@code text} into a file.
   *
   * @return the copy of what was there; null if there was nothing, or it was the same
   */
  Path write(LabFile file, String text) throws IOException {
    Path path = path(file);
    if (Files.exists(path) && text(file).equals(text)) {
      return null;
    }
    Path copy = Files.exists(path) ? backUp(path) : null;
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
    return copy;
  }

  private Path backUp(Path path) throws IOException {
    Path folder = Files.createDirectories(lab.folder().resolve("backups"));
    String name = path.getFileName().toString();
    for (int number = 1; ; number++) {
      Path copy = folder.resolve(name + "." + number);
      if (!Files.exists(copy)) {
        return Files.copy(path, copy, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  /** Source roots whose files the learner may change. */
  List<Path> roots() {
    return List.of(lab.folder().resolve("src/main/java"), lab.folder().resolve("src/test/java"));
  }
}
