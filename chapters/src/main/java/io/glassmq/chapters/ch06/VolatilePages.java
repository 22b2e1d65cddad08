package io.glassmq.chapters.ch06;

import io.glassmq.store.logfile.DiskSpace;
import io.glassmq.store.logfile.FileLayer;
import io.glassmq.store.logfile.FilePages;
import io.glassmq.store.logfile.ForwardingPages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A disk whose power can fail: it remembers which bytes of each mapped file were forced to it. The
 * others stand in the page cache of the operating system only, and go with the power.
 *
 * <p>Thread-safe.
 */
final class VolatilePages implements FileLayer {
  private final Map<Path, ByteBuffer> forced = new ConcurrentHashMap<>();

  @Override
  public FilePages map(Path path, int size) throws IOException {
    FilePages pages = FileLayer.DISK.map(path, size);
    ByteBuffer onDisk = forced.computeIfAbsent(path, it -> ByteBuffer.allocate(size));
    return new Pages(pages, onDisk);
  }

  @Override
  public DiskSpace space(Path path) throws IOException {
    return FileLayer.DISK.space(path);
  }

  /**
   * Puts into a copy of the disk what the power failure leaves: of mapped files the forced bytes
   * and zeros, of all others what was written.
   *
   * @param copy of {@code disk}, made when the power failed
   */
  void cutPower(DiskImage disk, DiskImage copy) throws IOException {
    for (var file : forced.entrySet()) {
      Path target = copy.folder().resolve(disk.folder().relativize(file.getKey()));
      if (Files.exists(target)) {
        synchronized (file.getValue()) {
          Files.write(target, file.getValue().array());
        }
      }
    }
  }

  private static final class Pages extends ForwardingPages {
    private final ByteBuffer onDisk;

    Pages(FilePages cache, ByteBuffer onDisk) {
      super(cache);
      this.onDisk = onDisk;
    }

    @Override
    public void force(int at, int length) throws IOException {
      super.force(at, length);
      synchronized (onDisk) {
        onDisk.put(at, buffer(), at, length);
      }
    }
  }
}
