package io.glassmq.store.show;

import io.glassmq.common.layout.Layout;
import io.glassmq.store.queue.ConsumeQueueUnit;

/** The kinds of consume queues. The units of all of them begin with the record's place and size. */
public enum QueueKind {
  SIMPLE("consumequeue", ConsumeQueueUnit.LAYOUT);

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
}
