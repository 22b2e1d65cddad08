package io.glassmq.solutions.lab05;

import io.glassmq.store.index.IndexChains;
import io.glassmq.store.index.IndexEntry;
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
    int newest = layout.newest(file, keyHash);
    int previous = newest > 0 && newest < number ? newest : 0;
    int seconds = seconds(file, storeTimestamp);
    new IndexEntry(keyHash, physicalOffset, seconds, previous).write(file, layout.entryAt(number));
    file.putLong(IndexHeader.END_TIMESTAMP_OFFSET, storeTimestamp);
    file.putLong(IndexHeader.END_PHY_OFFSET_OFFSET, physicalOffset);
    if (previous == 0) {
      int used = file.getInt(IndexHeader.HASH_SLOT_COUNT_OFFSET);
      file.putInt(IndexHeader.HASH_SLOT_COUNT_OFFSET, used + 1);
    }
    file.putInt(IndexHeader.INDEX_COUNT_OFFSET, number + 1);
    layout.setNewest(file, keyHash, number);
  }

  /** The first entry says when and where the file begins. */
  private static void begin(ByteBuffer file, long physicalOffset, long storeTimestamp) {
    file.putLong(IndexHeader.BEGIN_TIMESTAMP_OFFSET, storeTimestamp);
    file.putLong(IndexHeader.BEGIN_PHY_OFFSET_OFFSET, physicalOffset);
    file.putInt(IndexHeader.HASH_SLOT_COUNT_OFFSET, 0);
  }

  /** From the begin of the file to the record, as far as an entry can say it. */
  private static int seconds(ByteBuffer file, long storeTimestamp) {
    long begin = file.getLong(IndexHeader.BEGIN_TIMESTAMP_OFFSET);
    long seconds = (storeTimestamp - begin) / 1000;
    return (int) Math.max(0, Math.min(Integer.MAX_VALUE, seconds));
  }

  // ---- looking up

  @Override
  public boolean find(ByteBuffer file, int keyHash, long begin, long end, LongPredicate visitor) {
    int number = layout.newest(file, keyHash);
    IndexHeader header = IndexHeader.read(file);
    boolean goOn = header.endTimestamp() >= begin;
    int newer = layout.entries();
    // A chain leads from newer entries to older ones; whatever else it does is damage.
    while (goOn && header.beginTimestamp() <= end && number > 0 && number < newer) {
      IndexEntry entry = IndexEntry.read(file, layout.entryAt(number));
      long time = header.beginTimestamp() + entry.seconds() * 1000L;
      goOn = time + ROUNDED_OFF_MILLIS >= begin;
      if (goOn && entry.keyHash() == keyHash && time <= end) {
        goOn = visitor.test(entry.physicalOffset());
      }
      newer = number;
      number = entry.previous();
    }
    return goOn && header.beginTimestamp() >= begin;
  }
}
