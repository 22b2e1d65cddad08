package io.glassmq.client.fake;

import io.glassmq.client.consumer.store.OffsetStore;
import io.glassmq.client.consumer.store.ReadOffsetType;
import io.glassmq.common.message.MessageQueue;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** An {@link OffsetStore} that keeps nothing. */
public final class MemoryOffsetStore implements OffsetStore {
  private final Map<MessageQueue, Long> offsets = new ConcurrentHashMap<>();

  @Override
  public void load() {}

  @Override
  public void updateOffset(MessageQueue mq, long offset, boolean increaseOnly) {
    offsets.merge(mq, offset, increaseOnly ? Math::max : (before, now) -> now);
  }

  @Override
  public void updateAndFreezeOffset(MessageQueue mq, long offset) {
    offsets.put(mq, offset);
  }

  @Override
  public long readOffset(MessageQueue mq, ReadOffsetType type) {
    return offsets.getOrDefault(mq, NOT_FOUND);
  }

  @Override
  public void persistAll(Set<MessageQueue> mqs) {}

  @Override
  public void persist(MessageQueue mq) {}

  @Override
  public void removeOffset(MessageQueue mq) {
    offsets.remove(mq);
  }

  @Override
  public Map<MessageQueue, Long> cloneOffsetTable(String topic) {
    return Map.copyOf(offsets);
  }

  @Override
  public void updateConsumeOffsetToBroker(MessageQueue mq, long offset, boolean isOneway) {}
}
