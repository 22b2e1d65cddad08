package io.glassmq.chapters.ch04;

import io.glassmq.store.logfile.DiskSpace;
import io.glassmq.store.logfile.FileLayer;
import io.glassmq.store.logfile.FilePages;
import io.glassmq.store.logfile.ForwardingPages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A disk that tells of the flushes of the commit log, and may take its time for each. Any thread.
 */
final class WatchedDisk implements FileLayer {
  private final int flushMillis;
  private final CountDownLatch flushed = new CountDownLatch(1);
  private final AtomicInteger flushes = new AtomicInteger();

  WatchedDisk(int flushMillis) {
    this.flushMillis = flushMillis;
  }

  /** Waits for the first flush. */
  void awaitFlush() throws InterruptedException {
    flushed.await();
  }

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

  private final class Pages extends ForwardingPages {
    private Pages(FilePages pages) {
      super(pages);
    }

    @Override
    public void force(int at, int length) throws IOException {
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(flushMillis);
      while (System.nanoTime() < end) {
        LockSupport.parkNanos(end - System.nanoTime());
      }
      super.force(at, length);
      flushes.incrementAndGet();
      flushed.countDown();
    }
  }
}
