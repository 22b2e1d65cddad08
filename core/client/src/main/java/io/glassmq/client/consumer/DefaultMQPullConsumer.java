package io.glassmq.client.consumer;

import io.glassmq.client.ClientConfig;
import io.glassmq.client.ClientParts;
import io.glassmq.client.consumer.rebalance.AllocateMessageQueueAveragely;
import io.glassmq.client.consumer.store.OffsetStore;
import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.impl.consumer.DefaultMQPullConsumerImpl;
import io.glassmq.client.impl.consumer.DefaultMQPullConsumerImpl.Pull;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.exception.RemotingException;
import io.glassmq.remoting.protocol.heartbeat.MessageModel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The {@link MQPullConsumer}.
 *
 * <p>Settings are made before {@link #start()}. Thread-safe after it. (The original has deprecated
 * it since there is {@link DefaultLitePullConsumer}; here it stays what it is, a tool.) Official
 * counterpart: {@code org.apache.rocketmq.client.consumer.DefaultMQPullConsumer}.
 */
public class DefaultMQPullConsumer extends ClientConfig implements MQPullConsumer {
  private final DefaultMQPullConsumerImpl impl;
  private String consumerGroup;
  private long brokerSuspendMaxTimeMillis = 20_000;
  private long consumerTimeoutMillisWhenSuspend = 30_000;
  private long consumerPullTimeoutMillis = 10_000;
  private int maxReconsumeTimes = 16;
  private boolean enableRebalance = true;
  private Set<String> registerTopics = ConcurrentHashMap.newKeySet();
  private AllocateMessageQueueStrategy allocateMessageQueueStrategy =
      new AllocateMessageQueueAveragely();
  private volatile MessageQueueListener messageQueueListener;
  private OffsetStore offsetStore;
  private MessageModel messageModel = MessageModel.CLUSTERING;

  public DefaultMQPullConsumer() {
    this(null);
  }

  public DefaultMQPullConsumer(String consumerGroup) {
    this(consumerGroup, ClientParts.defaults());
  }

  public DefaultMQPullConsumer(String consumerGroup, ClientParts parts) {
    this.consumerGroup = consumerGroup;
    this.impl = new DefaultMQPullConsumerImpl(this, parts);
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
  public void registerMessageQueueListener(String topic, MessageQueueListener listener) {
    registerTopics.add(topic);
    if (listener != null) {
      messageQueueListener = listener;
    }
  }

  private Pull now(MessageQueue mq, MessageSelector selector, long offset, int maxNums, long time) {
    return new Pull(mq, selector, offset, maxNums, Integer.MAX_VALUE, false, time);
  }

  private Pull held(MessageQueue mq, MessageSelector selector, long offset, int maxNums) {
    long timeoutMillis = consumerTimeoutMillisWhenSuspend;
    return new Pull(mq, selector, offset, maxNums, Integer.MAX_VALUE, true, timeoutMillis);
  }

  @Override
  public PullResult pull(MessageQueue mq, String subExpression, long offset, int maxNums)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
    return pull(mq, subExpression, offset, maxNums, consumerPullTimeoutMillis);
  }

  @Override
  public PullResult pull(
      MessageQueue mq, String subExpression, long offset, int maxNums, long timeout)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
    return pull(mq, MessageSelector.byTag(subExpression), offset, maxNums, timeout);
  }

  @Override
  public PullResult pull(MessageQueue mq, MessageSelector selector, long offset, int maxNums)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
    return pull(mq, selector, offset, maxNums, consumerPullTimeoutMillis);
  }

  @Override
  public PullResult pull(
      MessageQueue mq, MessageSelector selector, long offset, int maxNums, long timeout)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
    return impl.pull(now(mq, selector, offset, maxNums, timeout));
  }

  @Override
  public void pull(
      MessageQueue mq, String subExpression, long offset, int maxNums, PullCallback callback)
      throws MQClientException, RemotingException, InterruptedException {
    pull(mq, subExpression, offset, maxNums, callback, consumerPullTimeoutMillis);
  }

  @Override
  public void pull(
      MessageQueue mq,
      String subExpression,
      long offset,
      int maxNums,
      PullCallback callback,
      long timeout)
      throws MQClientException, RemotingException, InterruptedException {
    pull(mq, MessageSelector.byTag(subExpression), offset, maxNums, callback, timeout);
  }

  @Override
  public void pull(
      MessageQueue mq,
      String subExpression,
      long offset,
      int maxNums,
      int maxSize,
      PullCallback callback,
      long timeout)
      throws MQClientException, RemotingException, InterruptedException {
    MessageSelector selector = MessageSelector.byTag(subExpression);
    impl.pull(new Pull(mq, selector, offset, maxNums, maxSize, false, timeout), callback);
  }

  @Override
  public void pull(
      MessageQueue mq, MessageSelector selector, long offset, int maxNums, PullCallback callback)
      throws MQClientException, RemotingException, InterruptedException {
    pull(mq, selector, offset, maxNums, callback, consumerPullTimeoutMillis);
  }

  @Override
  public void pull(
      MessageQueue mq,
      MessageSelector selector,
      long offset,
      int maxNums,
      PullCallback callback,
      long timeout)
      throws MQClientException, RemotingException, InterruptedException {
    impl.pull(now(mq, selector, offset, maxNums, timeout), callback);
  }

  @Override
  public PullResult pullBlockIfNotFound(
      MessageQueue mq, String subExpression, long offset, int maxNums)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
    return impl.pull(held(mq, MessageSelector.byTag(subExpression), offset, maxNums));
  }

  @Override
  public void pullBlockIfNotFound(
      MessageQueue mq, String subExpression, long offset, int maxNums, PullCallback callback)
      throws MQClientException, RemotingException, InterruptedException {
    impl.pull(held(mq, MessageSelector.byTag(subExpression), offset, maxNums), callback);
  }

  @Override
  public PullResult pullBlockIfNotFoundWithMessageSelector(
      MessageQueue mq, MessageSelector selector, long offset, int maxNums)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
    return impl.pull(held(mq, selector, offset, maxNums));
  }

  @Override
  public void pullBlockIfNotFoundWithMessageSelector(
      MessageQueue mq, MessageSelector selector, long offset, int maxNums, PullCallback callback)
      throws MQClientException, RemotingException, InterruptedException {
    impl.pull(held(mq, selector, offset, maxNums), callback);
  }

  @Override
  public void updateConsumeOffset(MessageQueue mq, long offset) throws MQClientException {
    impl.updateConsumeOffset(mq, offset);
  }

  @Override
  public long fetchConsumeOffset(MessageQueue mq, boolean fromStore) throws MQClientException {
    return impl.fetchConsumeOffset(mq, fromStore);
  }

  @Override
  public Set<MessageQueue> fetchMessageQueuesInBalance(String topic) throws MQClientException {
    return impl.fetchMessageQueuesInBalance(topic);
  }

  @Override
  public Set<MessageQueue> fetchSubscribeMessageQueues(String topic) throws MQClientException {
    return impl.admin().fetchSubscribeMessageQueues(topic);
  }

  @Override
  public void sendMessageBack(MessageExt msg, int delayLevel)
      throws RemotingException, MQBrokerException, InterruptedException, MQClientException {
    sendMessageBack(msg, delayLevel, null);
  }

  @Override
  public void sendMessageBack(MessageExt msg, int delayLevel, String brokerName)
      throws RemotingException, MQBrokerException, InterruptedException, MQClientException {
    sendMessageBack(msg, delayLevel, brokerName, null);
  }

  @Override
  public void sendMessageBack(
      MessageExt msg, int delayLevel, String brokerName, String consumerGroup)
      throws RemotingException, MQBrokerException, InterruptedException, MQClientException {
    impl.sendMessageBack(msg, delayLevel, brokerName, consumerGroup);
  }

  @Override
  public long searchOffset(MessageQueue mq, long timestamp) throws MQClientException {
    return impl.admin().searchOffset(mq, timestamp);
  }

  @Override
  public long maxOffset(MessageQueue mq) throws MQClientException {
    return impl.admin().maxOffset(mq);
  }

  @Override
  public long minOffset(MessageQueue mq) throws MQClientException {
    return impl.admin().minOffset(mq);
  }

  /** The group that this consumer is a member of; said when it is made. */
  public String getConsumerGroup() {
    return consumerGroup;
  }

  public void setConsumerGroup(String consumerGroup) {
    this.consumerGroup = consumerGroup;
  }

  /** Milliseconds that a broker may hold a pull that waits for messages. */
  public long getBrokerSuspendMaxTimeMillis() {
    return brokerSuspendMaxTimeMillis;
  }

  public void setBrokerSuspendMaxTimeMillis(long brokerSuspendMaxTimeMillis) {
    this.brokerSuspendMaxTimeMillis = brokerSuspendMaxTimeMillis;
  }

  /** Milliseconds that a pull may take which waits for messages; not less than it may be held. */
  public long getConsumerTimeoutMillisWhenSuspend() {
    return consumerTimeoutMillisWhenSuspend;
  }

  public void setConsumerTimeoutMillisWhenSuspend(long consumerTimeoutMillisWhenSuspend) {
    this.consumerTimeoutMillisWhenSuspend = consumerTimeoutMillisWhenSuspend;
  }

  /** Milliseconds that any other pull may take. */
  public long getConsumerPullTimeoutMillis() {
    return consumerPullTimeoutMillis;
  }

  public void setConsumerPullTimeoutMillis(long consumerPullTimeoutMillis) {
    this.consumerPullTimeoutMillis = consumerPullTimeoutMillis;
  }

  /** After how many failures a message that is given back becomes a dead letter. */
  public int getMaxReconsumeTimes() {
    return maxReconsumeTimes;
  }

  public void setMaxReconsumeTimes(int maxReconsumeTimes) {
    this.maxReconsumeTimes = maxReconsumeTimes;
  }

  /** Whether the members of the group share out the queues. */
  public boolean isEnableRebalance() {
    return enableRebalance;
  }

  public void setEnableRebalance(boolean enableRebalance) {
    this.enableRebalance = enableRebalance;
  }

  /** The topics of heartbeats; they are shared out from the start. */
  public Set<String> getRegisterTopics() {
    return registerTopics;
  }

  public void setRegisterTopics(Set<String> registerTopics) {
    this.registerTopics = ConcurrentHashMap.newKeySet();
    this.registerTopics.addAll(registerTopics);
  }

  public AllocateMessageQueueStrategy getAllocateMessageQueueStrategy() {
    return allocateMessageQueueStrategy;
  }

  /** How the members of a group share out the queues; all need the same. */
  public void setAllocateMessageQueueStrategy(AllocateMessageQueueStrategy strategy) {
    this.allocateMessageQueueStrategy = strategy;
  }

  public MessageQueueListener getMessageQueueListener() {
    return messageQueueListener;
  }

  /** Is told when our share of a topic changes; may be null. */
  public void setMessageQueueListener(MessageQueueListener messageQueueListener) {
    this.messageQueueListener = messageQueueListener;
  }

  /** Keeps the consume offsets; if none was set, there is one after the start. */
  public OffsetStore getOffsetStore() {
    return offsetStore;
  }

  public void setOffsetStore(OffsetStore offsetStore) {
    this.offsetStore = offsetStore;
  }

  /** Whether each member reads all queues of a topic, or its share of them. */
  public MessageModel getMessageModel() {
    return messageModel;
  }

  public void setMessageModel(MessageModel messageModel) {
    this.messageModel = messageModel;
  }
}
