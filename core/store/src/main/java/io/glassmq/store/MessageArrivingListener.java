package io.glassmq.store;

/**
 * Hears of each message as soon as it can be read. Called on the dispatch thread: return quickly.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.store.MessageArrivingListener}.
 */
@FunctionalInterface
public interface MessageArrivingListener {

  /** Hears nothing. */
  MessageArrivingListener NONE = (topic, queueId, logicOffset, tagsCode) -> {};

  /**
   * @param logicOffset the queue's max offset now: that of the message plus one
   * @param tagsCode hash of the message's tag, 0 if it has none
   */
  void arriving(String topic, int queueId, long logicOffset, long tagsCode);
}
