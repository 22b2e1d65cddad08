package io.glassmq.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
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
    FileChannel channel = null;
    try {
      Files.createDirectories(root);
      channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock(0, 1, false);
      if (lock != null) {
        Files.write(path, CONTENT);
        return new StoreLock(channel);
      }
    } catch (OverlappingFileLockException e) {
      // The other owner lives in this JVM; the same answer as for another process.
    } catch (IOException e) {
      closeQuietly(channel);
      throw new StoreException(
          "Cannot write to the store folder " + root + " (" + e + "); choose a writable one.", e);
    }
    closeQuietly(channel);
    throw new StoreException(
        "The store folder " + root + " is in use by another broker; stop it or choose another.");
  }

  private static void closeQuietly(FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    closeQuietly(channel);
  }
}
