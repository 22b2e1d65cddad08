package io.glassmq.store.index;

import io.glassmq.common.Clock;
import io.glassmq.store.logfile.FileLayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index: hash tables on the disk that say which records have a key. A row of files in {@code
 * index/}, named by the local time at which each was made; the last one is written, the others are
 * full.
 *
 * <p><b>The idea.</b> A key may belong to any number of records, and nobody asks for it in order;
 * so there is one hash table for all keys of all topics, and a new one each time it is full.
 * Entries are only appended, and each is linked to the older one of its slot: a look-up walks a
 * chain from the newest record to older ones, file by file, until it has enough. An entry has no
 * room for the key, only for its hash. The index therefore says where to look, and the record
 * itself decides.
 *
 * <p><b>Concurrency.</b> The dispatch thread alone puts (while loading: the loading thread). Any
 * thread looks up, without a lock: the list of files is copied on change, a file stays mapped while
 * somebody reads it, and {@link SlotChains} publishes an entry by the one write to its slot. The
 * thread {@code FlushConsumeQueueService} flushes and {@code CleanCommitLogService} deletes; the
 * object's lock keeps these two apart.
 *
 * <p><b>After a crash.</b> All of it can be made anew from the log, but that takes time in a large
 * store. A file that is full, flushed and known to the checkpoint is believed. Any other is checked
 * entry by entry and cut where it is not sound ({@link IndexRepair}); the official broker throws it
 * away. A file that is damaged as a whole goes, with all that come after it, so that no hole is
 * left. {@link #incompleteFrom()} then says from where the log's records must come again, and
 * {@link #put} passes over what it has.
 *
 * <p><b>The price.</b> A put touches two or three pages at random places of a sparse file: memory
 * for the page cache, 20 MB of slots a file with the default sizes. A chain may be long: the tag of
 * a busy topic has as many entries as messages, and who asks for old ones walks over all newer
 * ones.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.store.index.IndexService}.
 */
public final class IndexService {
  private static final Logger LOG = LoggerFactory.getLogger(IndexService.class);
  private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS");

  private final Path folder;
  private final IndexLayout layout;
  private final IndexChains chains;
  private final FileLayer layer;
  private final Clock clock;
  private final List<IndexFile> files = new CopyOnWriteArrayList<>();
  private boolean loaded;
  private volatile long lastUpdateTimestamp;
  private volatile long lastUpdatePhyOffset;
  private boolean flushFailed;

  /** With the reference chains. */
  public IndexService(Path folder, IndexLayout layout, FileLayer layer, Clock clock) {
    this(folder, layout, SlotChains::new, layer, clock);
  }

  /**
   * @param chains what the files' bytes say
   */
  public IndexService(
      Path folder, IndexLayout layout, IndexChains.Factory chains, FileLayer layer, Clock clock) {
    this.folder = folder;
    this.layout = layout;
    this.chains = chains.create(layout);
    this.layer = layer;
    this.clock = clock;
  }

  /**
   * Maps the files that are there and ends the index where it cannot be believed any more.
   *
   * @param flushedTimestamp files that end then or earlier are whole on the disk, even if {@code
   *     lastExitOk} is false
   */
  public void load(boolean lastExitOk, long flushedTimestamp) throws IOException {
    loaded = true;
    boolean ended = false;
    for (Path path : paths()) {
      if (ended || Files.size(path) != layout.fileSize()) {
        drop(path);
        ended = true;
      } else {
        ended = !open(path, lastExitOk, flushedTimestamp);
      }
    }
    toEnd();
  }

  private void drop(Path path) throws IOException {
    String rule = "{} has not {} bytes, or follows a damaged file: it goes, its messages come anew";
    LOG.warn(rule, path, layout.fileSize());
    Files.delete(path);
  }

  /**
   * @return whether another file may follow
   */
  private boolean open(Path path, boolean lastExitOk, long flushedTimestamp) throws IOException {
    IndexFile file = IndexFile.open(layer, path, layout, chains);
    boolean flushed = file.isFull() && file.header().endTimestamp() <= flushedTimestamp;
    if (!file.isPlausible() || !lastExitOk && !flushed) {
      file = file.repair(Long.MAX_VALUE);
    }
    if (flushed && file.isFull()) {
      file.setFlushed();
    }
    if (file.isEmpty()) {
      file.destroy();
      return false;
    }
    files.add(file);
    return file.isFull();
  }

  /** The files, oldest first; others in the folder are left alone. */
  private List<Path> paths() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> list = Files.list(folder)) {
      return list.filter(path -> madeAt(path) != null).sorted().toList();
    }
  }

  private static LocalDateTime madeAt(Path path) {
    try {
      return LocalDateTime.parse(path.getFileName().toString(), NAME);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /**
   * The place in the log from which records must come again, because the index may lack them: that
   * of the last one that it has, whose last keys may be missing. {@link Long#MAX_VALUE} if the
   * index is not in use.
   */
  public long incompleteFrom() {
    return loaded ? lastUpdatePhyOffset : Long.MAX_VALUE;
  }

  /** Takes out the records that start at {@code physicalOffset} or behind it. */
  public void truncate(long physicalOffset) throws IOException {
    while (!files.isEmpty() && lastUpdatePhyOffset >= physicalOffset) {
      IndexFile cut = files.remove(files.size() - 1).repair(physicalOffset);
      if (cut.isEmpty()) {
        cut.destroy();
      } else {
        files.add(cut);
      }
      toEnd();
    }
  }

  private void toEnd() {
    IndexHeader header = files.isEmpty() ? IndexHeader.after(0, 0) : last().header();
    lastUpdateTimestamp = header.endTimestamp();
    lastUpdatePhyOffset = header.endPhyOffset();
  }

  // ---- writing

  /** Files a record under its keys, unless that was done before. */
  public void put(long physicalOffset, long storeTimestamp, List<String> keys) throws IOException {
    if (keys.isEmpty() || physicalOffset < lastUpdatePhyOffset) {
      return;
    }
    // The last record may have been left half done, by a crash or a full disk.
    boolean again = physicalOffset == lastUpdatePhyOffset;
    lastUpdatePhyOffset = physicalOffset;
    lastUpdateTimestamp = storeTimestamp;
    for (String key : keys) {
      if (!again || !contains(key, physicalOffset)) {
        fileWithRoom().put(key, physicalOffset, storeTimestamp);
      }
    }
  }

  private boolean contains(String key, long physicalOffset) {
    boolean[] found = {false};
    find(
        key,
        Long.MIN_VALUE,
        Long.MAX_VALUE,
        offset -> {
          found[0] = offset == physicalOffset;
          return offset > physicalOffset;
        });
    return found[0];
  }

  private IndexFile fileWithRoom() throws IOException {
    if (files.isEmpty() || last().isFull()) {
      Files.createDirectories(folder);
      IndexHeader header =
          files.isEmpty()
              ? IndexHeader.after(0, 0)
              : IndexHeader.after(last().header().endTimestamp(), last().header().endPhyOffset());
      files.add(IndexFile.create(layer, nextPath(), layout, chains, header));
    }
    return last();
  }

  /**
   * The time is the name, and the names are the order: so a clock that stands still is moved on.
   */
  private Path nextPath() {
    var time =
        LocalDateTime.ofInstant(Instant.ofEpochMilli(clock.millis()), ZoneId.systemDefault());
    LocalDateTime last = files.isEmpty() ? LocalDateTime.MIN : madeAt(last().path());
    return folder.resolve(NAME.format(time.isAfter(last) ? time : last.plusNanos(1_000_000)));
  }

  private IndexFile last() {
    return files.get(files.size() - 1);
  }

  /**
   * Brings full files to the disk, and the one that is being written if {@code all}.
   *
   * <p>Once it has failed it always fails, as with the log: what was lost cannot be told.
   *
   * @return store time of the last record in the last full file, 0 if there is none
   */
  public synchronized long flush(boolean all) throws IOException {
    if (flushFailed) {
      throw new IOException("An earlier flush of " + folder + " failed; restart when mended");
    }
    long finished = 0;
    flushFailed = true;
    for (int i = 0, last = files.size() - 1; i <= last; i++) {
      IndexFile file = files.get(i);
      if (!file.isFlushed() && (all || i < last)) {
        file.flush();
      }
      if (i < last) {
        file.setFlushed();
        finished = file.header().endTimestamp();
      }
    }
    flushFailed = false;
    return finished;
  }

  // ---- reading

  /**
   * Shows the offsets of the records that were put under a key, or under one with the same hash,
   * newest first; one may come twice.
   *
   * @param begin ms since 1970; records stored up to a second earlier may be shown as well
   * @param end ms since 1970; records stored up to a second later may be shown as well
   * @param visitor says whether to go on
   */
  public void find(String key, long begin, long end, LongPredicate visitor) {
    int keyHash = IndexEntry.keyHash(key);
    Object[] list = files.toArray();
    boolean goOn = true;
    for (int i = list.length - 1; i >= 0 && goOn; i--) {
      goOn = ((IndexFile) list[i]).find(keyHash, begin, end, visitor);
    }
  }

  /** Store time of the record that was filed last, ms since 1970; 0 if none was. */
  public long lastUpdateTimestamp() {
    return lastUpdateTimestamp;
  }

  /** Where the record that was filed last starts in the log. */
  public long lastUpdatePhyOffset() {
    return lastUpdatePhyOffset;
  }

  // ---- the end

  /** Deletes the files whose records are all gone from the log, but never the last one. */
  public synchronized void deleteBefore(long minPhyOffset) throws IOException {
    while (files.size() > 1 && files.get(0).header().endPhyOffset() < minPhyOffset) {
      files.remove(0).destroy();
    }
  }

  public synchronized void close() {
    files.forEach(IndexFile::close);
    files.clear();
  }

  @Override
  public String toString() {
    return folder + " " + files;
  }
}
