package io.glassmq.broker.pop;

import io.glassmq.broker.offset.PopQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which queues somebody works on right now. Nobody waits for one: a pop that finds its queue busy
 * goes on to the next. Only what is locked takes room.
 *
 * <p>Thread-safe. One thread may lock and another unlock, for a pop ends when the disk says so.
 *
 * <p>Official counterpart: {@code
 * org.apache.rocketmq.broker.processor.PopMessageProcessor$QueueLockManager}.
 */
public final class PopQueueLocks {
  private final Set<PopQueue> locked = ConcurrentHashMap.newKeySet();

  /**
   * @return whether the queue is ours from now on, until {@link #unlock}
   */
  public boolean tryLock(PopQueue queue) {
    return locked.add(queue);
  }

  public boolean isLocked(PopQueue queue) {
    return locked.contains(queue);
  }

  /**
   * @throws IllegalStateException if nobody has locked it
   */
  public void unlock(PopQueue queue) {
    if (!locked.remove(queue)) {
      throw new IllegalStateException("Nobody has locked " + queue);
    }
  }
}
