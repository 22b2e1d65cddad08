package io.glassmq.store.index;

import io.glassmq.common.layout.Field;
import io.glassmq.common.layout.Format;
import io.glassmq.common.layout.Layout;
import java.nio.ByteBuffer;

/**
 * The layout of one entry of an index file: a key, and where a record with it lies. Big-endian.
 *
 * <pre>
 *  at   bytes  field
 *   0     4    key hash, see {@link #keyHash}
 *   4     8    physical offset: where the record starts in the log
 *  12     4    seconds from the file's begin timestamp to the record's store time
 *  16     4    previous: number of the next older entry of the slot's chain, 0 for none
 * </pre>
 *
 * The key itself is not kept: only the record can tell whether it has the key, or another one with
 * the same hash.
 */
public record IndexEntry(int keyHash, long physicalOffset, int seconds, int previous) {
  public static final int KEY_HASH_OFFSET = 0;
  public static final int PHYSICAL_OFFSET_OFFSET = KEY_HASH_OFFSET + 4;
  public static final int SECONDS_OFFSET = PHYSICAL_OFFSET_OFFSET + 8;
  public static final int PREVIOUS_OFFSET = SECONDS_OFFSET + 4;
  public static final int LENGTH = PREVIOUS_OFFSET + 4;

  public static final Layout LAYOUT =
      Layout.of(
          "index entry",
          new Field("key hash", KEY_HASH_OFFSET, 4, Format.NUMBER),
          new Field("physical offset", PHYSICAL_OFFSET_OFFSET, 8, Format.NUMBER),
          new Field("seconds", SECONDS_OFFSET, 4, Format.NUMBER),
          new Field("previous", PREVIOUS_OFFSET, 4, Format.NUMBER));

  /** What a key is filed under, 0 or more: the string's hash without its sign. */
  public static int keyHash(String key) {
    return Math.max(0, Math.abs(key.hashCode())); // abs of the smallest int is negative
  }

  public static IndexEntry read(ByteBuffer in, int at) {
    return new IndexEntry(
        in.getInt(at + KEY_HASH_OFFSET),
        in.getLong(at + PHYSICAL_OFFSET_OFFSET),
        in.getInt(at + SECONDS_OFFSET),
        in.getInt(at + PREVIOUS_OFFSET));
  }

  public void write(ByteBuffer out, int at) {
    out.putInt(at + KEY_HASH_OFFSET, keyHash);
    out.putLong(at + PHYSICAL_OFFSET_OFFSET, physicalOffset);
    out.putInt(at + SECONDS_OFFSET, seconds);
    out.putInt(at + PREVIOUS_OFFSET, previous);
  }

  /** Whether nobody has written here yet. (The same bytes for a real entry: one in 2^31.) */
  public boolean isBlank() {
    return keyHash == 0 && physicalOffset == 0 && seconds == 0 && previous == 0;
  }
}
