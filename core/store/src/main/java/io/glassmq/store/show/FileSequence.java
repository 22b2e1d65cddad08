package io.glassmq.store.show;

import io.glassmq.common.layout.Layout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Files of equal size in one folder that together are one sequence of bytes, as they lay there when
 * asked first. Each read opens, reads and closes: nothing is held.
 */
public final class FileSequence {
  private final Path root;
  private final Path folder;
  private final TreeMap<Long, Long> sizes = new TreeMap<>();

  FileSequence(Path root, Path folder) throws IOException {
    this.root = root;
    this.folder = folder;
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(FileSequence::isPart).toList()) {
          sizes.put(Long.parseLong(file.getFileName().toString()), Files.size(file));
        }
      }
    }
  }

  private static boolean isPart(Path file) {
    return file.getFileName().toString().matches("0\\d{19}") && Files.isRegularFile(file);
  }

  /** Offsets of the first bytes of the files, oldest first. */
  public List<Long> starts() {
    return List.copyOf(sizes.keySet());
  }

  public boolean isEmpty() {
    return sizes.isEmpty();
  }

  /** The size that every file should have: that of the first one; 0 if there is none. */
  public long fileSize() {
    return isEmpty() ? 0 : sizes.firstEntry().getValue();
  }

  /** Offset of the first byte; 0 if there is no file. */
  public long minOffset() {
    return isEmpty() ? 0 : sizes.firstKey();
  }

  /** Offset behind the last byte of the last file, written or not. */
  public long capacityEnd() {
    return isEmpty() ? 0 : sizes.lastKey() + sizes.lastEntry().getValue();
  }

  /** Offset behind the last byte of the file with this offset; the offset itself if none has it. */
  long fileEnd(long offset) {
    var file = sizes.floorEntry(offset);
    return file == null ? offset : Math.max(offset, file.getKey() + file.getValue());
  }

  /** Start of the next file behind this offset, or the end of all. */
  long nextFile(long offset) {
    Long next = sizes.higherKey(offset);
    return next == null ? Math.max(offset, capacityEnd()) : next;
  }

  /** What is wrong with the files themselves: sizes and holes. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    long expected = minOffset();
    for (var file : sizes.entrySet()) {
      String name = name(file.getKey());
      if (file.getKey() != expected) {
        problems.add(name + ": the file before it ends at byte " + expected);
      }
      if (file.getValue() != fileSize()) {
        problems.add(name + ": " + file.getValue() + " bytes, but the first has " + fileSize());
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
    Long start = sizes.floorKey(offset);
    long at = start == null ? 0 : start;
    return new Excerpt(name(at), offset - at, layout.upTo(bytes.remaining()), bytes);
  }

  /** Up to {@code length} bytes from this offset on, none of the next file. */
  ByteBuffer read(long offset, long length) throws IOException {
    int room = (int) Math.min(length, fileEnd(offset) - offset);
    var bytes = ByteBuffer.allocate(room);
    if (room > 0) {
      long start = sizes.floorKey(offset);
      try (var channel = FileChannel.open(path(start))) {
        while (bytes.hasRemaining()
            && channel.read(bytes, offset - start + bytes.position()) > 0) {}
      } catch (NoSuchFileException e) {
        bytes.clear().limit(0); // the broker that has the store open deleted it
      }
    }
    return bytes.flip();
  }

  private Path path(long start) {
    String digits = Long.toString(start);
    return folder.resolve("0".repeat(20 - digits.length()) + digits);
  }

  private String name(long start) {
    return root.relativize(path(start)).toString();
  }
}
