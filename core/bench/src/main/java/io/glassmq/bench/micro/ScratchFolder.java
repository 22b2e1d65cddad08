package io.glassmq.bench.micro;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** A temporary folder that goes with all that is in it. */
record ScratchFolder(Path path) implements AutoCloseable {
  private static final int PIECE_BYTES = 1 << 20;

  static ScratchFolder create() throws IOException {
    return new ScratchFolder(Files.createTempDirectory("glassmq-micro"));
  }

  /**
   * Writes and deletes a file of this size. In a virtual machine, memory that nobody has used for a
   * while is fetched from the host, page by page, ten times slower than the step that is measured;
   * afterwards the page cache has enough that is there.
   */
  void warmMemory(long bytes) throws IOException {
    Path file = path.resolve("memory");
    ByteBuffer piece = ByteBuffer.allocateDirect(PIECE_BYTES);
    try (var channel =
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
      for (long at = 0; at < bytes; at += PIECE_BYTES) {
        channel.write(piece.clear());
      }
    }
    Files.delete(file);
  }

  @Override
  public void close() {
    try (Stream<Path> paths = Files.walk(path)) {
      for (Path each : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
