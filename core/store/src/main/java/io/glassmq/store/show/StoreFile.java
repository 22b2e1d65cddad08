package io.glassmq.store.show;

import io.glassmq.common.layout.Layout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A file of a store, for reading alone. Each read opens, reads and closes: nothing is held.
 *
 * @param name relative to the store folder
 * @param size in bytes, when it was looked at first
 */
record StoreFile(Path path, String name, long size) {

  static StoreFile of(Path root, Path path) {
    return new StoreFile(path, root.relativize(path).toString(), path.toFile().length());
  }

  /** Up to {@code length} bytes, fewer where the file ends, or was deleted meanwhile. */
  ByteBuffer read(long position, long length) throws IOException {
    var bytes = ByteBuffer.allocate((int) Math.max(0, Math.min(length, size - position)));
    try (var channel = FileChannel.open(path)) {
      int read = 0;
      while (bytes.hasRemaining() && read >= 0) {
        read = channel.read(bytes, position + bytes.position());
      }
    } catch (NoSuchFileException e) {
      bytes.clear(); // the broker that has the store open deleted it
    }
    return bytes.flip();
  }

  /** The structure at this position, or what is there of it. */
  Excerpt excerpt(long position, Layout layout) throws IOException {
    ByteBuffer bytes = read(position, layout.length());
    return new Excerpt(name, position, layout.upTo(bytes.remaining()), bytes);
  }
}
