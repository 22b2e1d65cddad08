package io.glassmq.broker.pop;

import io.glassmq.broker.offset.PopQueue;
import io.glassmq.common.event.CheckPointEvent;
import io.glassmq.common.event.PopAckEvent;
import io.glassmq.common.event.PopMergeEvent;
import io.glassmq.common.event.PopReviveEvent;
import io.glassmq.common.event.PopStoreEvent;
import io.glassmq.store.MessageExtBrokerInner;
import java.util.List;

/**
 * The steps of a popped message for the flight recorder. Costs next to nothing while nobody
 * records.
 *
 * <p>Thread-safe.
 */
final class PopEvents {

  private PopEvents() {}

  static void checkPoint(PopCheckPoint popped) {
    var event = new CheckPointEvent();
    if (event.shouldCommit()) {
      event.topic = popped.queue().topic();
      event.queueId = popped.queue().queueId();
      event.queueOffset = popped.mergeKey().startOffset();
      event.group = popped.queue().group();
      event.messages = popped.distances().size();
      event.popTime = popped.mergeKey().popTime();
      event.invisibleTime = popped.invisibleTime();
      event.commit();
    }
  }

  static void acked(PopAck ack) {
    var event = new PopAckEvent();
    if (event.shouldCommit()) {
      event.topic = ack.mergeKey().queue().topic();
      event.queueId = ack.mergeKey().queue().queueId();
      event.queueOffset = first(ack.offsets());
      event.group = ack.mergeKey().queue().group();
      event.messages = ack.offsets().size();
      event.commit();
    }
  }

  /** They have met their check point. */
  static void merged(PopAck ack) {
    for (long offset : ack.offsets()) {
      var event = new PopMergeEvent();
      if (event.shouldCommit()) {
        event.topic = ack.mergeKey().queue().topic();
        event.queueId = ack.mergeKey().queue().queueId();
        event.queueOffset = offset;
        event.group = ack.mergeKey().queue().group();
        event.commit();
      }
    }
  }

  /**
   * @param dueMillis when it comes back, ms since 1970
   */
  static void stored(PopCheckPoint popped, long dueMillis) {
    var event = new PopStoreEvent();
    if (event.shouldCommit()) {
      stored(event, popped.queue(), popped.mergeKey().startOffset(), PopCheckPoint.TAG, dueMillis);
    }
  }

  /** The same of an acknowledgement. */
  static void stored(PopAck ack, long dueMillis) {
    var event = new PopStoreEvent();
    if (event.shouldCommit()) {
      stored(event, ack.mergeKey().queue(), first(ack.offsets()), ack.tag(), dueMillis);
    }
  }

  private static void stored(
      PopStoreEvent event, PopQueue queue, long queueOffset, String kind, long dueMillis) {
    event.topic = queue.topic();
    event.queueId = queue.queueId();
    event.queueOffset = queueOffset;
    event.group = queue.group();
    event.kind = kind;
    event.dueMillis = dueMillis;
    event.commit();
  }

  /**
   * @param copy as it goes to its retry topic
   */
  static void revived(PopQueue queue, long queueOffset, MessageExtBrokerInner copy) {
    var event = new PopReviveEvent();
    if (event.shouldCommit()) {
      event.topic = queue.topic();
      event.queueId = queue.queueId();
      event.queueOffset = queueOffset;
      event.group = queue.group();
      event.retryTopic = copy.getTopic();
      event.deliveries = copy.getReconsumeTimes();
      event.commit();
    }
  }

  private static long first(List<Long> offsets) {
    return offsets.isEmpty() ? -1 : offsets.get(0);
  }
}
