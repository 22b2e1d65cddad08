package io.glassmq.client.consumer;

import io.glassmq.client.ClientConfig;
import io.glassmq.client.consumer.listener.MessageListener;
import io.glassmq.client.consumer.rebalance.AllocateMessageQueueAveragely;
import io.glassmq.client.consumer.store.OffsetStore;
import io.glassmq.common.consumer.ConsumeFromWhere;
import io.glassmq.remoting.protocol.heartbeat.MessageModel;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;

/**
 * What can be set of a push consumer. Set it before {@code start()}; later changes have no promise.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.client.consumer.DefaultMQPushConsumer}, which
 * holds its settings itself.
 */
public class PushConsumerConfig extends ClientConfig {
  /** Form of {@link #setConsumeTimestamp}, in local time. */
  public static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

  static final String DEFAULT_GROUP = "DEFAULT_CONSUMER";

  private String consumerGroup;
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
  private MessageModel messageModel = MessageModel.CLUSTERING;
  private Map<String, String> subscription = new HashMap<>();
  private MessageQueueListener messageQueueListener;
  private OffsetStore offsetStore;
  private int pullThresholdForTopic = -1;
  private int pullThresholdSizeForTopic = -1;
  private int pullBatchSizeInBytes = 256 * 1024;
  private boolean postSubscriptionWhenPull;
  private boolean unitMode;
  private boolean clientRebalance = true;
  private long popInvisibleTime = 60_000;
  private int popBatchNums = 32;
  private int popThresholdForQueue = 96;

  public PushConsumerConfig(String consumerGroup) {
    this.consumerGroup = consumerGroup;
  }

  /** The group that this consumer is a member of; said when it is made. */
  public String getConsumerGroup() {
    return consumerGroup;
  }

  public void setConsumerGroup(String consumerGroup) {
    this.consumerGroup = consumerGroup;
  }

  public MessageListener getMessageListener() {
    return messageListener;
  }

  /** What is called with messages: a concurrent or an orderly one. */
  public void setMessageListener(MessageListener messageListener) {
    this.messageListener = messageListener;
  }

  public AllocateMessageQueueStrategy getAllocateMessageQueueStrategy() {
    return allocateMessageQueueStrategy;
  }

  /** How the members of a group share out the queues; all need the same. */
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

  /** MiB of a queue in hand above which pulling pauses, 1 to 1024. */
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

  public MessageModel getMessageModel() {
    return messageModel;
  }

  /** Whether each member of the group gets all messages, or a share of them. */
  public void setMessageModel(MessageModel messageModel) {
    this.messageModel = messageModel;
  }

  public Map<String, String> getSubscription() {
    return subscription;
  }

  /** Topics and the tags wanted of each; subscribed to at the start. */
  public void setSubscription(Map<String, String> subscription) {
    this.subscription = subscription;
  }

  public MessageQueueListener getMessageQueueListener() {
    return messageQueueListener;
  }

  /** Is told which queues are ours when that changes; null for nobody. */
  public void setMessageQueueListener(MessageQueueListener messageQueueListener) {
    this.messageQueueListener = messageQueueListener;
  }

  public OffsetStore getOffsetStore() {
    return offsetStore;
  }

  /** Where progress is kept; null for the brokers or, when broadcasting, a file on this machine. */
  public void setOffsetStore(OffsetStore offsetStore) {
    this.offsetStore = offsetStore;
  }

  /**
   * Messages in hand for all queues together, 1 to 6553500; each queue gets an equal part of it as
   * its threshold whenever our queues change. -1 for no such limit.
   */
  public int getPullThresholdForTopic() {
    return pullThresholdForTopic;
  }

  public void setPullThresholdForTopic(int pullThresholdForTopic) {
    this.pullThresholdForTopic = pullThresholdForTopic;
  }

  /** MiB in hand for all queues together, 1 to 102400, shared out likewise; -1 for no limit. */
  public int getPullThresholdSizeForTopic() {
    return pullThresholdSizeForTopic;
  }

  public void setPullThresholdSizeForTopic(int pullThresholdSizeForTopic) {
    this.pullThresholdSizeForTopic = pullThresholdSizeForTopic;
  }

  /** Bytes for one pull, at most. */
  public int getPullBatchSizeInBytes() {
    return pullBatchSizeInBytes;
  }

  public void setPullBatchSizeInBytes(int pullBatchSizeInBytes) {
    this.pullBatchSizeInBytes = pullBatchSizeInBytes;
  }

  /** Whether each pull says what is wanted, and not the heartbeats alone. */
  public boolean isPostSubscriptionWhenPull() {
    return postSubscriptionWhenPull;
  }

  public void setPostSubscriptionWhenPull(boolean postSubscriptionWhenPull) {
    this.postSubscriptionWhenPull = postSubscriptionWhenPull;
  }

  /** Tells the brokers that the group belongs to a unit; they only pass it on. */
  public boolean isUnitMode() {
    return unitMode;
  }

  public void setUnitMode(boolean isUnitMode) {
    this.unitMode = isUnitMode;
  }

  /**
   * Whether the members of the group share out the queues themselves. If not, the broker assigns
   * them, and says for each topic whether they are pulled or popped; orderly listeners and
   * broadcasting consumers go on as before.
   */
  public boolean isClientRebalance() {
    return clientRebalance;
  }

  public void setClientRebalance(boolean clientRebalance) {
    this.clientRebalance = clientRebalance;
  }

  /** Milliseconds after which a popped message comes again that is not done, 5000 to 300000. */
  public long getPopInvisibleTime() {
    return popInvisibleTime;
  }

  public void setPopInvisibleTime(long popInvisibleTime) {
    this.popInvisibleTime = popInvisibleTime;
  }

  /** Most messages for one pop, 1 to 32. */
  public int getPopBatchNums() {
    return popBatchNums;
  }

  public void setPopBatchNums(int popBatchNums) {
    this.popBatchNums = popBatchNums;
  }

  /** Popping pauses when more popped messages of a queue are in hand, 1 or more. */
  public int getPopThresholdForQueue() {
    return popThresholdForQueue;
  }

  public void setPopThresholdForQueue(int popThresholdForQueue) {
    this.popThresholdForQueue = popThresholdForQueue;
  }
}
