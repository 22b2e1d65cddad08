package io.glassmq.client.consumer.store;

import io.glassmq.common.message.MessageQueue;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.ToLongFunction;
import org.jetbrains.annotations.Debug;

/**
 * The offsets that a store has in memory, queue by queue.
 *
 * <p>Thread-safe. Official counterpart: {@code
 * org.apache.rocketmq.client.consumer.store.ControllableOffset}, which is one entry of it.
 */
@Debug.Renderer(
    text = "offsets.size() + \" queues\"",
    childrenArray = "offsets.entrySet().toArray()")
final class OffsetTable {
  private final ConcurrentMap<MessageQueue, Offset> offsets = new ConcurrentHashMap<>();

  private record Offset(long value, boolean frozen) {
    Offset updated(Offset newer, boolean increaseOnly) {
      return frozen || increaseOnly && newer.value <= value ? this : newer;
    }
  }

  void update(MessageQueue queue, long offset, boolean increaseOnly) {
    offsets.merge(
        queue, new Offset(offset, false), (old, newer) -> old.updated(newer, increaseOnly));
  }

  void updateAndFreeze(MessageQueue queue, long offset) {
    offsets.put(queue, new Offset(offset, true));
  }

  /** {@link OffsetStore#NOT_FOUND} if there is none. */
  long read(MessageQueue queue) {
    Offset offset = offsets.get(queue);
    return offset == null ? OffsetStore.NOT_FOUND : offset.value();
  }

  /**
   * @param store asks the store for an offset, which is in memory from then on
   */
  long read(MessageQueue queue, ReadOffsetType type, ToLongFunction<MessageQueue> store) {
    long known = type == ReadOffsetType.READ_FROM_STORE ? OffsetStore.NOT_FOUND : read(queue);
    return known >= 0 || type == ReadOffsetType.READ_FROM_MEMORY ? known : store.applyAsLong(queue);
  }

  void remove(MessageQueue queue) {
    offsets.remove(queue);
  }

  void retainAll(Set<MessageQueue> queues) {
    offsets.keySet().retainAll(queues);
  }

  /** Of all topics if {@code topic} is null or empty. */
  Map<MessageQueue, Long> copy(String topic) {
    Map<MessageQueue, Long> copy = new HashMap<>();
    offsets.forEach(
        (queue, offset) -> {
          if (topic == null || topic.isEmpty() || topic.equals(queue.getTopic())) {
            copy.put(queue, offset.value());
          }
        });
    return copy;
  }
}
