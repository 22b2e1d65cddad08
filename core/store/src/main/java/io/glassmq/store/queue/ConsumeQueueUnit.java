package io.glassmq.store.queue;

import io.glassmq.common.layout.Field;
import io.glassmq.common.layout.Format;
import io.glassmq.common.layout.Layout;
import java.nio.ByteBuffer;

/**
 * The layout of one entry of a consume queue. Unit {@code i} of a queue starts at byte {@code i *
 * 20}. Big-endian.
 *
 * <pre>
 *  at   bytes  field
 *   0     8    physical offset: where the record starts in the log
 *   8     4    size of the record in bytes
 *  12     8    tags code: hash of the message's tag, 0 if it has none
 * </pre>
 *
 * A unit of zeros has not been written. Where a queue begins inside a file, the units before its
 * first are {@link #BLANK}.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.store.ConsumeQueue}.
 */
public record ConsumeQueueUnit(long physicalOffset, int size, long tagsCode) {
  public static final int PHYSICAL_OFFSET_OFFSET = 0;
  public static final int SIZE_OFFSET = PHYSICAL_OFFSET_OFFSET + 8;
  public static final int TAGS_CODE_OFFSET = SIZE_OFFSET + 4;
  public static final int LENGTH = TAGS_CODE_OFFSET + 8;

  public static final Layout LAYOUT =
      Layout.of(
          "consume queue unit",
          new Field("physical offset", PHYSICAL_OFFSET_OFFSET, 8, Format.NUMBER),
          new Field("size", SIZE_OFFSET, 4, Format.NUMBER),
          new Field("tags code", TAGS_CODE_OFFSET, 8, Format.NUMBER));

  public static final ConsumeQueueUnit BLANK = new ConsumeQueueUnit(0, Integer.MAX_VALUE, 0);

  public static ConsumeQueueUnit read(ByteBuffer in, int at) {
    return new ConsumeQueueUnit(
        in.getLong(at + PHYSICAL_OFFSET_OFFSET),
        in.getInt(at + SIZE_OFFSET),
        in.getLong(at + TAGS_CODE_OFFSET));
  }

  public void write(ByteBuffer out, int at) {
    out.putLong(at + PHYSICAL_OFFSET_OFFSET, physicalOffset);
    out.putInt(at + SIZE_OFFSET, size);
    out.putLong(at + TAGS_CODE_OFFSET, tagsCode);
  }

  /** Whether somebody wrote it; true for blank units too. */
  public boolean isWritten() {
    return physicalOffset >= 0 && size > 0;
  }

  public boolean isBlank() {
    return equals(BLANK);
  }
}
