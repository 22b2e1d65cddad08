package io.glassmq.classroom.lab;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A folder that is there for one run. It goes with its close, or with this JVM: Ctrl-C is the usual
 * end of a watch. Then a thread {@code lab-temp} deletes it.
 */
final class TempFolder implements AutoCloseable {
  private final Path path;
  private final Thread atExit = new Thread(this::delete, "lab-temp");

  private TempFolder(Path path) {
    this.path = path;
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  static TempFolder create() {
    try {
      return new TempFolder(Files.createTempDirectory("mq-lab-"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a folder for temporary files", e);
    }
  }

  Path path() {
    return path;
  }

  private void delete() {
    try (Stream<Path> files = Files.walk(path)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException | UncheckedIOException e) {
      // It is gone, or somebody still writes into it: no reason to lose the result of a run.
    }
  }

  @Override
  public void close() {
    delete();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The JVM is about to end, and that thread does the same.
    }
  }
}
