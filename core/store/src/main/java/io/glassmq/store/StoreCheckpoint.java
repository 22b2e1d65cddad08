package io.glassmq.store;

import io.glassmq.common.layout.Field;
import io.glassmq.common.layout.Format;
import io.glassmq.common.layout.Layout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;

/**
 * How far everything has reached the disk, in the file {@code checkpoint}.
 *
 * <pre>
 *  at   bytes  field
 *   0     8    store time of the last flushed record of the log, ms
 *   8     8    store time of the last record whose queue entry is flushed, ms
 *  16     8    store time of the last record of the last full index file that is flushed, ms
 *  24     8    flushed offset of the master (kept as it is)
 *  32     8    confirm offset: start of the last valid record that recovery found
 *  40     8    start of the last record whose queue entry is flushed; 0 for unknown
 *  48     8    the same again, as of the census: tells a census that is out of date
 *  56     8    census of the consume queues at that record; 0 for unknown
 * </pre>
 *
 * The last two are ours. The official broker leaves them alone and moves on the field before them,
 * so a census of before its time is not believed.
 *
 * <p>Thread-safe: the flush threads write it under the object's lock. Official counterpart: {@code
 * org.apache.rocketmq.store.StoreCheckpoint}.
 */
public final class StoreCheckpoint {
  static final int PHYSIC_MSG_TIMESTAMP_OFFSET = 0;
  static final int LOGICS_MSG_TIMESTAMP_OFFSET = PHYSIC_MSG_TIMESTAMP_OFFSET + 8;
  static final int INDEX_MSG_TIMESTAMP_OFFSET = LOGICS_MSG_TIMESTAMP_OFFSET + 8;
  static final int MASTER_FLUSHED_OFFSET_OFFSET = INDEX_MSG_TIMESTAMP_OFFSET + 8;
  static final int CONFIRM_PHY_OFFSET_OFFSET = MASTER_FLUSHED_OFFSET_OFFSET + 8;
  static final int LOGICS_PHYSICAL_OFFSET_OFFSET = CONFIRM_PHY_OFFSET_OFFSET + 8;
  static final int CENSUS_PHYSICAL_OFFSET_OFFSET = LOGICS_PHYSICAL_OFFSET_OFFSET + 8;
  static final int CENSUS_OFFSET = CENSUS_PHYSICAL_OFFSET_OFFSET + 8;
  static final int LENGTH = 4096;

  /** What is used of the file. */
  public static final Layout LAYOUT =
      Layout.of(
          "checkpoint",
          new Field("log flushed to", PHYSIC_MSG_TIMESTAMP_OFFSET, 8, Format.MILLIS),
          new Field("queues flushed to", LOGICS_MSG_TIMESTAMP_OFFSET, 8, Format.MILLIS),
          new Field("index flushed to", INDEX_MSG_TIMESTAMP_OFFSET, 8, Format.MILLIS),
          new Field("master flushed", MASTER_FLUSHED_OFFSET_OFFSET, 8, Format.NUMBER),
          new Field("confirm offset", CONFIRM_PHY_OFFSET_OFFSET, 8, Format.NUMBER),
          new Field("queues flushed at", LOGICS_PHYSICAL_OFFSET_OFFSET, 8, Format.NUMBER),
          new Field("census taken at", CENSUS_PHYSICAL_OFFSET_OFFSET, 8, Format.NUMBER),
          new Field("census of queues", CENSUS_OFFSET, 8, Format.HEX));

  /** A store time says where a record lies only roughly: what is surely older is so much older. */
  private static final int TIME_MARGIN_MILLIS = 3_000;

  private final Path path;
  private final ByteBuffer content = ByteBuffer.allocate(LENGTH);

  StoreCheckpoint(Path path) {
    this.path = path;
  }

  /** Reads the file; a missing or short one counts as zeros: nothing is known. */
  synchronized void load() throws IOException {
    if (Files.exists(path)) {
      byte[] bytes = Files.readAllBytes(path);
      content.put(0, bytes, 0, Math.min(bytes.length, LENGTH));
    }
  }

  /** The log is flushed up to a record of this store time. */
  synchronized void logFlushed(long storeTimestamp) {
    content.putLong(PHYSIC_MSG_TIMESTAMP_OFFSET, storeTimestamp);
  }

  synchronized long logFlushedTimestamp() {
    return content.getLong(PHYSIC_MSG_TIMESTAMP_OFFSET);
  }

  /** The queue entries are flushed up to that of the record that starts here. */
  synchronized void queuesFlushed(long physicalOffset, long storeTimestamp) {
    content.putLong(LOGICS_PHYSICAL_OFFSET_OFFSET, physicalOffset);
    content.putLong(LOGICS_MSG_TIMESTAMP_OFFSET, storeTimestamp);
  }

  /**
   * Index files that end at this store time or earlier are full and flushed.
   *
   * @param storeTimestamp 0 if there is no such file; then nothing changes
   */
  synchronized void indexFlushed(long storeTimestamp) {
    if (storeTimestamp > 0) {
      content.putLong(INDEX_MSG_TIMESTAMP_OFFSET, storeTimestamp);
    }
  }

  synchronized long indexFlushedTimestamp() {
    return content.getLong(INDEX_MSG_TIMESTAMP_OFFSET);
  }

  /** The queue entries of the records from this place on are taken back. */
  synchronized void queuesEndBefore(long physicalOffset) {
    content.putLong(
        LOGICS_PHYSICAL_OFFSET_OFFSET, Math.min(logicsPhysicalOffset(), physicalOffset - 1));
  }

  synchronized void confirmed(long physicalOffset) {
    content.putLong(CONFIRM_PHY_OFFSET_OFFSET, physicalOffset);
  }

  /** Every record before this one has its queue entry on the disk. */
  synchronized long logicsPhysicalOffset() {
    return content.getLong(LOGICS_PHYSICAL_OFFSET_OFFSET);
  }

  /** Whether every record before this one has its queue entry on the disk. */
  synchronized boolean isBeforeFlushed(DispatchRequest record) {
    long flushed = logicsPhysicalOffset();
    long flushedTime =
        Math.min(
            content.getLong(PHYSIC_MSG_TIMESTAMP_OFFSET),
            content.getLong(LOGICS_MSG_TIMESTAMP_OFFSET));
    return flushed > 0
        ? record.physicalOffset() <= flushed
        : record.storeTimestamp() <= flushedTime - TIME_MARGIN_MILLIS;
  }

  /** The census of the queues as of {@link #logicsPhysicalOffset()}. */
  synchronized void counted(long census) {
    content.putLong(CENSUS_PHYSICAL_OFFSET_OFFSET, logicsPhysicalOffset());
    content.putLong(CENSUS_OFFSET, census);
  }

  /** The census as of {@link #logicsPhysicalOffset()}; empty if there is none of that place. */
  synchronized OptionalLong census() {
    long census = content.getLong(CENSUS_OFFSET);
    return census == 0 || content.getLong(CENSUS_PHYSICAL_OFFSET_OFFSET) != logicsPhysicalOffset()
        ? OptionalLong.empty()
        : OptionalLong.of(census);
  }

  synchronized void save() throws IOException {
    try (var channel =
        FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
      channel.write(content.clear(), 0);
      channel.force(false);
    }
  }
}
