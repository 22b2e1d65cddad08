package io.glassmq.store;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;

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
    try {
      Files.createDirectories(root);
      return take(FileChannel.open(root.resolve("lock"), CREATE, WRITE), root);
    } catch (IOException e) {
      throw new StoreException(
          "Cannot write to the store folder " + root + " (" + e + "); choose a writable one.", e);
    }
  }

  /** Takes over the channel: it is closed, or the lock's. */
  static StoreLock take(FileChannel channel, Path root) throws IOException, StoreException {
    boolean taken = false;
    try {
      if (!isFree(channel)) {
        throw new StoreException(
            "The store folder "
                + root
                + " is in use by another broker; stop it or choose another.");
      }
      channel.write(ByteBuffer.wrap(CONTENT), 0);
      taken = true;
      return new StoreLock(channel);
    } finally {
      if (!taken) {
        channel.close();
      }
    }
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
