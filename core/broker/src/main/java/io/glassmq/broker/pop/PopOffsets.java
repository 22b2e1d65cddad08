package io.glassmq.broker.pop;

import io.glassmq.broker.offset.ConsumerOffsetManager;
import io.glassmq.broker.offset.PopQueue;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.remoting.protocol.header.PopMessageRequestHeader;
import io.glassmq.store.MessageStore;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * Where the next pop of a queue begins: behind what was handed out last, even if the group's offset
 * does not say so yet.
 *
 * <p>Thread-safe; {@link #begin} is called by who has locked the queue.
 *
 * @param handedOut the offset behind what was handed out last, while the group's offset is not
 *     there yet; below 0 if it is
 * @param forget hears that a group was sent elsewhere: what it was handed does not count any more
 * @param checkInMemory see {@code initPopOffsetByCheckMsgInMem}
 */
public record PopOffsets(
    ConsumerOffsetManager offsets,
    ToLongFunction<PopQueue> handedOut,
    Consumer<PopQueue> forget,
    MessageStore store,
    boolean checkInMemory) {

  /** The same as {@link #begin}, but nothing changes. */
  public long peek(PopQueue queue, int initMode) {
    long behind = handedOut.applyAsLong(queue); // first, for the group's offset follows it
    long stored = stored(queue);
    return Math.max(
        behind, stored == ConsumerOffsetManager.NONE ? initial(queue, initMode) : stored);
  }

  /**
   * Where a pop begins. A group that is new here gets its first offset; one that an administrator
   * has sent elsewhere goes there.
   *
   * @param initMode where a group without offset begins, as in {@link PopMessageRequestHeader}
   */
  public long begin(PopQueue queue, int initMode) {
    long reset = offsets.takeReset(queue.group(), queue.topic(), queue.queueId());
    if (reset != ConsumerOffsetManager.NONE) {
      forget.accept(queue);
      commit(queue, reset); // a check point of before may have moved it in between
      return reset;
    }
    if (stored(queue) == ConsumerOffsetManager.NONE) {
      commit(queue, initial(queue, initMode));
    }
    return peek(queue, initMode);
  }

  /** Moves the group's offset. */
  public void commit(PopQueue queue, long offset) {
    offsets.commitOffset(queue.group(), queue.topic(), queue.queueId(), offset);
  }

  private long stored(PopQueue queue) {
    return offsets.queryOffset(queue.group(), queue.topic(), queue.queueId());
  }

  private long initial(PopQueue queue, int initMode) {
    long min = store.getMinOffsetInQueue(queue.topic(), queue.queueId());
    boolean fromMin = initMode == PopMessageRequestHeader.INIT_MIN;
    if (fromMin || TopicNames.isRetryTopic(queue.topic())) {
      return min;
    }
    if (checkInMemory && min <= 0 && isFirstInMemory(queue)) {
      return 0; // the queue is young: its first messages came while the group was on its way
    }
    return Math.max(store.getMaxOffsetInQueue(queue.topic(), queue.queueId()) - 1, 0);
  }

  private boolean isFirstInMemory(PopQueue queue) {
    return store
        .consumeQueueUnit(queue.topic(), queue.queueId(), 0)
        .filter(unit -> store.isInMemory(unit.physicalOffset()))
        .isPresent();
  }
}
