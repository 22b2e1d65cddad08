package io.glassmq.store.logfile;

import io.glassmq.common.thread.Agent;
import io.glassmq.common.thread.ServiceThread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes the next file of the log before it is needed, so that no sender waits for the file system.
 *
 * <p>Runs on the thread {@code AllocateMappedFileService}; the object's lock guards the one file in
 * stock. Official counterpart: {@code org.apache.rocketmq.store.AllocateMappedFileService}.
 */
public final class AllocateMappedFileService implements Agent, MappedFileQueue.FileSource {
  private final ServiceThread thread =
      new ServiceThread("AllocateMappedFileService", this, ServiceThread.UNTIL_WOKEN);
  private final FileLayer layer;
  private final boolean warmUp;
  private MappedFile stock;
  private Path wanted;
  private int size;

  /**
   * @param warmUp whether each file gets all its disk blocks when it is made, so that no sender
   *     waits for them later. (The official store also locks the file in memory and advises the
   *     kernel; Java cannot.)
   */
  public AllocateMappedFileService(FileLayer layer, boolean warmUp) {
    this.layer = layer;
    this.warmUp = warmUp;
  }

  public void start() {
    thread.start();
  }

  /**
   * The file from stock, or a new one if it is not ready; then the next one is ordered.
   *
   * <p>The one in stock may have lost its name: an official broker that is started on a folder in
   * use first cleans up behind the end of the log, and only then looks at the lock. What is written
   * to a file without a name is gone with the process.
   */
  @Override
  public synchronized MappedFile open(Path path, int fileSize) throws IOException {
    MappedFile file = stock;
    stock = null;
    if (file == null || !file.path().equals(path) || !Files.exists(path)) {
      drop(file);
      file = create(path, fileSize);
    }
    size = fileSize;
    wanted = path.resolveSibling(MappedFileQueue.fileName(file.startOffset() + fileSize));
    thread.wakeup();
    return file;
  }

  @Override
  public synchronized int doWork() throws IOException {
    if (wanted != null) {
      stock = create(wanted, size);
      wanted = null;
    }
    return 0;
  }

  private MappedFile create(Path path, int fileSize) throws IOException {
    MappedFile file = MappedFile.open(layer, path, fileSize);
    if (warmUp) {
      try {
        file.warmUp();
      } catch (IOException e) {
        file.close();
        throw e;
      }
    }
    return file;
  }

  /** Stops; a file in stock stays on the disk, where the next start finds it. */
  public void shutdown() {
    thread.shutdown(5_000);
    synchronized (this) {
      drop(stock);
      stock = null;
    }
  }

  private static void drop(MappedFile file) {
    if (file != null) {
      file.close();
    }
  }
}
