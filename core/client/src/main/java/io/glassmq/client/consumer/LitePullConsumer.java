package io.glassmq.client.consumer;

import io.glassmq.client.exception.MQClientException;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A consumer that asks for messages when it likes. It works in one of two ways: it <em>subscribes
 * </em> to topics, and the members of its group share their queues; or it is <em>assigned</em>
 * queues by its user. Who mixes them gets an {@link IllegalStateException}.
 *
 * <p>A queue has three places: up to where messages are fetched, up to where they are polled (its
 * position), and up to where that is committed, which is where the next owner of the queue begins.
 *
 * <p>What needs a running consumer throws an {@link IllegalStateException} if it is not. Official
 * counterpart: {@code org.apache.rocketmq.client.consumer.LitePullConsumer}.
 */
public interface LitePullConsumer {

  /**
   * Joins the group and begins to fetch; needs no server to be up yet.
   *
   * @throws MQClientException if a setting is missing or out of its range, or after an earlier
   *     start
   */
  void start() throws MQClientException;

  /** Reports what is committed, leaves the group, closes all connections. */
  void shutdown();

  boolean isRunning();

  /** Subscribes to all messages of a topic. */
  void subscribe(String topic) throws MQClientException;

  /**
   * @param subExpression tags as {@code TagA || TagB}; {@code *}, empty or null for all messages
   */
  void subscribe(String topic, String subExpression) throws MQClientException;

  /**
   * @param messageQueueListener is told when the consumer's share changes, of this topic or another
   */
  void subscribe(String topic, String subExpression, MessageQueueListener messageQueueListener)
      throws MQClientException;

  void subscribe(String topic, MessageSelector selector) throws MQClientException;

  void unsubscribe(String topic);

  /** The queues that are read now. */
  Set<MessageQueue> assignment() throws MQClientException;

  /** Reads these queues from now on and no others; those that stay keep their position. */
  void assign(Collection<MessageQueue> messageQueues);

  /**
   * Which messages of a topic are wanted, whose queues are assigned.
   *
   * @throws IllegalStateException after {@link #start}
   */
  void setSubExpressionForAssign(String topic, String subExpression);

  /** What brokers are told of a consumer whose queues are assigned; else they are told nothing. */
  void buildSubscriptionsForHeartbeat(Map<String, MessageSelector> subExpressionMap)
      throws MQClientException;

  /** {@link #poll(long)} with the time-out of the settings. */
  List<MessageExt> poll();

  /**
   * The next messages of some queue, in their order. They count as consumed from now on: their
   * position is what the next commit will commit.
   *
   * @param timeout in milliseconds
   * @return none if none came in time, or if the thread was interrupted
   */
  List<MessageExt> poll(long timeout);

  /**
   * Goes on at another offset of a queue.
   *
   * @throws MQClientException if the queue is not ours, or the offset outside of it
   */
  void seek(MessageQueue messageQueue, long offset) throws MQClientException;

  void seekToBegin(MessageQueue messageQueue) throws MQClientException;

  void seekToEnd(MessageQueue messageQueue) throws MQClientException;

  /** Fetches no more of these queues; what is fetched can still be polled. */
  void pause(Collection<MessageQueue> messageQueues);

  void resume(Collection<MessageQueue> messageQueues);

  boolean isAutoCommit();

  /** Whether {@link #poll} commits, from time to time, what earlier calls have returned. */
  void setAutoCommit(boolean autoCommit);

  /** The queues of a topic, as the name server tells. */
  Collection<MessageQueue> fetchMessageQueues(String topic) throws MQClientException;

  /** The offset of the first message stored at {@code timestamp} (ms since 1970) or later. */
  Long offsetForTimestamp(MessageQueue messageQueue, Long timestamp) throws MQClientException;

  /**
   * @deprecated the same as {@link #commit()}
   */
  @Deprecated
  void commitSync();

  /**
   * @deprecated the same as {@link #commit(Map, boolean)}
   */
  @Deprecated
  void commitSync(Map<MessageQueue, Long> offsetMap, boolean persist);

  /** Commits the positions of all queues; brokers are told with the next regular report. */
  void commit();

  /**
   * Commits offsets of the user's choice; those of queues that are not ours are ignored.
   *
   * @param persist whether brokers are told at once
   */
  void commit(Map<MessageQueue, Long> offsetMap, boolean persist);

  /**
   * Commits the positions of some queues.
   *
   * @param persist whether brokers are told at once
   */
  void commit(Set<MessageQueue> messageQueues, boolean persist);

  /** What is committed, or -1 if nothing is. */
  Long committed(MessageQueue messageQueue) throws MQClientException;

  /** The listener is told when the topic gets other queues. */
  void registerTopicMessageQueueChangeListener(
      String topic, TopicMessageQueueChangeListener topicMessageQueueChangeListener)
      throws MQClientException;

  void updateNameServerAddress(String nameServerAddress);
}
