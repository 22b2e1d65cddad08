package io.glassmq.store.show;

import io.glassmq.common.layout.Layout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Files of equal size in one folder that together are one sequence of bytes, as they lay there when
 * looked at first.
 */
public final class FileSequence {
  private final TreeMap<Long, StoreFile> files = new TreeMap<>();

  FileSequence(Path root, Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> list = Files.list(folder)) {
        for (Path path : list.filter(FileSequence::isPart).toList()) {
          files.put(Long.parseLong(path.getFileName().toString()), StoreFile.of(root, path));
        }
      }
    }
  }

  private static boolean isPart(Path file) {
    return file.getFileName().toString().matches("0\\d{19}") && Files.isRegularFile(file);
  }

  /** Offsets of the first bytes of the files, oldest first. */
  public List<Long> starts() {
    return List.copyOf(files.keySet());
  }

  public boolean isEmpty() {
    return files.isEmpty();
  }

  /** The size that every file should have: that of the first one; 0 if there is none. */
  public long fileSize() {
    return isEmpty() ? 0 : files.firstEntry().getValue().size();
  }

  /** Offset of the first byte; 0 if there is no file. */
  public long minOffset() {
    return isEmpty() ? 0 : files.firstKey();
  }

  /** Offset behind the last byte of the last file, written or not. */
  public long capacityEnd() {
    return isEmpty() ? 0 : files.lastKey() + files.lastEntry().getValue().size();
  }

  /** Offset behind the last byte of the file with this offset; the offset itself if none has it. */
  long fileEnd(long offset) {
    var file = files.floorEntry(offset);
    return file == null ? offset : Math.max(offset, file.getKey() + file.getValue().size());
  }

  /** Start of the next file behind this offset, or the end of all. */
  long nextFile(long offset) {
    Long next = files.higherKey(offset);
    return next == null ? Math.max(offset, capacityEnd()) : next;
  }

  /** What is wrong with the files themselves: sizes and holes. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    long expected = minOffset();
    for (var file : files.entrySet()) {
      String name = file.getValue().name();
      long size = file.getValue().size();
      if (file.getKey() != expected) {
        problems.add(name + ": the file before it ends at byte " + expected);
      }
      if (size != fileSize()) {
        problems.add(name + ": " + size + " bytes, but the first has " + fileSize());
      }
      expected = file.getKey() + fileSize();
    }
    return problems;
  }

  /** The structure at this offset; fewer bytes if its file ends within. */
  Excerpt excerpt(long offset, Layout layout) throws IOException {
    return excerpt(offset, layout, read(offset, layout.length()));
  }

  Excerpt excerpt(long offset, Layout layout, ByteBuffer bytes) {
    var file = files.floorEntry(offset);
    String name = file == null ? "" : file.getValue().name();
    long position = file == null ? offset : offset - file.getKey();
    return new Excerpt(name, position, layout.upTo(bytes.remaining()), bytes);
  }

  /** Up to {@code length} bytes from this offset on, none of the next file. */
  ByteBuffer read(long offset, long length) throws IOException {
    var file = files.floorEntry(offset);
    return file == null
        ? ByteBuffer.allocate(0)
        : file.getValue().read(offset - file.getKey(), length);
  }
}
