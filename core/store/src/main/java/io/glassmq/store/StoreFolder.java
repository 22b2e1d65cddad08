package io.glassmq.store;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.SYNC;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import io.glassmq.common.attribute.CQType;
import io.glassmq.store.index.IndexService;
import io.glassmq.store.logfile.AllocateMappedFileService;
import io.glassmq.store.logfile.FileLayer;
import io.glassmq.store.logfile.MappedFileQueue;
import io.glassmq.store.queue.ConsumeQueueStore;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * Everything that lies in a store's folder, opened and closed together.
 *
 * <pre>
 *  lock           taken by the process that has the folder open
 *  abort          there while it is open; who finds it on opening knows of a crash
 *  checkpoint     how far everything has reached the disk
 *  commitlog/     the records; all else can be made anew from them
 *  consumequeue/  where in the log the messages of each queue lie
 *  batchconsumequeue/  the same for topics whose records may hold several messages
 *  index/         where in the log the messages with a key lie
 * </pre>
 *
 * The life of a store; the abort file is there in all states but the first:
 *
 * <pre>
 *     closed --open--> repairing --start--> running --shutdown, all flushed and dispatched--> closed
 *                       ^  |                   |
 *                  open |  | killed            | killed, or the disk failed
 *                       |  v                   |
 *                      crashed <---------------'
 * </pre>
 *
 * <p>Opened and closed by the thread that loads and shuts down the store; the files have owners of
 * their own.
 */
final class StoreFolder {
  private final StoreConfig config;
  private final Path abortFile;
  private final StoreCheckpoint checkpoint;
  private final MappedFileQueue log;
  private final ConsumeQueueStore queues;
  private final IndexService index;
  private StoreLock lock;

  StoreFolder(
      StoreConfig config,
      StoreParts parts,
      Function<String, CQType> queueTypes,
      AllocateMappedFileService allocate) {
    FileLayer layer = parts.files();
    this.config = config;
    this.abortFile = config.root().resolve("abort");
    this.checkpoint = new StoreCheckpoint(config.root().resolve("checkpoint"));
    this.log = new MappedFileQueue(config.commitLog(), config.commitLogFileSize(), layer, allocate);
    this.queues = new ConsumeQueueStore(config.queues(), layer, queueTypes, parts.queueUnits());
    Path indexFolder = config.root().resolve("index");
    this.index =
        new IndexService(
            indexFolder, config.index().layout(), parts.indexChains(), layer, parts.clock());
  }

  StoreCheckpoint checkpoint() {
    return checkpoint;
  }

  MappedFileQueue log() {
    return log;
  }

  ConsumeQueueStore queues() {
    return queues;
  }

  IndexService index() {
    return index;
  }

  boolean isOpen() {
    return lock != null;
  }

  void lock() throws StoreException {
    lock = StoreLock.take(config.root());
  }

  /**
   * Locks the folder, unless that was done, and maps what is there. From now on only {@link
   * #markClosed} makes the next opening a quiet one: whoever is killed while repairing leaves a
   * store to be repaired.
   *
   * @return whether the last owner closed the store properly
   */
  boolean open() throws StoreException {
    if (lock == null) {
      lock();
    }
    boolean lastExitOk = !Files.exists(abortFile);
    try {
      checkpoint.load();
      log.load(lastExitOk);
      log.requireNoHole();
      queues.load(lastExitOk);
      if (config.index().enabled()) {
        index.load(lastExitOk, checkpoint.indexFlushedTimestamp());
      }
      markInUse();
      return lastExitOk;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** Why the store cannot be loaded, for people: the file system's errors name their kind. */
  StoreException unreadable(IOException e) {
    String reason = e instanceof FileSystemException ? e.toString() : e.getMessage();
    return new StoreException("Cannot load the store in " + config.root() + ": " + reason, e);
  }

  private void markInUse() throws StoreException {
    try {
      String pid = Long.toString(ProcessHandle.current().pid());
      // SYNC: or a machine that dies now would leave a store that looks closed.
      Files.writeString(abortFile, pid, CREATE, WRITE, TRUNCATE_EXISTING, SYNC);
      Files.createDirectories(config.commitLog());
    } catch (IOException e) {
      throw new StoreException("Cannot write to the store folder " + config.root() + ": " + e, e);
    }
  }

  /** Everything is on the disk, and log and queues agree. */
  void markClosed() throws IOException {
    Files.deleteIfExists(abortFile);
  }

  /** Lets files and folder go. */
  void close() {
    index.close();
    queues.close();
    log.close();
    lock.close();
    lock = null;
  }
}
