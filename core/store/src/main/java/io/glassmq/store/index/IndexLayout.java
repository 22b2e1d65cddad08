package io.glassmq.store.index;

import io.glassmq.common.layout.Field;
import io.glassmq.common.layout.Format;
import io.glassmq.common.layout.Layout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The layout of an index file: a hash table whose chains are linked through numbered entries.
 *
 * <pre>
 *  at                    bytes          part
 *   0                    40             {@link IndexHeader}
 *  40                     4 * slots     slot s: number of the newest entry of its chain, 0 if empty
 *  40 + 4 * slots        20 * entries   {@link IndexEntry} i; entry 0 is never used
 * </pre>
 *
 * Each entry names the entry that was the newest of its slot before it:
 *
 * <pre>
 *   slot 24 [ 7 ] --> entry 7 --previous--> entry 2 --previous--> 0, the end
 * </pre>
 *
 * @param slots {@code maxHashSlotNum}: how many chains a file has, for the store's life
 * @param entries {@code maxIndexNum}: room for entries in a file, with the unused entry 0, for the
 *     store's life
 */
public record IndexLayout(int slots, int entries) {
  public static final int SLOT_LENGTH = 4;
  public static final int SLOTS_OFFSET = IndexHeader.LENGTH;

  public static final Layout SLOT_LAYOUT =
      Layout.of("index slot", new Field("newest entry", 0, SLOT_LENGTH, Format.NUMBER));

  private static final VarHandle SLOT =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  /** Where the slot of a key lies. */
  public int slotAt(int keyHash) {
    return SLOTS_OFFSET + SLOT_LENGTH * (keyHash % slots);
  }

  /** Where an entry lies. */
  public int entryAt(int number) {
    return SLOTS_OFFSET + SLOT_LENGTH * slots + IndexEntry.LENGTH * number;
  }

  /** The number in the slot of a key: its newest entry, 0 for none. What that says is whole. */
  public int newest(ByteBuffer file, int keyHash) {
    return (int) SLOT.getAcquire(file, slotAt(keyHash));
  }

  /** Writes the slot of a key, after all that was written before. */
  public void setNewest(ByteBuffer file, int keyHash, int number) {
    SLOT.setRelease(file, slotAt(keyHash), number);
  }

  public int fileSize() {
    return entryAt(entries);
  }

  /** Whether a number that was read can be that of an entry. */
  public boolean isEntry(int number) {
    return number > 0 && number < entries;
  }
}
