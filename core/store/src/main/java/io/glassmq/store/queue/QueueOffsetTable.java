package io.glassmq.store.queue;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The offset that the next message of each queue will get.
 *
 * <p>Filled from the consume queues at start, then moved on by the append path alone, inside its
 * lock: the queues themselves lag behind the log.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.store.queue.QueueOffsetOperator}.
 */
public final class QueueOffsetTable {
  private final Map<String, Map<Integer, AtomicLong>> offsets = new ConcurrentHashMap<>();

  /** The queue's counter, at 0 for a new queue. Only the holder of the append lock moves it. */
  public AtomicLong counter(String topic, int queueId) {
    Map<Integer, AtomicLong> queues = offsets.get(topic);
    AtomicLong counter = queues == null ? null : queues.get(queueId);
    return counter != null
        ? counter
        : offsets
            .computeIfAbsent(topic, name -> new ConcurrentHashMap<>())
            .computeIfAbsent(queueId, id -> new AtomicLong());
  }

  public void remove(String topic) {
    offsets.remove(topic);
  }
}
