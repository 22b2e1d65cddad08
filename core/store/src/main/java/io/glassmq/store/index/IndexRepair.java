package io.glassmq.store.index;

import java.nio.ByteBuffer;

/**
 * Makes an index file consistent after a crash, without reading the log.
 *
 * <p>The idea: entries are only ever added, each tells which entry its slot held before, and a new
 * file is all zeros. So a crash leaves each page as it was at some earlier moment, and the entries
 * can be checked one by one against a table of slots that is built on the way: the first one that
 * is blank, goes back in the log, or names another predecessor than the table ends the file. Slots
 * and header are then made anew from the good entries. What was cut off is dispatched again.
 *
 * <p>The price is one pass over the file and memory for the table, 20 MB with the default sizes. A
 * file that is whole comes out as it was, byte by byte, but for an end time that may be late by up
 * to a second if the header was torn.
 *
 * <p>Runs on the thread that loads the store.
 */
final class IndexRepair {
  private final IndexLayout layout;
  private final ByteBuffer bytes;
  private final long physicalEnd;
  private final int[] slots;

  IndexRepair(IndexLayout layout, ByteBuffer bytes, long physicalEnd) {
    this.layout = layout;
    this.bytes = bytes;
    this.physicalEnd = physicalEnd;
    this.slots = new int[layout.slots()];
  }

  /**
   * @return the number of the first entry that is not there
   */
  int repair() {
    IndexHeader header = IndexHeader.read(bytes);
    int count = 1;
    int usedSlots = 0;
    IndexEntry last = new IndexEntry(0, header.beginPhyOffset(), 0, 0);
    // Without the begin timestamp nobody knows the entries' times.
    boolean good = header.beginTimestamp() > 0;
    while (good && count < layout.entries()) {
      IndexEntry entry = IndexEntry.read(bytes, layout.entryAt(count));
      good = isNext(entry, last) && slots[entry.keyHash() % slots.length] == entry.previous();
      if (good) {
        usedSlots += entry.previous() == 0 ? 1 : 0;
        slots[entry.keyHash() % slots.length] = count++;
        last = entry;
      }
    }
    writeSlots();
    long lastTime = header.beginTimestamp() + last.seconds() * 1000L;
    boolean endFits = header.endTimestamp() >= lastTime && header.endTimestamp() < lastTime + 1000;
    new IndexHeader(
            header.beginTimestamp(),
            endFits ? header.endTimestamp() : lastTime + 999,
            header.beginPhyOffset(),
            last.physicalOffset(),
            usedSlots,
            count)
        .write(bytes);
    return count;
  }

  private boolean isNext(IndexEntry entry, IndexEntry last) {
    return !entry.isBlank()
        && entry.keyHash() >= 0
        && entry.physicalOffset() >= last.physicalOffset()
        && entry.physicalOffset() < physicalEnd;
  }

  /** Writes only what is wrong, so that a file that is whole does not become dirty. */
  private void writeSlots() {
    for (int slot = 0; slot < slots.length; slot++) {
      int at = layout.slotAt(slot);
      if (bytes.getInt(at) != slots[slot]) {
        bytes.putInt(at, slots[slot]);
      }
    }
  }
}
