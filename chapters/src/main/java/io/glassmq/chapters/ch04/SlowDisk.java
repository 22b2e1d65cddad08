package io.glassmq.chapters.ch04;

import io.glassmq.store.logfile.DiskSpace;
import io.glassmq.store.logfile.FileLayer;
import io.glassmq.store.logfile.FilePages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A disk that takes 20 ms for each flush of the commit log, and counts them. Any thread.
 *
 * <p>Old disks that turn need about as long.
 */
final class SlowDisk implements FileLayer {
  private static final int FLUSH_MILLIS = 20;

  private final AtomicInteger flushes = new AtomicInteger();

  /** How often the log was flushed since the last call. */
  int takeFlushes() {
    return flushes.getAndSet(0);
  }

  @Override
  public FilePages map(Path path, int size) throws IOException {
    FilePages pages = DISK.map(path, size);
    return path.toString().contains("commitlog") ? new Pages(pages) : pages;
  }

  @Override
  public DiskSpace space(Path path) throws IOException {
    return DISK.space(path);
  }

  private final class Pages implements FilePages {
    private final FilePages pages;

    private Pages(FilePages pages) {
      this.pages = pages;
    }

    @Override
    public ByteBuffer buffer() {
      return pages.buffer();
    }

    @Override
    public void put(int at, ByteBuffer bytes) {
      pages.put(at, bytes);
    }

    @Override
    public void write(int at, ByteBuffer bytes) throws IOException {
      pages.write(at, bytes);
    }

    @Override
    public void force(int at, int length) throws IOException {
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(FLUSH_MILLIS);
      while (System.nanoTime() < end) {
        LockSupport.parkNanos(end - System.nanoTime());
      }
      pages.force(at, length);
      flushes.incrementAndGet();
    }

    @Override
    public void unmap() {
      pages.unmap();
    }
  }
}
