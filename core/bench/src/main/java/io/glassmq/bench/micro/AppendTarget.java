package io.glassmq.bench.micro;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Something to append records to: a store, or a plain file as the reference. */
sealed interface AppendTarget extends AutoCloseable {

  /** Appends message {@code i}, or as many bytes; returns when it counts as stored. */
  void append(int i) throws IOException;

  @Override
  void close();

  /** A new file in the folder. */
  private static FileChannel channel(Path folder, int number) throws IOException {
    return FileChannel.open(
        folder.resolve("plain" + number),
        StandardOpenOption.CREATE_NEW,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE);
  }

  /** A message store. */
  record Store(BenchStore store, BenchMessages messages) implements AppendTarget {
    @Override
    public void append(int i) {
      store.append(messages, i);
    }

    @Override
    public void close() {
      store.close();
    }
  }

  /** Mapped files of the size of the log's, one behind the other. For one thread. */
  final class MappedCopy implements AppendTarget {
    private static final int FILE_BYTES = 1 << 30;

    private final Path folder;
    private final byte[] bytes;
    private MappedByteBuffer file;
    private int files;

    MappedCopy(Path folder, int recordBytes) throws IOException {
      this.folder = folder;
      this.bytes = new byte[recordBytes];
      next();
    }

    private void next() throws IOException {
      try (var channel = channel(folder, files++)) {
        file = channel.map(FileChannel.MapMode.READ_WRITE, 0, FILE_BYTES);
      }
    }

    @Override
    public void append(int i) throws IOException {
      if (file.remaining() < bytes.length) {
        next();
      }
      file.put(bytes);
    }

    @Override
    public void close() {
      // the mappings end with this process
    }
  }

  /** One growing file. */
  record FileWrite(FileChannel channel, byte[] bytes, boolean force) implements AppendTarget {
    FileWrite(Path folder, int recordBytes, boolean force) throws IOException {
      this(AppendTarget.channel(folder, 0), new byte[recordBytes], force);
    }

    @Override
    public void append(int i) throws IOException {
      channel.write(ByteBuffer.wrap(bytes));
      if (force) {
        channel.force(false);
      }
    }

    @Override
    public void close() {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
