package io.glassmq.store.show;

import io.glassmq.common.layout.Layout;
import io.glassmq.store.queue.BatchConsumeQueueUnit;
import io.glassmq.store.queue.ConsumeQueueUnit;
import io.glassmq.store.queue.CqUnit;
import java.nio.ByteBuffer;

/** The kinds of consume queues. */
public enum QueueKind {
  SIMPLE("consumequeue", ConsumeQueueUnit.LAYOUT) {
    @Override
    CqUnit read(ByteBuffer bytes, long number) {
      var unit = ConsumeQueueUnit.read(bytes, 0);
      return new CqUnit(number, 1, unit.physicalOffset(), unit.size(), unit.tagsCode());
    }
  },
  BATCH("batchconsumequeue", BatchConsumeQueueUnit.LAYOUT) {
    @Override
    CqUnit read(ByteBuffer bytes, long number) {
      var unit = BatchConsumeQueueUnit.read(bytes, 0);
      return new CqUnit(
          unit.msgBaseOffset(),
          unit.batchSize(),
          unit.physicalOffset(),
          unit.size(),
          unit.tagsCode());
    }
  };

  private final String folder;
  private final Layout unit;

  QueueKind(String folder, Layout unit) {
    this.folder = folder;
    this.unit = unit;
  }

  /** Where in the store its queues lie. */
  public String folder() {
    return folder;
  }

  /** The layout of one unit. */
  public Layout unit() {
    return unit;
  }

  /** What a whole unit says. */
  abstract CqUnit read(ByteBuffer bytes, long number);
}
