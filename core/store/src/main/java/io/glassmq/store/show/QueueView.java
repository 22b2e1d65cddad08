package io.glassmq.store.show;

import io.glassmq.store.queue.ConsumeQueueExt;
import io.glassmq.store.queue.ConsumeQueueExtUnit;
import io.glassmq.store.queue.CqUnit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The units of one consume queue, by number. */
public final class QueueView {
  private final QueueKind kind;
  private final String topic;
  private final int queueId;
  private final FileSequence files;
  private final FileSequence extension;

  QueueView(QueueKind kind, String topic, int queueId, FileSequence files, FileSequence extension) {
    this.kind = kind;
    this.topic = topic;
    this.queueId = queueId;
    this.files = files;
    this.extension = extension;
  }

  public QueueKind kind() {
    return kind;
  }

  public String topic() {
    return topic;
  }

  public int queueId() {
    return queueId;
  }

  public FileSequence files() {
    return files;
  }

  /** Number of the first unit that stands for a message. */
  public long firstUnit() throws IOException {
    return search(files.minOffset() / unitLength(), endUnit(), true);
  }

  /** Number behind the last unit that was written. */
  public long endUnit() throws IOException {
    long unit = unitLength();
    return search(files.minOffset() / unit, (files.capacityEnd() + unit - 1) / unit, false);
  }

  /** The offset of the oldest message. */
  public long minOffset() throws IOException {
    return read(firstUnit()).queueOffset();
  }

  /** The offset that the next message gets. */
  public long maxOffset() throws IOException {
    long end = endUnit();
    return end == firstUnit() ? minOffset() : read(end - 1).nextOffset();
  }

  /** The first unit that is not blank, or that nobody wrote: those before it are all alike. */
  private long search(long low, long high, boolean blank) throws IOException {
    while (low < high) {
      long middle = (low + high) >>> 1;
      CqUnit unit = read(middle);
      if (blank ? unit.isBlank() : isWritten(unit)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static boolean isWritten(CqUnit unit) {
    return unit.physicalOffset() >= 0 && unit.size() > 0;
  }

  /** Number of the unit that stands for the message with this offset, if there is one. */
  long find(long messageOffset) throws IOException {
    long low = firstUnit();
    long high = endUnit();
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (read(middle).nextOffset() <= messageOffset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** What a unit says; one that nobody wrote says that it has no message. */
  CqUnit read(long number) throws IOException {
    ByteBuffer bytes = files.read(number * unitLength(), unitLength());
    return bytes.remaining() < unitLength()
        ? new CqUnit(number, 0, 0, 0, 0)
        : kind.read(bytes, number);
  }

  /** The unit of this number, empty where the queue has none. */
  public Excerpt unit(long number) throws IOException {
    return files.excerpt(number * unitLength(), kind.unit());
  }

  /** The unit of the extension that a unit leads to; empty if its tags code is one. */
  public Optional<Excerpt> extension(long number) throws IOException {
    long address = read(number).tagsCode();
    if (kind != QueueKind.SIMPLE || !ConsumeQueueExt.isAddress(address)) {
      return Optional.empty();
    }
    long offset = ConsumeQueueExt.offset(address);
    ByteBuffer fixed = extension.read(offset, ConsumeQueueExtUnit.BITMAP_OFFSET);
    int bitmapBytes =
        fixed.remaining() < ConsumeQueueExtUnit.BITMAP_OFFSET
            ? 0
            : Math.max(0, fixed.getShort(ConsumeQueueExtUnit.BITMAP_LENGTH_OFFSET));
    return Optional.of(extension.excerpt(offset, ConsumeQueueExtUnit.layout(bitmapBytes)));
  }

  private int unitLength() {
    return kind.unit().length();
  }
}
