package io.glassmq.client.consumer;

import io.glassmq.client.ClientConfig;
import io.glassmq.client.ClientParts;
import io.glassmq.client.consumer.listener.MessageListener;
import io.glassmq.client.consumer.listener.MessageListenerConcurrently;
import io.glassmq.client.consumer.listener.MessageListenerOrderly;
import io.glassmq.client.consumer.rebalance.AllocateMessageQueueAveragely;
import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.impl.consumer.DefaultMQPushConsumerImpl;
import io.glassmq.common.consumer.ConsumeFromWhere;
import io.glassmq.common.message.MessageExt;
import io.glassmq.remoting.exception.RemotingException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/**
 * Brings messages to a listener. It pulls them behind the scenes; the members of a group share the
 * queues of a topic, and each message goes to one of them.
 *
 * <p>Settings are made before {@link #start()}; later changes have no effect. Subscriptions may
 * change at any time.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.client.consumer.DefaultMQPushConsumer}.
 */
public class DefaultMQPushConsumer extends ClientConfig {
  /** Form of {@link #setConsumeTimestamp}, in local time. */
  public static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

  private final String consumerGroup;
  private final DefaultMQPushConsumerImpl impl;
  private MessageListener messageListener;
  private AllocateMessageQueueStrategy allocateMessageQueueStrategy =
      new AllocateMessageQueueAveragely();
  private ConsumeFromWhere consumeFromWhere = ConsumeFromWhere.CONSUME_FROM_LAST_OFFSET;
  private String consumeTimestamp = TIMESTAMP.format(LocalDateTime.now().minusMinutes(30));
  private int consumeThreadMin = 20;
  private int consumeThreadMax = 20;
  private int consumeConcurrentlyMaxSpan = 2_000;
  private int pullThresholdForQueue = 1_000;
  private int pullThresholdSizeForQueue = 100;
  private long pullInterval;
  private int consumeMessageBatchMaxSize = 1;
  private int pullBatchSize = 32;
  private int maxReconsumeTimes = -1;
  private long suspendCurrentQueueTimeMillis = 1_000;
  private long consumeTimeout = 15;
  private long awaitTerminationMillisWhenShutdown;

  public DefaultMQPushConsumer(String consumerGroup) {
    this(consumerGroup, ClientParts.defaults());
  }

  public DefaultMQPushConsumer(String consumerGroup, ClientParts parts) {
    this.consumerGroup = consumerGroup;
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

  public void unsubscribe(String topic) {
    impl.unsubscribe(topic);
  }

  /** The listener gets messages in any order, on many threads. */
  @SuppressWarnings("overloads") // as in the official client; who gives a lambda names its type
  public void registerMessageListener(MessageListenerConcurrently messageListener) {
    this.messageListener = messageListener;
  }

  /** The listener gets the messages of each queue in their order. */
  @SuppressWarnings("overloads")
  public void registerMessageListener(MessageListenerOrderly messageListener) {
    this.messageListener = messageListener;
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

  public DefaultMQPushConsumerImpl getDefaultMQPushConsumerImpl() {
    return impl;
  }

  public String getConsumerGroup() {
    return consumerGroup;
  }

  public MessageListener getMessageListener() {
    return messageListener;
  }

  public AllocateMessageQueueStrategy getAllocateMessageQueueStrategy() {
    return allocateMessageQueueStrategy;
  }

  /** All members of a group need the same. */
  public void setAllocateMessageQueueStrategy(AllocateMessageQueueStrategy strategy) {
    this.allocateMessageQueueStrategy = strategy;
  }

  /** Where a group begins that has never consumed a queue. */
  public ConsumeFromWhere getConsumeFromWhere() {
    return consumeFromWhere;
  }

  public void setConsumeFromWhere(ConsumeFromWhere consumeFromWhere) {
    this.consumeFromWhere = consumeFromWhere;
  }

  /** For {@code CONSUME_FROM_TIMESTAMP}: {@code yyyyMMddHHmmss}, by default half an hour ago. */
  public String getConsumeTimestamp() {
    return consumeTimestamp;
  }

  public void setConsumeTimestamp(String consumeTimestamp) {
    this.consumeTimestamp = consumeTimestamp;
  }

  /** Threads that call the listener, 1 to 1000. */
  public int getConsumeThreadMin() {
    return consumeThreadMin;
  }

  public void setConsumeThreadMin(int consumeThreadMin) {
    this.consumeThreadMin = consumeThreadMin;
  }

  /** Has no effect but must not be below the minimum: the pool's queue is never full. */
  public int getConsumeThreadMax() {
    return consumeThreadMax;
  }

  public void setConsumeThreadMax(int consumeThreadMax) {
    this.consumeThreadMax = consumeThreadMax;
  }

  /** Pulling pauses when first and last message in hand are further apart, 1 to 65535. */
  public int getConsumeConcurrentlyMaxSpan() {
    return consumeConcurrentlyMaxSpan;
  }

  public void setConsumeConcurrentlyMaxSpan(int consumeConcurrentlyMaxSpan) {
    this.consumeConcurrentlyMaxSpan = consumeConcurrentlyMaxSpan;
  }

  /** Pulling pauses when more messages of a queue are in hand, 1 to 65535. */
  public int getPullThresholdForQueue() {
    return pullThresholdForQueue;
  }

  public void setPullThresholdForQueue(int pullThresholdForQueue) {
    this.pullThresholdForQueue = pullThresholdForQueue;
  }

  /** Pulling pauses when more MiB of a queue are in hand, 1 to 1024. */
  public int getPullThresholdSizeForQueue() {
    return pullThresholdSizeForQueue;
  }

  public void setPullThresholdSizeForQueue(int pullThresholdSizeForQueue) {
    this.pullThresholdSizeForQueue = pullThresholdSizeForQueue;
  }

  /** Milliseconds between two pulls of a queue, 0 to 65535. */
  public long getPullInterval() {
    return pullInterval;
  }

  public void setPullInterval(long pullInterval) {
    this.pullInterval = pullInterval;
  }

  /** Most messages for one call of the listener, 1 to 1024. */
  public int getConsumeMessageBatchMaxSize() {
    return consumeMessageBatchMaxSize;
  }

  public void setConsumeMessageBatchMaxSize(int consumeMessageBatchMaxSize) {
    this.consumeMessageBatchMaxSize = consumeMessageBatchMaxSize;
  }

  /** Most messages for one pull, 1 to 1024. */
  public int getPullBatchSize() {
    return pullBatchSize;
  }

  public void setPullBatchSize(int pullBatchSize) {
    this.pullBatchSize = pullBatchSize;
  }

  /**
   * How often a message comes again before it goes to the dead letters; -1 for 16 times, or, with
   * an orderly listener, without end.
   */
  public int getMaxReconsumeTimes() {
    return maxReconsumeTimes;
  }

  public void setMaxReconsumeTimes(int maxReconsumeTimes) {
    this.maxReconsumeTimes = maxReconsumeTimes;
  }

  /** Milliseconds that a queue rests after an orderly listener failed; 10 to 30000 count. */
  public long getSuspendCurrentQueueTimeMillis() {
    return suspendCurrentQueueTimeMillis;
  }

  public void setSuspendCurrentQueueTimeMillis(long suspendCurrentQueueTimeMillis) {
    this.suspendCurrentQueueTimeMillis = suspendCurrentQueueTimeMillis;
  }

  /** Minutes after which a message is taken from a listener that does not return, 1 or more. */
  public long getConsumeTimeout() {
    return consumeTimeout;
  }

  public void setConsumeTimeout(long consumeTimeout) {
    this.consumeTimeout = consumeTimeout;
  }

  /** Milliseconds that running listeners get at shutdown before they are interrupted. */
  public long getAwaitTerminationMillisWhenShutdown() {
    return awaitTerminationMillisWhenShutdown;
  }

  public void setAwaitTerminationMillisWhenShutdown(long awaitTerminationMillisWhenShutdown) {
    this.awaitTerminationMillisWhenShutdown = awaitTerminationMillisWhenShutdown;
  }
}
