package io.glassmq.broker.processor;

import io.glassmq.broker.offset.ConsumerOffsetManager;
import io.glassmq.broker.offset.ConsumerOrderInfoManager;
import io.glassmq.broker.offset.PopQueue;
import io.glassmq.broker.pop.PopQueueLocks;
import io.glassmq.common.Clock;
import io.glassmq.remoting.RequestRefusedException;
import io.glassmq.remoting.protocol.ResponseCode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Acknowledgements and changes of the invisible time of messages that were popped in order: they
 * move the group's offset at once, for no check point stands behind the pop.
 *
 * <p>They take turns with the pops of the queue. Who finds it busy tries again a moment later, on
 * the pull threads; no thread waits. Thread-safe.
 *
 * @param freed hears that a queue may be popped again
 */
public record OrderedAcks(
    ConsumerOrderInfoManager orderInfo,
    ConsumerOffsetManager offsets,
    PopQueueLocks locks,
    Consumer<PopQueue> freed,
    Executor pullThreads,
    Clock clock) {
  private static final long RETRY_MILLIS = 1;

  /** What is done while the queue is ours. */
  @FunctionalInterface
  private interface Turn<T> {
    T take() throws RequestRefusedException;
  }

  /**
   * A message is done; nothing happens if that was known, or if it was popped again since.
   *
   * @return fails with a {@link RequestRefusedException} if it was not handed out
   */
  CompletableFuture<Void> ack(PopQueue queue, long offset, long popTime) {
    return inTurn(
        queue,
        () -> {
          if (!isPassed(queue, offset)) {
            moveOn(queue, offset, orderInfo.commitAndNext(queue, offset, popTime));
          }
          return null;
        });
  }

  private boolean isPassed(PopQueue queue, long offset) {
    return offset < offsets.queryOffset(queue.group(), queue.topic(), queue.queueId());
  }

  private void moveOn(PopQueue queue, long offset, long next) throws RequestRefusedException {
    if (next == ConsumerOrderInfoManager.ILLEGAL) {
      throw new RequestRefusedException(
          ResponseCode.MESSAGE_ILLEGAL,
          "offset is illegal, key:%s, old:%d, commit:%d, next:%d"
              .formatted(
                  queue,
                  offsets.queryOffset(queue.group(), queue.topic(), queue.queueId()),
                  offset,
                  next));
    }
    if (next != ConsumerOrderInfoManager.STALE) {
      offsets.commitOffset(queue.group(), queue.topic(), queue.queueId(), next);
    }
  }

  /**
   * Hides a message for another time, from now on.
   *
   * @return when it is visible again, ms since 1970
   */
  CompletableFuture<Long> changeInvisible(
      PopQueue queue, long offset, long popTime, long invisibleMillis) {
    return inTurn(
        queue,
        () -> {
          long visibleAt = clock.millis() + invisibleMillis;
          if (!isPassed(queue, offset)) {
            orderInfo.changeInvisible(queue, offset, popTime, visibleAt);
          }
          return visibleAt;
        });
  }

  private <T> CompletableFuture<T> inTurn(PopQueue queue, Turn<T> turn) {
    if (!locks.tryLock(queue)) {
      return new CompletableFuture<Void>()
          .completeOnTimeout(null, RETRY_MILLIS, TimeUnit.MILLISECONDS)
          .thenComposeAsync(ignored -> inTurn(queue, turn), pullThreads);
    }
    CompletableFuture<T> answer;
    try {
      answer = CompletableFuture.completedFuture(turn.take());
    } catch (RequestRefusedException e) {
      answer = CompletableFuture.failedFuture(e);
    } finally {
      locks.unlock(queue);
    }
    if (!orderInfo.isBlocked(queue, null, 0)) {
      freed.accept(queue); // when it is unlocked, or who is woken finds it busy
    }
    return answer;
  }
}
