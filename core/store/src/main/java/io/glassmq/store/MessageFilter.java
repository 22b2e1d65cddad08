package io.glassmq.store;

/**
 * Which messages a reader wants, judged by what the consume queue knows of them.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.store.MessageFilter}.
 */
@FunctionalInterface
public interface MessageFilter {

  /** Wants everything. */
  MessageFilter ALL = tagsCode -> true;

  /**
   * @param tagsCode hash of the message's tag, 0 if it has none
   */
  boolean isMatchedByConsumeQueue(long tagsCode);
}
