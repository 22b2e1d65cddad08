package io.glassmq.store.queue;

import io.glassmq.common.layout.Field;
import io.glassmq.common.layout.Format;
import io.glassmq.common.layout.Layout;
import java.nio.ByteBuffer;

/**
 * The layout of one unit of a batch consume queue. Unit {@code i} of a queue starts at byte {@code
 * i * 46}. Big-endian.
 *
 * <pre>
 *  at   bytes  field
 *   0     8    physical offset: where the record starts in the log
 *   8     4    size of the record in bytes
 *  12     8    tags code: hash of the record's tag, 0 if it has none
 *  20     8    store timestamp of the record, ms
 *  28     8    queue offset of the record's first message
 *  36     2    how many messages the record holds
 *  38     4    compacted offset: -1, there is none
 *  42     4    reserved: 0
 * </pre>
 *
 * A unit of zeros has not been written.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.store.queue.BatchConsumeQueue}.
 */
public record BatchConsumeQueueUnit(
    long physicalOffset,
    int size,
    long tagsCode,
    long storeTimestamp,
    long msgBaseOffset,
    short batchSize) {
  public static final int PHYSICAL_OFFSET_OFFSET = 0;
  public static final int SIZE_OFFSET = PHYSICAL_OFFSET_OFFSET + 8;
  public static final int TAGS_CODE_OFFSET = SIZE_OFFSET + 4;
  public static final int STORE_TIMESTAMP_OFFSET = TAGS_CODE_OFFSET + 8;
  public static final int MSG_BASE_OFFSET_OFFSET = STORE_TIMESTAMP_OFFSET + 8;
  public static final int BATCH_SIZE_OFFSET = MSG_BASE_OFFSET_OFFSET + 8;
  public static final int COMPACTED_OFFSET_OFFSET = BATCH_SIZE_OFFSET + 2;
  public static final int RESERVED_OFFSET = COMPACTED_OFFSET_OFFSET + 4;
  public static final int LENGTH = RESERVED_OFFSET + 4;

  public static final Layout LAYOUT =
      Layout.of(
          "batch consume queue unit",
          new Field("physical offset", PHYSICAL_OFFSET_OFFSET, 8, Format.NUMBER),
          new Field("size", SIZE_OFFSET, 4, Format.NUMBER),
          new Field("tags code", TAGS_CODE_OFFSET, 8, Format.NUMBER),
          new Field("store timestamp", STORE_TIMESTAMP_OFFSET, 8, Format.MILLIS),
          new Field("first offset", MSG_BASE_OFFSET_OFFSET, 8, Format.NUMBER),
          new Field("messages", BATCH_SIZE_OFFSET, 2, Format.NUMBER),
          new Field("compacted", COMPACTED_OFFSET_OFFSET, 4, Format.NUMBER),
          new Field("reserved", RESERVED_OFFSET, 4, Format.NUMBER));

  private static final int NO_COMPACTED_OFFSET = -1;

  public static BatchConsumeQueueUnit read(ByteBuffer in, int at) {
    return new BatchConsumeQueueUnit(
        in.getLong(at + PHYSICAL_OFFSET_OFFSET),
        in.getInt(at + SIZE_OFFSET),
        in.getLong(at + TAGS_CODE_OFFSET),
        in.getLong(at + STORE_TIMESTAMP_OFFSET),
        in.getLong(at + MSG_BASE_OFFSET_OFFSET),
        in.getShort(at + BATCH_SIZE_OFFSET));
  }

  public void write(ByteBuffer out, int at) {
    out.putLong(at + PHYSICAL_OFFSET_OFFSET, physicalOffset);
    out.putInt(at + SIZE_OFFSET, size);
    out.putLong(at + TAGS_CODE_OFFSET, tagsCode);
    out.putLong(at + STORE_TIMESTAMP_OFFSET, storeTimestamp);
    out.putLong(at + MSG_BASE_OFFSET_OFFSET, msgBaseOffset);
    out.putShort(at + BATCH_SIZE_OFFSET, batchSize);
    out.putInt(at + COMPACTED_OFFSET_OFFSET, NO_COMPACTED_OFFSET);
    out.putInt(at + RESERVED_OFFSET, 0);
  }
}
