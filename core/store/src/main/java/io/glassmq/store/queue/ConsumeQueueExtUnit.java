package io.glassmq.store.queue;

import io.glassmq.common.layout.Field;
import io.glassmq.common.layout.Format;
import io.glassmq.common.layout.Layout;
import java.nio.ByteBuffer;

/**
 * The layout of one unit of a consume queue's extension: what a unit of the queue has no room for.
 * Big-endian.
 *
 * <pre>
 *  at   bytes  field
 *   0     2    size of this unit; -1 for the end of the file: go on with the next one
 *   2     8    tags code: hash of the message's tag, 0 if it has none
 *  10     8    store timestamp of the record, ms
 *  18     2    bytes of the bitmap
 *  20     n    bitmap: which filters want the message
 * </pre>
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.store.ConsumeQueueExt$CqExtUnit}.
 */
public record ConsumeQueueExtUnit(long tagsCode, long storeTimestamp, byte[] bitmap) {
  public static final int SIZE_OFFSET = 0;
  public static final int TAGS_CODE_OFFSET = SIZE_OFFSET + 2;
  public static final int STORE_TIMESTAMP_OFFSET = TAGS_CODE_OFFSET + 8;
  public static final int BITMAP_LENGTH_OFFSET = STORE_TIMESTAMP_OFFSET + 8;
  public static final int BITMAP_OFFSET = BITMAP_LENGTH_OFFSET + 2;

  /** In the place of a size: nothing follows in this file. */
  static final short END_OF_FILE = -1;

  /** The layout of a unit with a bitmap of so many bytes. */
  public static Layout layout(int bitmapBytes) {
    return Layout.of(
        "consume queue extension unit",
        new Field("size", SIZE_OFFSET, 2, Format.NUMBER),
        new Field("tags code", TAGS_CODE_OFFSET, 8, Format.NUMBER),
        new Field("store timestamp", STORE_TIMESTAMP_OFFSET, 8, Format.MILLIS),
        new Field("bitmap length", BITMAP_LENGTH_OFFSET, 2, Format.NUMBER),
        new Field("bitmap", BITMAP_OFFSET, bitmapBytes, Format.HEX));
  }

  /** Reads the unit at the start of {@code in}; null if no whole one lies there. */
  public static ConsumeQueueExtUnit read(ByteBuffer in) {
    int size = in.limit() < BITMAP_OFFSET ? -1 : in.getShort(SIZE_OFFSET);
    if (size < BITMAP_OFFSET
        || size > in.limit()
        || in.getShort(BITMAP_LENGTH_OFFSET) != size - BITMAP_OFFSET) {
      return null;
    }
    var bitmap = new byte[size - BITMAP_OFFSET];
    in.get(BITMAP_OFFSET, bitmap);
    return new ConsumeQueueExtUnit(
        in.getLong(TAGS_CODE_OFFSET), in.getLong(STORE_TIMESTAMP_OFFSET), bitmap);
  }

  /** The unit's bytes, from position to limit. */
  ByteBuffer toBytes() {
    return ByteBuffer.allocate(size())
        .putShort((short) size())
        .putLong(tagsCode)
        .putLong(storeTimestamp)
        .putShort((short) bitmap.length)
        .put(bitmap)
        .flip();
  }

  /** Bytes of the whole unit. */
  int size() {
    return BITMAP_OFFSET + bitmap.length;
  }
}
