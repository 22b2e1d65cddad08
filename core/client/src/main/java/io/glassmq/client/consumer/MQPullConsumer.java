package io.glassmq.client.consumer;

import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.exception.RemotingException;
import java.util.Set;

/**
 * A consumer that fetches nothing by itself: its user says which queue to pull from, at which
 * offset, and keeps count of where he is. Tools use it; others are better served by {@link
 * LitePullConsumer}.
 *
 * <p>An expression is tags as {@code TagA || TagB}; {@code *}, empty or null for all messages. All
 * pulls throw, if synchronous, or else give to their callback: {@link RemotingException} when no
 * answer came, {@link MQBrokerException} when it was a refusal; and throw at once an {@link
 * MQClientException} for arguments that cannot be meant and when the consumer does not run.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.client.consumer.MQPullConsumer}.
 */
public interface MQPullConsumer {

  /** Joins the group; needs no server to be up yet. */
  void start() throws MQClientException;

  /** Reports the consume offsets, leaves the group, closes all connections. */
  void shutdown();

  /**
   * Takes a topic up into heartbeats and, before start, into rebalancing.
   *
   * @param listener is told when our share of any topic changes; null leaves the present one
   */
  void registerMessageQueueListener(String topic, MessageQueueListener listener);

  /** Pulls at most {@code maxNums} messages; does not wait for any to arrive. */
  PullResult pull(MessageQueue mq, String subExpression, long offset, int maxNums)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException;

  /**
   * @param timeout in milliseconds, for the answer
   */
  PullResult pull(MessageQueue mq, String subExpression, long offset, int maxNums, long timeout)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException;

  PullResult pull(MessageQueue mq, MessageSelector selector, long offset, int maxNums)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException;

  PullResult pull(MessageQueue mq, MessageSelector selector, long offset, int maxNums, long timeout)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException;

  void pull(MessageQueue mq, String subExpression, long offset, int maxNums, PullCallback callback)
      throws MQClientException, RemotingException, InterruptedException;

  void pull(
      MessageQueue mq,
      String subExpression,
      long offset,
      int maxNums,
      PullCallback callback,
      long timeout)
      throws MQClientException, RemotingException, InterruptedException;

  /**
   * @param maxSize most bytes, but at least one message
   */
  void pull(
      MessageQueue mq,
      String subExpression,
      long offset,
      int maxNums,
      int maxSize,
      PullCallback callback,
      long timeout)
      throws MQClientException, RemotingException, InterruptedException;

  void pull(
      MessageQueue mq, MessageSelector selector, long offset, int maxNums, PullCallback callback)
      throws MQClientException, RemotingException, InterruptedException;

  void pull(
      MessageQueue mq,
      MessageSelector selector,
      long offset,
      int maxNums,
      PullCallback callback,
      long timeout)
      throws MQClientException, RemotingException, InterruptedException;

  /** As {@code pull}, but when there is nothing the broker holds the request for a while. */
  PullResult pullBlockIfNotFound(MessageQueue mq, String subExpression, long offset, int maxNums)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException;

  void pullBlockIfNotFound(
      MessageQueue mq, String subExpression, long offset, int maxNums, PullCallback callback)
      throws MQClientException, RemotingException, InterruptedException;

  PullResult pullBlockIfNotFoundWithMessageSelector(
      MessageQueue mq, MessageSelector selector, long offset, int maxNums)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException;

  void pullBlockIfNotFoundWithMessageSelector(
      MessageQueue mq, MessageSelector selector, long offset, int maxNums, PullCallback callback)
      throws MQClientException, RemotingException, InterruptedException;

  /** Remembers how far the group has got; brokers are told with the next regular report. */
  void updateConsumeOffset(MessageQueue mq, long offset) throws MQClientException;

  /**
   * How far the group has got: -1 if nobody knows, -2 if no broker answers.
   *
   * @param fromStore whether to ask the broker even if an offset is remembered here
   */
  long fetchConsumeOffset(MessageQueue mq, boolean fromStore) throws MQClientException;

  /** Our share of a topic; a topic is shared out once it was registered or pulled from. */
  Set<MessageQueue> fetchMessageQueuesInBalance(String topic) throws MQClientException;

  /** The queues of a topic that can be read, as the name server tells. */
  Set<MessageQueue> fetchSubscribeMessageQueues(String topic) throws MQClientException;

  /**
   * Gives a message back, so that the group gets it again.
   *
   * @param delayLevel 1 to 18; 0 for one that grows with each failure; below 0 for the dead letters
   */
  void sendMessageBack(MessageExt msg, int delayLevel)
      throws RemotingException, MQBrokerException, InterruptedException, MQClientException;

  /**
   * @param brokerName of the broker that keeps it; null for the one that it came from
   */
  void sendMessageBack(MessageExt msg, int delayLevel, String brokerName)
      throws RemotingException, MQBrokerException, InterruptedException, MQClientException;

  /**
   * @param consumerGroup that is to get it; null for our own
   */
  void sendMessageBack(MessageExt msg, int delayLevel, String brokerName, String consumerGroup)
      throws RemotingException, MQBrokerException, InterruptedException, MQClientException;

  /** The offset of the first message stored at {@code timestamp} (ms since 1970) or later. */
  long searchOffset(MessageQueue mq, long timestamp) throws MQClientException;

  /** The offset that the next message of a queue will get. */
  long maxOffset(MessageQueue mq) throws MQClientException;

  /** The offset of the oldest message of a queue. */
  long minOffset(MessageQueue mq) throws MQClientException;
}
