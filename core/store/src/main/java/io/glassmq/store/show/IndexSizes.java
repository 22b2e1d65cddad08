package io.glassmq.store.show;

import io.glassmq.store.index.IndexEntry;
import io.glassmq.store.index.IndexHeader;
import io.glassmq.store.index.IndexLayout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Finds out how many slots an index file has: the number with which its first entries lead back to
 * slots that lead to them. The usual proportion, four entries to a slot, is tried first.
 */
record IndexSizes(StoreFile file, IndexHeader header) {
  private static final int ENTRIES_A_SLOT = 4;

  /** So many entries have to fit. */
  private static final int ENTRIES_TO_CHECK = 100;

  Optional<IndexLayout> find() throws IOException {
    if (header.indexCount() <= 1 || file.size() > Integer.MAX_VALUE) {
      return Optional.empty();
    }
    long room = file.size() - IndexHeader.LENGTH;
    long usual = room / (IndexLayout.SLOT_LENGTH + (long) ENTRIES_A_SLOT * IndexEntry.LENGTH);
    if (fits(usual, new ReadWindow(file::read))) {
      return Optional.of(layout(usual));
    }
    var window = new ReadWindow(file::read);
    long most = (room - (long) header.indexCount() * IndexEntry.LENGTH) / IndexLayout.SLOT_LENGTH;
    for (long slots = 1; slots <= most; slots++) {
      if (fits(slots, window)) {
        return Optional.of(layout(slots));
      }
    }
    return Optional.empty();
  }

  private IndexLayout layout(long slots) {
    long entriesAt = IndexHeader.LENGTH + slots * IndexLayout.SLOT_LENGTH;
    return new IndexLayout((int) slots, (int) ((file.size() - entriesAt) / IndexEntry.LENGTH));
  }

  private boolean fits(long slots, ReadWindow entries) throws IOException {
    long entriesAt = IndexHeader.LENGTH + slots * IndexLayout.SLOT_LENGTH;
    if (slots < 1 || (file.size() - entriesAt) % IndexEntry.LENGTH != 0) {
      return false;
    }
    IndexLayout layout = layout(slots);
    int end = Math.min(header.indexCount(), ENTRIES_TO_CHECK);
    for (int number = 1; number < end; number++) {
      ByteBuffer bytes = entries.bytes(layout.entryAt(number), IndexEntry.LENGTH);
      if (bytes.remaining() < IndexEntry.LENGTH
          || !fits(number, IndexEntry.read(bytes, 0), layout)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the entry lies in the file's stretch of the log, and its slot leads to it. */
  private boolean fits(int number, IndexEntry entry, IndexLayout layout) throws IOException {
    if (entry.isBlank()
        || entry.keyHash() < 0
        || entry.physicalOffset() < header.beginPhyOffset()
        || entry.physicalOffset() > header.endPhyOffset()
        || entry.previous() < 0
        || entry.previous() >= number
        || number == 1 && entry.physicalOffset() != header.beginPhyOffset()) {
      return false;
    }
    ByteBuffer slot = file.read(layout.slotAt(entry.keyHash()), IndexLayout.SLOT_LENGTH);
    return slot.remaining() == IndexLayout.SLOT_LENGTH
        && slot.getInt(0) >= number
        && slot.getInt(0) < header.indexCount();
  }
}
