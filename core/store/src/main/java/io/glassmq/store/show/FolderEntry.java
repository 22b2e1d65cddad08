package io.glassmq.store.show;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file, or a folder with all files below it.
 *
 * @param name relative to the store folder
 * @param files how many
 * @param bytes of all of them
 */
public record FolderEntry(String name, int files, long bytes) {

  static FolderEntry of(Path root, Path path) throws IOException {
    String name = root.relativize(path).toString();
    if (!Files.isDirectory(path)) {
      return new FolderEntry(name, 1, length(path));
    }
    try (Stream<Path> all = Files.walk(path)) {
      List<Path> files = all.filter(Files::isRegularFile).toList();
      long bytes = 0;
      for (Path file : files) {
        bytes += length(file);
      }
      return new FolderEntry(name + "/", files.size(), bytes);
    }
  }

  /** 0 for a file that is gone meanwhile. */
  private static long length(Path file) {
    return file.toFile().length();
  }
}
