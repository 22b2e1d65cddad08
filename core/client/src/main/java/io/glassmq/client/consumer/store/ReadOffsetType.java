package io.glassmq.client.consumer.store;

/**
 * Where an offset is looked up.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.client.consumer.store.ReadOffsetType}.
 */
public enum ReadOffsetType {
  READ_FROM_MEMORY,
  READ_FROM_STORE,
  MEMORY_FIRST_THEN_STORE
}
