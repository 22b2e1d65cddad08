package io.glassmq.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The claim of one process on a store folder: an operating system lock on the first byte of the
 * file {@code lock}, the same that the official broker takes. It ends with the process.
 */
final class StoreLock implements AutoCloseable {
  private static final byte[] CONTENT = {'l', 'o', 'c', 'k'};

  private final FileChannel channel;

  private StoreLock(FileChannel channel) {
    this.channel = channel;
  }

  static StoreLock take(Path root) throws StoreException {
    Path path = root.resolve("lock");
    try {
      Files.createDirectories(root);
      var channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (isFree(channel)) {
        channel.write(ByteBuffer.wrap(CONTENT), 0);
        return new StoreLock(channel);
      }
      channel.close();
    } catch (IOException e) {
      throw new StoreException(
          "Cannot write to the store folder " + root + " (" + e + "); choose a writable one.", e);
    }
    throw new StoreException(
        "The store folder " + root + " is in use by another broker; stop it or choose another.");
  }

  private static boolean isFree(FileChannel channel) throws IOException {
    try {
      return channel.tryLock(0, 1, false) != null;
    } catch (OverlappingFileLockException e) {
      return false; // the other owner lives in this JVM
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
