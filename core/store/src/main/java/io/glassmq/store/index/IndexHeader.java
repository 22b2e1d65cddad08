package io.glassmq.store.index;

import io.glassmq.common.layout.Field;
import io.glassmq.common.layout.Format;
import io.glassmq.common.layout.Layout;
import java.nio.ByteBuffer;

/**
 * The layout of the first bytes of an index file. Big-endian.
 *
 * <pre>
 *  at   bytes  field
 *   0     8    begin timestamp: store time of the first record, ms
 *   8     8    end timestamp: store time of the last record, ms
 *  16     8    begin offset: where the first record starts in the log
 *  24     8    end offset: where the last record starts in the log
 *  32     4    hash slot count: slots that are not empty
 *  36     4    index count: number of the next entry, 1 in an empty file
 * </pre>
 *
 * A file that follows another begins with that one's end in all four; its first entry corrects
 * them.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.store.index.IndexHeader}.
 */
public record IndexHeader(
    long beginTimestamp,
    long endTimestamp,
    long beginPhyOffset,
    long endPhyOffset,
    int hashSlotCount,
    int indexCount) {
  public static final int BEGIN_TIMESTAMP_OFFSET = 0;
  public static final int END_TIMESTAMP_OFFSET = BEGIN_TIMESTAMP_OFFSET + 8;
  public static final int BEGIN_PHY_OFFSET_OFFSET = END_TIMESTAMP_OFFSET + 8;
  public static final int END_PHY_OFFSET_OFFSET = BEGIN_PHY_OFFSET_OFFSET + 8;
  public static final int HASH_SLOT_COUNT_OFFSET = END_PHY_OFFSET_OFFSET + 8;
  public static final int INDEX_COUNT_OFFSET = HASH_SLOT_COUNT_OFFSET + 4;
  public static final int LENGTH = INDEX_COUNT_OFFSET + 4;

  public static final Layout LAYOUT =
      Layout.of(
          "index header",
          new Field("begin timestamp", BEGIN_TIMESTAMP_OFFSET, 8, Format.MILLIS),
          new Field("end timestamp", END_TIMESTAMP_OFFSET, 8, Format.MILLIS),
          new Field("begin offset", BEGIN_PHY_OFFSET_OFFSET, 8, Format.NUMBER),
          new Field("end offset", END_PHY_OFFSET_OFFSET, 8, Format.NUMBER),
          new Field("hash slot count", HASH_SLOT_COUNT_OFFSET, 4, Format.NUMBER),
          new Field("index count", INDEX_COUNT_OFFSET, 4, Format.NUMBER));

  /** The header of a file that goes on where another, or nothing at all, ended. */
  public static IndexHeader after(long endTimestamp, long endPhyOffset) {
    return new IndexHeader(endTimestamp, endTimestamp, endPhyOffset, endPhyOffset, 0, 1);
  }

  public static IndexHeader read(ByteBuffer in) {
    return new IndexHeader(
        in.getLong(BEGIN_TIMESTAMP_OFFSET),
        in.getLong(END_TIMESTAMP_OFFSET),
        in.getLong(BEGIN_PHY_OFFSET_OFFSET),
        in.getLong(END_PHY_OFFSET_OFFSET),
        in.getInt(HASH_SLOT_COUNT_OFFSET),
        in.getInt(INDEX_COUNT_OFFSET));
  }

  public void write(ByteBuffer out) {
    out.putLong(BEGIN_TIMESTAMP_OFFSET, beginTimestamp);
    out.putLong(END_TIMESTAMP_OFFSET, endTimestamp);
    out.putLong(BEGIN_PHY_OFFSET_OFFSET, beginPhyOffset);
    out.putLong(END_PHY_OFFSET_OFFSET, endPhyOffset);
    out.putInt(HASH_SLOT_COUNT_OFFSET, hashSlotCount);
    out.putInt(INDEX_COUNT_OFFSET, indexCount);
  }
}
