package io.glassmq.store;

import io.glassmq.store.logfile.DiskSpace;
import io.glassmq.store.logfile.FileLayer;
import io.glassmq.store.logfile.FilePages;
import io.glassmq.store.logfile.ForwardingPages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The real disk with faults that a test switches on and off, in the files below one folder.
 *
 * <p>It also watches over the rule of {@link FilePages#put}: memory of a new file is only written
 * where the file has its blocks.
 */
final class FaultyFileLayer implements FileLayer {
  /** There is no room for another file. */
  volatile boolean noNewFiles;

  /** There is no room for another page. */
  volatile boolean noNewPages;

  /** A mapped page goes away in the middle of a copy. */
  volatile boolean tornPuts;

  /** The disk does not take what the page cache has. */
  volatile boolean failingForces;

  /** Forces wait until this is open. */
  volatile CountDownLatch slowForces = new CountDownLatch(0);

  final AtomicInteger forces = new AtomicInteger();
  final AtomicLong forcedBytes = new AtomicLong();

  private final String folder;

  /**
   * @param folder the name of the folder that has the faults
   */
  FaultyFileLayer(String folder) {
    this.folder = folder;
  }

  @Override
  public FilePages map(Path path, int size) throws IOException {
    boolean isNew = Files.notExists(path);
    if (!path.toString().contains("/" + folder + "/")) {
      return FileLayer.DISK.map(path, size);
    }
    if (isNew && noNewFiles) {
      throw new IOException("No room for " + path);
    }
    return new Pages(path, FileLayer.DISK.map(path, size), isNew ? 0 : size);
  }

  @Override
  public DiskSpace space(Path path) throws IOException {
    return FileLayer.DISK.space(path);
  }

  private final class Pages extends ForwardingPages {
    private final Path path;
    private int blocksEnd;

    private Pages(Path path, FilePages disk, int blocksEnd) {
      super(disk);
      this.path = path;
      this.blocksEnd = blocksEnd;
    }

    @Override
    public void put(int at, ByteBuffer bytes) {
      if (at + bytes.remaining() > blocksEnd) {
        throw new IllegalStateException(path + " has blocks up to " + blocksEnd + " only");
      }
      if (tornPuts) {
        super.put(at, bytes.slice(bytes.position(), bytes.remaining() / 2));
        throw new InternalError("a fault occurred in an unsafe memory access operation");
      }
      super.put(at, bytes);
    }

    @Override
    public void write(int at, ByteBuffer bytes) throws IOException {
      if (noNewPages && at + bytes.remaining() > blocksEnd) {
        throw new IOException("No room for more of " + path);
      }
      blocksEnd = Math.max(blocksEnd, at + bytes.remaining());
      super.write(at, bytes);
    }

    @Override
    public void force(int at, int length) throws IOException {
      forces.incrementAndGet();
      try {
        slowForces.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      if (failingForces) {
        throw new IOException("Input/output error of " + path);
      }
      super.force(at, length);
      forcedBytes.addAndGet(length);
    }
  }
}
