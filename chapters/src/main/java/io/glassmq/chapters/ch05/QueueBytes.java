package io.glassmq.chapters.ch05;

import io.glassmq.classroom.page.BytePicture;
import io.glassmq.store.index.IndexEntry;
import io.glassmq.store.index.IndexHeader;
import io.glassmq.store.index.IndexLayout;
import io.glassmq.store.index.SlotChains;
import io.glassmq.store.queue.ConsumeQueueUnit;
import java.nio.ByteBuffer;
import java.util.List;

/** The byte pictures of chapter 05: the units of a queue, and a small index file. */
public final class QueueBytes {
  private static final long T0 = 1_790_000_000_000L;

  private QueueBytes() {}

  public static List<BytePicture> pictures() {
    return List.of(queueUnits(), indexFile());
  }

  private static BytePicture queueUnits() {
    int tagsCode = "paid".hashCode();
    return new BytePicture(
        "queue-units",
        "Three units of a queue that begins with message 6",
        List.of(
            unit("unit 5, at byte 100: blank, for a message that is gone", ConsumeQueueUnit.BLANK),
            unit("unit 6, at byte 120", new ConsumeQueueUnit(4096, 212, tagsCode)),
            unit("unit 7, at byte 140", new ConsumeQueueUnit(4520, 198, 0))));
  }

  private static BytePicture.Part unit(String title, ConsumeQueueUnit unit) {
    var bytes = ByteBuffer.allocate(ConsumeQueueUnit.LENGTH);
    unit.write(bytes, 0);
    return new BytePicture.Part(title, ConsumeQueueUnit.LAYOUT, bytes);
  }

  private static BytePicture indexFile() {
    var layout = new IndexLayout(10, 5);
    ByteBuffer file = ByteBuffer.allocateDirect(layout.fileSize());
    IndexHeader.after(0, 0).write(file);
    var chains = new SlotChains(layout);
    int sameHash = IndexEntry.keyHash("Orders#Aa");
    chains.put(file, 1, sameHash, 0, T0);
    chains.put(file, 2, IndexEntry.keyHash("Orders#C"), 212, T0 + 1_500);
    chains.put(file, 3, IndexEntry.keyHash("Orders#BB"), 424, T0 + 60_000);
    return new BytePicture(
        "index-file",
        "An index file of 180 bytes, with 10 slots and three entries",
        List.of(
            new BytePicture.Part("header, at byte 0", IndexHeader.LAYOUT, file.slice(0, 40)),
            slot(layout, file, sameHash),
            entry("entry 1: key Orders#Aa", layout, file, 1),
            entry("entry 2: key Orders#C, in a slot of its own", layout, file, 2),
            entry("entry 3: key Orders#BB, the same hash", layout, file, 3)));
  }

  private static BytePicture.Part slot(IndexLayout layout, ByteBuffer file, int keyHash) {
    int at = layout.slotAt(keyHash);
    String title = "slot %d, at byte %d".formatted(keyHash % layout.slots(), at);
    return new BytePicture.Part(
        title, IndexLayout.SLOT_LAYOUT, file.slice(at, IndexLayout.SLOT_LENGTH));
  }

  private static BytePicture.Part entry(
      String title, IndexLayout layout, ByteBuffer file, int number) {
    int at = layout.entryAt(number);
    return new BytePicture.Part(
        title + ", at byte " + at, IndexEntry.LAYOUT, file.slice(at, IndexEntry.LENGTH));
  }
}
