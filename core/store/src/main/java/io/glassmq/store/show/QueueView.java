package io.glassmq.store.show;

import io.glassmq.store.queue.ConsumeQueueUnit;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The units of one consume queue, by number. */
public final class QueueView {
  private final QueueKind kind;
  private final String topic;
  private final int queueId;
  private final FileSequence files;

  QueueView(QueueKind kind, String topic, int queueId, FileSequence files) {
    this.kind = kind;
    this.topic = topic;
    this.queueId = queueId;
    this.files = files;
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

  /** The first unit that is not blank, or that nobody wrote: those before it are all alike. */
  private long search(long low, long high, boolean blank) throws IOException {
    while (low < high) {
      long middle = (low + high) >>> 1;
      ConsumeQueueUnit unit = head(middle);
      if (blank ? unit.isBlank() : unit.isWritten()) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Place and size of a unit's record; zeros where there is none. */
  ConsumeQueueUnit head(long number) throws IOException {
    ByteBuffer bytes = files.read(number * unitLength(), ConsumeQueueUnit.LENGTH);
    return bytes.remaining() < ConsumeQueueUnit.LENGTH
        ? new ConsumeQueueUnit(0, 0, 0)
        : ConsumeQueueUnit.read(bytes, 0);
  }

  /** The unit of this number, empty where the queue has none. */
  public Excerpt unit(long number) throws IOException {
    return files.excerpt(number * unitLength(), kind.unit());
  }

  private int unitLength() {
    return kind.unit().length();
  }
}
