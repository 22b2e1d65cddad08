package io.glassmq.client.consumer;

import io.glassmq.client.consumer.store.OffsetStore;
import io.glassmq.client.consumer.store.ReadOffsetType;
import io.glassmq.common.message.MessageQueue;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Says of the first queue of a topic that it was consumed up to some offset. */
final class FakeOffsetStore implements OffsetStore {
  final Map<MessageQueue, Long> offsets = new ConcurrentHashMap<>();
  private final long stored;
  volatile boolean loaded;

  FakeOffsetStore(long stored) {
    this.stored = stored;
  }

  @Override
  public void load() {
    loaded = true;
  }

  @Override
  public void updateOffset(MessageQueue mq, long offset, boolean increaseOnly) {
    offsets.put(mq, offset);
  }

  @Override
  public void updateAndFreezeOffset(MessageQueue mq, long offset) {
    offsets.put(mq, offset);
  }

  @Override
  public long readOffset(MessageQueue mq, ReadOffsetType type) {
    return mq.getQueueId() == 0 && mq.getTopic().equals(PushConsumerFixture.TOPIC) ? stored : 0;
  }

  @Override
  public void persistAll(Set<MessageQueue> mqs) {}

  @Override
  public void persist(MessageQueue mq) {}

  @Override
  public void removeOffset(MessageQueue mq) {}

  @Override
  public Map<MessageQueue, Long> cloneOffsetTable(String topic) {
    return Map.copyOf(offsets);
  }

  @Override
  public void updateConsumeOffsetToBroker(MessageQueue mq, long offset, boolean isOneway) {}
}
