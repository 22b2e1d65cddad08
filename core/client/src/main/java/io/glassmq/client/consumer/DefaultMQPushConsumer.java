package io.glassmq.client.consumer;

import io.glassmq.client.ClientParts;
import io.glassmq.client.consumer.listener.MessageListenerConcurrently;
import io.glassmq.client.consumer.listener.MessageListenerOrderly;
import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.impl.consumer.DefaultMQPushConsumerImpl;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.exception.RemotingException;
import java.util.Set;

/**
 * Brings messages to a listener. It pulls them behind the scenes; the members of a group share the
 * queues of a topic, and each message goes to one of them.
 *
 * <p>Settings are made before {@link #start()}; later changes have no effect. Subscriptions may
 * change at any time.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.client.consumer.DefaultMQPushConsumer}.
 */
public class DefaultMQPushConsumer extends PushConsumerConfig {
  private final DefaultMQPushConsumerImpl impl;

  /** For {@link #setConsumerGroup}: a group of its own is needed before the start. */
  public DefaultMQPushConsumer() {
    this(DEFAULT_GROUP);
  }

  public DefaultMQPushConsumer(String consumerGroup) {
    this(consumerGroup, ClientParts.defaults());
  }

  public DefaultMQPushConsumer(String consumerGroup, ClientParts parts) {
    super(consumerGroup);
    this.impl = new DefaultMQPushConsumerImpl(this, parts);
  }

  /**
   * Joins the group and begins to consume; needs no server to be up yet.
   *
   * @throws MQClientException if a setting is missing or out of its range, or after an earlier
   *     start
   */
  public void start() throws MQClientException {
    impl.start();
  }

  /** Stops the listener, reports what is consumed, leaves the group, closes all connections. */
  public void shutdown() {
    impl.shutdown();
  }

  /**
   * @param subExpression tags as {@code TagA || TagB}; {@code *}, empty or null for all messages
   */
  public void subscribe(String topic, String subExpression) throws MQClientException {
    impl.subscribe(topic, subExpression);
  }

  /**
   * @param selector null for all messages
   */
  public void subscribe(String topic, MessageSelector selector) throws MQClientException {
    impl.subscribe(topic, selector);
  }

  /** The next rebalance gives up the queues of the topic. */
  public void unsubscribe(String topic) {
    impl.unsubscribe(topic);
  }

  /** The listener gets messages in any order, on many threads. */
  @SuppressWarnings("overloads") // as in the official client; who gives a lambda names its type
  public void registerMessageListener(MessageListenerConcurrently messageListener) {
    setMessageListener(messageListener);
  }

  /** The listener gets the messages of each queue in their order. */
  @SuppressWarnings("overloads")
  public void registerMessageListener(MessageListenerOrderly messageListener) {
    setMessageListener(messageListener);
  }

  /**
   * Gives a message back by hand: it comes again later, to some member of the group.
   *
   * @param delayLevel 1 to 18; 0 for one that grows with each failure; -1 for never: it goes to the
   *     dead letters
   */
  public void sendMessageBack(MessageExt msg, int delayLevel)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
    impl.sendMessageBack(msg, delayLevel, null);
  }

  /**
   * @param brokerName of the broker that keeps it; null for the one that it came from
   */
  public void sendMessageBack(MessageExt msg, int delayLevel, String brokerName)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
    impl.sendMessageBack(msg, delayLevel, brokerName);
  }

  /** Changes the number of threads that call the listener, to 1 or more, below the maximum. */
  public void updateCorePoolSize(int corePoolSize) {
    impl.updateCorePoolSize(corePoolSize);
  }

  /** Fetches nothing more, and keeps its queues, until {@link #resume}. */
  public void suspend() {
    impl.suspend();
  }

  /** Goes on after {@link #suspend}. */
  public void resume() {
    impl.resume();
  }

  /** The queues of a topic, as far as they are known or the name server tells now. */
  public Set<MessageQueue> fetchSubscribeMessageQueues(String topic) throws MQClientException {
    return impl.fetchSubscribeMessageQueues(topic);
  }

  public DefaultMQPushConsumerImpl getDefaultMQPushConsumerImpl() {
    return impl;
  }
}
