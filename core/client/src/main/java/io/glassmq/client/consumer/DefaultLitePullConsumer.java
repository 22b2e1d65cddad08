package io.glassmq.client.consumer;

import io.glassmq.client.ClientConfig;
import io.glassmq.client.ClientParts;
import io.glassmq.client.consumer.rebalance.AllocateMessageQueueAveragely;
import io.glassmq.client.consumer.store.OffsetStore;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.impl.consumer.DefaultLitePullConsumerImpl;
import io.glassmq.common.consumer.ConsumeFromWhere;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.protocol.heartbeat.MessageModel;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The {@link LitePullConsumer}: fetches messages ahead, behind the scenes, so that {@link #poll}
 * mostly finds some in memory.
 *
 * <p>Settings are made before {@link #start()}. Thread-safe after it. Official counterpart: {@code
 * org.apache.rocketmq.client.consumer.DefaultLitePullConsumer}.
 */
public class DefaultLitePullConsumer extends ClientConfig implements LitePullConsumer {
  private static final long MIN_AUTO_COMMIT_INTERVAL_MILLIS = 1_000;

  private static final long BROKER_SUSPEND_MAX_MILLIS = 20_000;

  private final DefaultLitePullConsumerImpl impl;
  private String consumerGroup;
  private AllocateMessageQueueStrategy allocateMessageQueueStrategy =
      new AllocateMessageQueueAveragely();
  private ConsumeFromWhere consumeFromWhere = ConsumeFromWhere.CONSUME_FROM_LAST_OFFSET;
  private String consumeTimestamp =
      PushConsumerConfig.TIMESTAMP.format(LocalDateTime.now().minusMinutes(30));
  private MessageQueueListener messageQueueListener;
  private OffsetStore offsetStore;
  private MessageModel messageModel = MessageModel.CLUSTERING;
  private boolean autoCommit = true;
  private long autoCommitIntervalMillis = 5_000;
  private int pullThreadNums = 20;
  private int pullBatchSize = 10;
  private long pullThresholdForAll = 10_000;
  private int pullThresholdForQueue = 1_000;
  private int pullThresholdSizeForQueue = 100;
  private int consumeMaxSpan = 2_000;
  private long pollTimeoutMillis = 5_000;
  private long topicMetadataCheckIntervalMillis = 30_000;
  private long consumerTimeoutMillisWhenSuspend = 30_000;

  public DefaultLitePullConsumer() {
    this(null);
  }

  public DefaultLitePullConsumer(String consumerGroup) {
    this(consumerGroup, ClientParts.defaults());
  }

  public DefaultLitePullConsumer(String consumerGroup, ClientParts parts) {
    this.consumerGroup = consumerGroup;
    this.impl = new DefaultLitePullConsumerImpl(this, parts);
    setEnableStreamRequestType(true);
  }

  @Override
  public void start() throws MQClientException {
    impl.start();
  }

  @Override
  public void shutdown() {
    impl.shutdown();
  }

  @Override
  public boolean isRunning() {
    return impl.isRunning();
  }

  @Override
  public void subscribe(String topic) throws MQClientException {
    subscribe(topic, "*");
  }

  @Override
  public void subscribe(String topic, String subExpression) throws MQClientException {
    impl.subscribe(topic, MessageSelector.byTag(subExpression));
  }

  @Override
  public void subscribe(
      String topic, String subExpression, MessageQueueListener messageQueueListener)
      throws MQClientException {
    setMessageQueueListener(messageQueueListener);
    subscribe(topic, subExpression);
  }

  @Override
  public void subscribe(String topic, MessageSelector selector) throws MQClientException {
    impl.subscribe(topic, selector == null ? MessageSelector.byTag("*") : selector);
  }

  @Override
  public void unsubscribe(String topic) {
    impl.unsubscribe(topic);
  }

  @Override
  public Set<MessageQueue> assignment() {
    return impl.assignment();
  }

  @Override
  public void assign(Collection<MessageQueue> messageQueues) {
    impl.assign(messageQueues);
  }

  @Override
  public void setSubExpressionForAssign(String topic, String subExpression) {
    impl.setSubExpressionForAssign(topic, subExpression);
  }

  @Override
  public void buildSubscriptionsForHeartbeat(Map<String, MessageSelector> subExpressionMap)
      throws MQClientException {
    impl.buildSubscriptionsForHeartbeat(subExpressionMap);
  }

  @Override
  public List<MessageExt> poll() {
    return poll(pollTimeoutMillis);
  }

  @Override
  public List<MessageExt> poll(long timeout) {
    return impl.poll(timeout);
  }

  @Override
  public void seek(MessageQueue messageQueue, long offset) throws MQClientException {
    impl.seek(messageQueue, offset);
  }

  @Override
  public void seekToBegin(MessageQueue messageQueue) throws MQClientException {
    impl.seek(messageQueue, impl.minOffset(messageQueue));
  }

  @Override
  public void seekToEnd(MessageQueue messageQueue) throws MQClientException {
    impl.seek(messageQueue, impl.maxOffset(messageQueue));
  }

  @Override
  public void pause(Collection<MessageQueue> messageQueues) {
    impl.pause(messageQueues);
  }

  @Override
  public void resume(Collection<MessageQueue> messageQueues) {
    impl.resume(messageQueues);
  }

  @Override
  public Collection<MessageQueue> fetchMessageQueues(String topic) throws MQClientException {
    return impl.fetchMessageQueues(topic);
  }

  @Override
  public Long offsetForTimestamp(MessageQueue messageQueue, Long timestamp)
      throws MQClientException {
    return impl.searchOffset(messageQueue, timestamp);
  }

  @Override
  @Deprecated
  public void commitSync() {
    commit();
  }

  @Override
  @Deprecated
  public void commitSync(Map<MessageQueue, Long> offsetMap, boolean persist) {
    commit(offsetMap, persist);
  }

  @Override
  public void commit() {
    impl.commit(impl.assignment(), false);
  }

  @Override
  public void commit(Map<MessageQueue, Long> offsetMap, boolean persist) {
    impl.commit(offsetMap, persist);
  }

  @Override
  public void commit(Set<MessageQueue> messageQueues, boolean persist) {
    impl.commit(messageQueues, persist);
  }

  @Override
  public Long committed(MessageQueue messageQueue) throws MQClientException {
    return impl.committed(messageQueue);
  }

  @Override
  public void registerTopicMessageQueueChangeListener(
      String topic, TopicMessageQueueChangeListener topicMessageQueueChangeListener)
      throws MQClientException {
    impl.registerTopicMessageQueueChangeListener(topic, topicMessageQueueChangeListener);
  }

  @Override
  public void updateNameServerAddress(String nameServerAddress) {
    impl.updateNameServerAddress(nameServerAddress);
  }

  /** The group that this consumer is a member of; said when it is made. */
  public String getConsumerGroup() {
    return consumerGroup;
  }

  public void setConsumerGroup(String consumerGroup) {
    this.consumerGroup = consumerGroup;
  }

  /** Milliseconds that a broker may hold a pull of an empty queue. */
  public long getBrokerSuspendMaxTimeMillis() {
    return BROKER_SUSPEND_MAX_MILLIS;
  }

  /** How the members of a group share out the queues; all need the same. */
  public AllocateMessageQueueStrategy getAllocateMessageQueueStrategy() {
    return allocateMessageQueueStrategy;
  }

  public void setAllocateMessageQueueStrategy(
      AllocateMessageQueueStrategy allocateMessageQueueStrategy) {
    this.allocateMessageQueueStrategy = allocateMessageQueueStrategy;
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

  /** Is told when this consumer's share of a topic changes; may be null. */
  public MessageQueueListener getMessageQueueListener() {
    return messageQueueListener;
  }

  public void setMessageQueueListener(MessageQueueListener messageQueueListener) {
    this.messageQueueListener = messageQueueListener;
  }

  /** Keeps what is committed; null for the one that goes with the message model. */
  public OffsetStore getOffsetStore() {
    return offsetStore;
  }

  public void setOffsetStore(OffsetStore offsetStore) {
    this.offsetStore = offsetStore;
  }

  /** Whether what was polled is committed by itself, now and then. */
  @Override
  public boolean isAutoCommit() {
    return autoCommit;
  }

  @Override
  public void setAutoCommit(boolean autoCommit) {
    this.autoCommit = autoCommit;
  }

  /** Milliseconds between two automatic commits, 1000 or more; less is ignored. */
  public long getAutoCommitIntervalMillis() {
    return autoCommitIntervalMillis;
  }

  public void setAutoCommitIntervalMillis(long autoCommitIntervalMillis) {
    if (autoCommitIntervalMillis >= MIN_AUTO_COMMIT_INTERVAL_MILLIS) {
      this.autoCommitIntervalMillis = autoCommitIntervalMillis;
    }
  }

  /** Has no effect, for here a pull that waits needs no thread; 1 or more. */
  public int getPullThreadNums() {
    return pullThreadNums;
  }

  public void setPullThreadNums(int pullThreadNums) {
    this.pullThreadNums = pullThreadNums;
  }

  /** Most messages for one pull, so also for one poll; 1 or more. */
  public int getPullBatchSize() {
    return pullBatchSize;
  }

  public void setPullBatchSize(int pullBatchSize) {
    this.pullBatchSize = pullBatchSize;
  }

  /** Fetching pauses when more messages are in hand, counted as full pulls. */
  public long getPullThresholdForAll() {
    return pullThresholdForAll;
  }

  public void setPullThresholdForAll(long pullThresholdForAll) {
    this.pullThresholdForAll = pullThresholdForAll;
  }

  /** Fetching pauses when more messages of a queue are in hand. */
  public int getPullThresholdForQueue() {
    return pullThresholdForQueue;
  }

  public void setPullThresholdForQueue(int pullThresholdForQueue) {
    this.pullThresholdForQueue = pullThresholdForQueue;
  }

  /** MiB of a queue in hand above which fetching pauses. */
  public int getPullThresholdSizeForQueue() {
    return pullThresholdSizeForQueue;
  }

  public void setPullThresholdSizeForQueue(int pullThresholdSizeForQueue) {
    this.pullThresholdSizeForQueue = pullThresholdSizeForQueue;
  }

  /** Fetching pauses when first and last message in hand of a queue are further apart. */
  public int getConsumeMaxSpan() {
    return consumeMaxSpan;
  }

  public void setConsumeMaxSpan(int consumeMaxSpan) {
    this.consumeMaxSpan = consumeMaxSpan;
  }

  /** Milliseconds that {@link #poll()} waits. */
  public long getPollTimeoutMillis() {
    return pollTimeoutMillis;
  }

  public void setPollTimeoutMillis(long pollTimeoutMillis) {
    this.pollTimeoutMillis = pollTimeoutMillis;
  }

  /** Milliseconds between two looks at the topics that are listened to. */
  public long getTopicMetadataCheckIntervalMillis() {
    return topicMetadataCheckIntervalMillis;
  }

  public void setTopicMetadataCheckIntervalMillis(long topicMetadataCheckIntervalMillis) {
    this.topicMetadataCheckIntervalMillis = topicMetadataCheckIntervalMillis;
  }

  /** Milliseconds that a pull may take; not less than the broker may hold it. */
  public long getConsumerTimeoutMillisWhenSuspend() {
    return consumerTimeoutMillisWhenSuspend;
  }

  public void setConsumerTimeoutMillisWhenSuspend(long consumerTimeoutMillisWhenSuspend) {
    this.consumerTimeoutMillisWhenSuspend = consumerTimeoutMillisWhenSuspend;
  }

  /** Whether each member reads all queues of a topic, or its share of them. */
  public MessageModel getMessageModel() {
    return messageModel;
  }

  public void setMessageModel(MessageModel messageModel) {
    this.messageModel = messageModel;
  }
}
