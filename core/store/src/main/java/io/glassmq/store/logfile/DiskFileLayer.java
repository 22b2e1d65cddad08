package io.glassmq.store.logfile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Files of the operating system. Thread-safe: has no state. */
final class DiskFileLayer implements FileLayer {

  @Override
  public FilePages map(Path path, int size) throws IOException {
    try (var channel =
        FileChannel.open(
            path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
      return new DiskPages(path, FileMapping.of(channel, size));
    }
  }

  @Override
  public DiskSpace space(Path path) throws IOException {
    return DiskSpace.of(path);
  }

  /**
   * Mapping and system call see the same pages, on every system with a unified page cache (Linux,
   * macOS). The file is opened anew for each {@code write}, which are rare: a store may have ten
   * thousand files, but not so many open ones.
   */
  private record DiskPages(Path path, FileMapping mapping) implements FilePages {

    @Override
    public ByteBuffer buffer() {
      return mapping.buffer();
    }

    @Override
    public void put(int at, ByteBuffer bytes) {
      mapping.buffer().put(at, bytes, bytes.position(), bytes.remaining());
    }

    @Override
    public void write(int at, ByteBuffer bytes) throws IOException {
      try (var channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
        int start = at - bytes.position();
        while (bytes.hasRemaining()) {
          channel.write(bytes, start + bytes.position());
        }
      }
    }

    @Override
    public void force(int at, int length) throws IOException {
      try {
        mapping.buffer().force(at, length);
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }

    @Override
    public void unmap() {
      mapping.unmap().run();
    }
  }
}
