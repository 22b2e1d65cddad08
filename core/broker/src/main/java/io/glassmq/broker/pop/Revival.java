package io.glassmq.broker.pop;

import io.glassmq.broker.offset.PopQueue;
import io.glassmq.broker.subscription.SubscriptionGroupManager;
import io.glassmq.broker.topic.TopicConfigManager;
import io.glassmq.common.Clock;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.store.MessageStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.ObjLongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings messages back that nobody has acknowledged in time: each goes to its retry topic, or, if
 * that fails, into a check point of its own for later.
 *
 * <p>Used by one thread, which waits for the disk under sync flush.
 *
 * @param givesUp whether a message is given up that failed too often to come back
 */
public record Revival(
    TopicConfigManager topics,
    SubscriptionGroupManager groups,
    MessageStore store,
    PopRetryMessages retryMessages,
    ReviveLog log,
    PopInflightMessageCounter inflight,
    boolean givesUp,
    Clock clock) {
  private static final Logger LOG = LoggerFactory.getLogger(Revival.class);
  private static final CompletableFuture<Boolean> DONE = CompletableFuture.completedFuture(true);

  /** A message on its way back. */
  private record Return(PopCheckPoint popped, long offset, CompletableFuture<Boolean> put) {}

  /**
   * Brings all open messages of the check points back.
   *
   * @param settled hears of each that needs no further care
   * @return false if there is one that does, for the store takes nothing
   */
  boolean revive(
      List<PopCheckPoint> due, int reviveQueueId, ObjLongConsumer<PopCheckPoint> settled) {
    List<Return> returns = new ArrayList<>();
    for (PopCheckPoint popped : due) {
      for (long offset : popped.openOffsets()) {
        returns.add(new Return(popped, offset, bringBack(popped, offset)));
      }
    }
    boolean all = true;
    for (Return one : returns) {
      if (one.put.join() || (all && putOff(one, reviveQueueId))) {
        settled.accept(one.popped, one.offset);
        inflight.decrement(one.popped.queue(), one.popped.mergeKey().popTime(), 1);
      } else {
        all = false;
      }
    }
    return all;
  }

  private CompletableFuture<Boolean> bringBack(PopCheckPoint popped, long offset) {
    PopQueue queue = popped.queue();
    String topic = TopicNames.originalTopicOfPopRetry(queue.topic(), queue.group());
    if (topics.selectTopicConfig(topic) == null || !groups.contains(queue.group())) {
      return DONE; // nobody is left to get it
    }
    return store
        .consumeQueueUnit(queue.topic(), queue.queueId(), offset)
        .flatMap(unit -> store.lookMessageByOffset(unit.physicalOffset()))
        .map(message -> retryMessages.put(message, popped))
        .orElse(DONE); // its file has expired
  }

  private boolean putOff(Return failed, int reviveQueueId) {
    Optional<PopCheckPoint> next =
        new ReputBackOff(!givesUp).next(failed.popped, failed.offset, clock.millis());
    if (next.isEmpty()) {
      LOG.error("Message {} of {} is given up", failed.offset, failed.popped.queue());
      return true;
    }
    LOG.warn("Message {} of {} cannot come back yet", failed.offset, failed.popped.queue());
    return log.append(next.get(), reviveQueueId).join();
  }
}
