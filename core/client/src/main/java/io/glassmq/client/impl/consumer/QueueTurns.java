package io.glassmq.client.impl.consumer;

import io.glassmq.common.Clock;
import io.glassmq.common.StepMode;
import io.glassmq.common.message.MessageQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Whose turn it is with each orderly queue: that of a thread that has a list of its messages in
 * hand, or of one that wants to give the queue away.
 *
 * <p>Thread-safe. Official counterpart: {@code
 * org.apache.rocketmq.client.impl.consumer.MessageQueueLock}.
 */
final class QueueTurns {
  /** How long who wants to give a queue away waits for the list in hand, each time. */
  private static final long WAIT_MILLIS = 500;

  /** After that a list in hand no longer keeps a queue from being given away. */
  private static final long LIMIT_MILLIS =
      StepMode.limitMillis(Long.getLong("rocketmq.client.unlockDelayTimeMills", 20_000));

  private final Clock clock;
  private final ConcurrentMap<MessageQueue, Turn> turns = new ConcurrentHashMap<>();

  QueueTurns(Clock clock) {
    this.clock = clock;
  }

  private static final class Turn {
    static final long NEVER = Long.MAX_VALUE;

    /** Fair, so that who gives the queue away comes after one more list at most. */
    final ReentrantLock mutex = new ReentrantLock(true);

    /** When the list in hand first kept the queue from being given away. */
    volatile long refusedMillis = NEVER;
  }

  private Turn turn(MessageQueue queue) {
    return turns.computeIfAbsent(queue, q -> new Turn());
  }

  /** Does a piece of work as soon as nobody else has the queue in hand, and says how it ended. */
  boolean take(MessageQueue queue, BooleanSupplier work) {
    Turn turn = turn(queue);
    turn.mutex.lock();
    try {
      return work.getAsBoolean();
    } finally {
      turn.refusedMillis = Turn.NEVER;
      turn.mutex.unlock();
    }
  }

  /**
   * Does what ends our work on a queue as soon as nobody has it in hand.
   *
   * @param ours whether somebody who has it in hand for too long may still keep it
   * @return false if it was not done
   */
  boolean takeLast(MessageQueue queue, Runnable end, BooleanSupplier ours)
      throws InterruptedException {
    Turn turn = turn(queue);
    boolean free = turn.mutex.tryLock(WAIT_MILLIS, TimeUnit.MILLISECONDS);
    try {
      if (!free && ours.getAsBoolean() && !isOverdue(turn)) {
        return false;
      }
      end.run();
      return true;
    } finally {
      if (free) {
        turn.mutex.unlock();
      }
    }
  }

  private boolean isOverdue(Turn turn) {
    long now = clock.millis();
    turn.refusedMillis = Math.min(turn.refusedMillis, now);
    return now - turn.refusedMillis > LIMIT_MILLIS;
  }
}
