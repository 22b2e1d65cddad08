package io.glassmq.chapters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder for the files of one demo.
 *
 * @param path is deleted by {@link #close} with all that is in it
 */
public record DemoFolder(Path path) implements AutoCloseable {
  /**
   * A new folder among the machine's temporary files.
   *
   * @param chapter is part of its name, so that one sees whose it was
   */
  public static DemoFolder create(String chapter) throws IOException {
    return new DemoFolder(Files.createTempDirectory("glassmq-chapter-" + chapter + "-"));
  }

  /**
   * @throws IOException if a file cannot be deleted; a demo that still writes here is a mistake
   */
  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    }
  }
}
