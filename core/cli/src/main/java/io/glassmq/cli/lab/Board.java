package io.glassmq.cli.lab;

import io.glassmq.classroom.lab.Lab;
import io.glassmq.classroom.lab.LabException;
import io.glassmq.classroom.lab.LabRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Finds out how far all labs are: runs those that have been begun, one after the other. */
record Board(LabChoice labs) {

  /**
   * @param each gets each lab as soon as it is known
   * @return true if all are green
   */
  boolean findOut(Consumer<Progress> each) throws IOException {
    List<Path> folders = labs.folders();
    if (folders.isEmpty()) {
      throw new LabTrouble("The folder labs has no labs. Is this a whole checkout of GlassMQ?");
    }
    List<Progress> all = new ArrayList<>();
    try (var runner = new LabRunner()) {
      for (Path folder : folders) {
        Progress progress = of(runner, folder);
        each.accept(progress);
        all.add(progress);
      }
    }
    return all.stream().allMatch(Progress::isGreen);
  }

  private Progress of(LabRunner runner, Path folder) throws IOException {
    try {
      Lab lab = labs.read(folder);
      return new LearnerFiles(lab).untouched()
          ? new Progress.NotBegun(lab)
          : new Progress.Attempt(runner.run(lab));
    } catch (LabException | LabTrouble e) {
      return new Progress.Broken(folder.getFileName().toString(), e.getMessage());
    }
  }
}
