package io.glassmq.client.consumer;

import io.glassmq.client.ClientConfig;
import io.glassmq.client.ClientParts;
import io.glassmq.client.consumer.listener.MessageListenerConcurrently;
import io.glassmq.client.consumer.rebalance.AllocateMessageQueueAveragely;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.impl.consumer.DefaultMQPushConsumerImpl;
import io.glassmq.common.consumer.ConsumeFromWhere;
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
  private MessageListenerConcurrently messageListener;
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

  public void registerMessageListener(MessageListenerConcurrently messageListener) {
    this.messageListener = messageListener;
  }

  public String getConsumerGroup() {
    return consumerGroup;
  }

  public MessageListenerConcurrently getMessageListener() {
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

  /** Milliseconds that running listeners get at shutdown before they are interrupted. */
  public long getAwaitTerminationMillisWhenShutdown() {
    return awaitTerminationMillisWhenShutdown;
  }

  public void setAwaitTerminationMillisWhenShutdown(long awaitTerminationMillisWhenShutdown) {
    this.awaitTerminationMillisWhenShutdown = awaitTerminationMillisWhenShutdown;
  }
}
