package io.glassmq.store.show;

import io.glassmq.store.index.IndexEntry;
import io.glassmq.store.index.IndexHeader;
import io.glassmq.store.index.IndexLayout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One file of the index. It does not say how many slots it has; {@link IndexSizes} finds that out.
 */
public final class IndexView {
  /** Chains lead back and forth, so bytes are read by blocks. */
  private static final int BLOCK_BYTES = 256 << 10;

  private final StoreFile file;
  private final ReadWindow slots;
  private final ReadWindow entries;
  private final IndexHeader header;
  private final Optional<IndexLayout> layout;

  IndexView(StoreFile file) throws IOException {
    this.file = file;
    this.slots = new ReadWindow(file::read);
    this.entries = new ReadWindow(file::read);
    ByteBuffer bytes = file.read(0, IndexHeader.LENGTH);
    this.header =
        bytes.remaining() < IndexHeader.LENGTH ? IndexHeader.after(0, 0) : IndexHeader.read(bytes);
    this.layout = new IndexSizes(file, header).find();
  }

  /** Relative to the store folder. */
  public String name() {
    return file.name();
  }

  /** The header, or what is there of it. */
  public Excerpt header() throws IOException {
    return file.excerpt(0, IndexHeader.LAYOUT);
  }

  /** Its sizes; empty if no sizes make sense of the file, or nothing was put into it. */
  public Optional<IndexLayout> layout() {
    return layout;
  }

  /** Number behind the last entry; 1 for a file without any, or one that makes no sense. */
  public int endEntry() {
    return layout.map(sizes -> Math.min(sizes.entries(), header.indexCount())).orElse(1);
  }

  /** How many slots are not empty. */
  public int usedSlots() throws IOException {
    int used = 0;
    if (layout.isPresent()) {
      for (int slot = 0; slot < layout.get().slots(); slot++) {
        ByteBuffer number = slots.bytes(layout.get().slotAt(slot), IndexLayout.SLOT_LENGTH);
        used += number.remaining() == IndexLayout.SLOT_LENGTH && number.getInt(0) != 0 ? 1 : 0;
      }
    }
    return used;
  }

  /** The slot of a key. Only of a file whose layout is known. */
  public Excerpt slot(int keyHash) throws IOException {
    return file.excerpt(layout.orElseThrow().slotAt(keyHash), IndexLayout.SLOT_LAYOUT);
  }

  /** The entry of this number. Only of a file whose layout is known. */
  public Excerpt entry(int number) throws IOException {
    return file.excerpt(layout.orElseThrow().entryAt(number), IndexEntry.LAYOUT);
  }

  /** The same as numbers; zeros where it is not there. */
  public IndexEntry read(int number) throws IOException {
    ByteBuffer bytes = near(entries, layout.orElseThrow().entryAt(number), IndexEntry.LENGTH);
    return bytes.remaining() < IndexEntry.LENGTH
        ? new IndexEntry(0, 0, 0, 0)
        : IndexEntry.read(bytes, 0);
  }

  /** The numbers of the entries in the chain of a key's slot, newest first, up to any damage. */
  public List<Integer> chain(int keyHash) throws IOException {
    List<Integer> chain = new ArrayList<>();
    ByteBuffer slot =
        layout.isEmpty()
            ? ByteBuffer.allocate(0)
            : near(slots, layout.get().slotAt(keyHash), IndexLayout.SLOT_LENGTH);
    int older = slot.remaining() < IndexLayout.SLOT_LENGTH ? 0 : slot.getInt(0);
    int number = endEntry();
    while (older > 0 && older < number) {
      number = older;
      chain.add(number);
      older = read(number).previous();
    }
    return chain;
  }

  /** Where records with this key, or with one of the same hash, lie in the log. */
  List<Long> offsets(String key) throws IOException {
    int hash = IndexEntry.keyHash(key);
    List<Long> offsets = new ArrayList<>();
    for (int number : chain(hash)) {
      IndexEntry entry = read(number);
      if (entry.keyHash() == hash) {
        offsets.add(entry.physicalOffset());
      }
    }
    return offsets;
  }

  private static ByteBuffer near(ReadWindow window, long position, int length) throws IOException {
    int skip = (int) (position % BLOCK_BYTES);
    ByteBuffer block = window.bytes(position - skip, skip + length);
    int from = Math.min(skip, block.limit());
    return block.slice(from, Math.min(length, block.limit() - from));
  }
}
