package io.glassmq.labs.lab05;

import io.glassmq.labs.LabTodo;
import io.glassmq.store.index.IndexChains;
import io.glassmq.store.index.IndexHeader;
import io.glassmq.store.index.IndexLayout;
import java.nio.ByteBuffer;
import java.util.function.LongPredicate;

/**
 * Your hash chains: the slot of a hash names its newest entry, and each entry the one before it.
 *
 * <pre>
 *   put number 7 with a hash of slot 24:
 *
 *   before   slot 24 [ 2 ] --> entry 2 --previous--> 0, the end
 *   1.       entry 7 --previous--> entry 2           nobody can see it yet
 *   2.       slot 24 [ 7 ] --> entry 7 --> entry 2   one write, and it is there
 * </pre>
 *
 * <p>{@code MyBroker} uses one for all files of its index.
 */
public record MySlotChains(IndexLayout layout) implements IndexChains {
  /** An entry knows its time to the second, rounded down. */
  private static final int ROUNDED_OFF_MILLIS = 999;

  // ---- filing

  @Override
  public void put(
      ByteBuffer file, int number, int keyHash, long physicalOffset, long storeTimestamp) {
    if (number == 1) {
      begin(file, physicalOffset, storeTimestamp);
    }
    // Step 6: File a record under a key.
    throw new LabTodo(
        "lab05",
        "file-key",
        "Write the entry with this number, bring the header up to date, and let "
            + "the slot name the entry, last of all.");
  }

  /** The first entry says when and where the file begins. */
  private static void begin(ByteBuffer file, long physicalOffset, long storeTimestamp) {
    file.putLong(IndexHeader.BEGIN_TIMESTAMP_OFFSET, storeTimestamp);
    file.putLong(IndexHeader.BEGIN_PHY_OFFSET_OFFSET, physicalOffset);
    file.putInt(IndexHeader.HASH_SLOT_COUNT_OFFSET, 0);
  }

  /** From the begin of the file to the record, as far as an entry can say it. */
  private static int seconds(ByteBuffer file, long storeTimestamp) {
    // Step 6: File a record under a key.
    throw new LabTodo(
        "lab05",
        "seconds",
        "Return the whole seconds from the begin of the file to this time; at "
            + "least 0, at most the largest int.");
  }

  // ---- looking up

  @Override
  public boolean find(ByteBuffer file, int keyHash, long begin, long end, LongPredicate visitor) {
    int number = layout.newest(file, keyHash);
    IndexHeader header = IndexHeader.read(file);
    // Step 7: Find the records of a key, newest first.
    throw new LabTodo(
        "lab05",
        "find-key",
        "Walk the chain from the newest entry to older ones and show the visitor "
            + "the records of this hash; say whether to go on in older files.");
  }
}
