package io.glassmq.broker.pop;

import io.glassmq.broker.pop.CheckPointBuffer.Eviction;

/**
 * A pop on its way through a {@link MergingCheckPointBuffer}, or a mere step of the offset, which
 * is finished at once.
 *
 * <pre>
 *            add, merging                      add, write first
 *                 |                                  |
 *                 v         deadline, drain          v
 *   ack: bit --> HELD --------------------------> STORING
 *                 | ^                              |   |
 *                 | '---- refused, handed out -----'   | refused, not handed out: forgotten
 *                 | all bits                     stored
 *                 v                                v
 *              FINISHED <--------------------------'      offset moves over it when
 *                                                         it is the first of its queue
 * </pre>
 *
 * <p>Owned by the buffer.
 */
final class BufferedPop {
  /** Pops that began earlier have smaller numbers. */
  final long number;

  final int reviveQueueId;
  final long nextOffset;

  /** Whether consumers have the messages, come what may. */
  final boolean handedOut;

  PopCheckPoint checkPoint;
  State state;
  long deadline;

  enum State {
    HELD,
    STORING,
    FINISHED
  }

  BufferedPop(
      long number,
      PopCheckPoint checkPoint,
      int reviveQueueId,
      long nextOffset,
      State state,
      long deadline) {
    this.number = number;
    this.checkPoint = checkPoint;
    this.reviveQueueId = reviveQueueId;
    this.nextOffset = nextOffset;
    this.handedOut = state == State.HELD;
    this.state = state;
    this.deadline = deadline;
  }

  long number() {
    return number;
  }

  long deadline() {
    return deadline;
  }

  Eviction eviction() {
    return new Eviction(checkPoint, reviveQueueId);
  }
}
