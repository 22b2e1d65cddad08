package io.glassmq.store.timer;

import io.glassmq.common.layout.Field;
import io.glassmq.common.layout.Format;
import io.glassmq.common.layout.Layout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * How far the messages that wait for their time were delivered, as the file {@code
 * config/timercheck} says it.
 *
 * <pre>
 *  at   bytes  field
 *   0     8    second: of what was read all is delivered whose TIMER_OUT_MS is earlier, ms
 *   8     8    flushed end of the timer log; 0 because we keep none
 *  16     8    how far the queue was read: the next message's offset
 *  24     8    of the messages before that, no earlier one waits than this
 *  32     8    version: state
 *  40     8    version: when it was written, ms
 *  48     8    version: how often it has changed
 * </pre>
 *
 * The official broker begins to read at the smaller one of the two offsets.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.store.timer.TimerCheckpoint}.
 */
public record TimerCheckpoint(
    long lastReadTimeMs,
    long lastTimerQueueOffset,
    long masterTimerQueueOffset,
    long timestamp,
    long counter) {
  static final int LAST_READ_TIME_OFFSET = 0;
  static final int LOG_FLUSH_POS_OFFSET = LAST_READ_TIME_OFFSET + 8;
  static final int QUEUE_OFFSET_OFFSET = LOG_FLUSH_POS_OFFSET + 8;
  static final int MASTER_QUEUE_OFFSET_OFFSET = QUEUE_OFFSET_OFFSET + 8;
  static final int STATE_VERSION_OFFSET = MASTER_QUEUE_OFFSET_OFFSET + 8;
  static final int TIMESTAMP_OFFSET = STATE_VERSION_OFFSET + 8;
  static final int COUNTER_OFFSET = TIMESTAMP_OFFSET + 8;
  static final int LENGTH = 4096;

  /** What is used of the file. */
  public static final Layout LAYOUT =
      Layout.of(
          "timercheck",
          new Field("delivered before", LAST_READ_TIME_OFFSET, 8, Format.MILLIS),
          new Field("timer log flushed to", LOG_FLUSH_POS_OFFSET, 8, Format.NUMBER),
          new Field("queue read to", QUEUE_OFFSET_OFFSET, 8, Format.NUMBER),
          new Field("first that waits", MASTER_QUEUE_OFFSET_OFFSET, 8, Format.NUMBER),
          new Field("state version", STATE_VERSION_OFFSET, 8, Format.NUMBER),
          new Field("written at", TIMESTAMP_OFFSET, 8, Format.MILLIS),
          new Field("changes", COUNTER_OFFSET, 8, Format.NUMBER));

  /** Nothing was read, nothing was delivered. */
  static final TimerCheckpoint NONE = new TimerCheckpoint(0, 0, 0, 0, 0);

  /** What the file says; empty if it is missing, too short, or says what nobody wrote. */
  static Optional<TimerCheckpoint> load(Path file) throws IOException {
    byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    if (bytes.length < COUNTER_OFFSET + 8) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    var found =
        new TimerCheckpoint(
            in.getLong(LAST_READ_TIME_OFFSET),
            in.getLong(QUEUE_OFFSET_OFFSET),
            in.getLong(MASTER_QUEUE_OFFSET_OFFSET),
            in.getLong(TIMESTAMP_OFFSET),
            in.getLong(COUNTER_OFFSET));
    boolean sound =
        found.lastReadTimeMs >= 0
            && found.lastTimerQueueOffset >= 0
            && found.masterTimerQueueOffset >= 0;
    return sound ? Optional.of(found) : Optional.empty();
  }

  /** Whether it tells the same progress, whenever it was written. */
  boolean isAsFarAs(TimerCheckpoint other) {
    return lastReadTimeMs == other.lastReadTimeMs
        && lastTimerQueueOffset == other.lastTimerQueueOffset
        && masterTimerQueueOffset == other.masterTimerQueueOffset;
  }

  /** All in one page, and all that is used in one sector: a crash leaves the old or the new. */
  void save(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    ByteBuffer out =
        ByteBuffer.allocate(LENGTH)
            .putLong(LAST_READ_TIME_OFFSET, lastReadTimeMs)
            .putLong(QUEUE_OFFSET_OFFSET, lastTimerQueueOffset)
            .putLong(MASTER_QUEUE_OFFSET_OFFSET, masterTimerQueueOffset)
            .putLong(TIMESTAMP_OFFSET, timestamp)
            .putLong(COUNTER_OFFSET, counter);
    try (var channel =
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
      channel.write(out, 0);
      channel.force(false);
    }
  }
}
