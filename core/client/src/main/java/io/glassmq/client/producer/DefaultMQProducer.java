package io.glassmq.client.producer;

import io.glassmq.client.ClientParts;
import io.glassmq.client.QueryResult;
import io.glassmq.client.Validators;
import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.impl.producer.DefaultMQProducerImpl;
import io.glassmq.common.message.Message;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.RPCHook;
import io.glassmq.remoting.exception.RemotingException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Sends messages. Settings are made before {@link #start()}; from then until {@link #shutdown()}
 * any number of threads may send.
 *
 * <p>What the sending methods throw: {@link MQClientException} when the message is not allowed, has
 * no route, or all attempts failed; {@link MQBrokerException} when a broker refused it for a reason
 * that another broker would have as well; {@link RemotingException} when the network failed or time
 * was up; {@link InterruptedException} when the caller was interrupted while waiting.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.client.producer.DefaultMQProducer}.
 */
public class DefaultMQProducer extends ProducerConfig {
  private static final String DEFAULT_GROUP = "DEFAULT_PRODUCER";

  private final DefaultMQProducerImpl impl;

  /** Its group must be set before {@code start()}. */
  public DefaultMQProducer() {
    this(DEFAULT_GROUP);
  }

  public DefaultMQProducer(String producerGroup) {
    this(producerGroup, ClientParts.defaults());
  }

  public DefaultMQProducer(RPCHook rpcHook) {
    this(DEFAULT_GROUP, rpcHook);
  }

  /**
   * @param rpcHook sees all requests and answers, or null
   */
  public DefaultMQProducer(String producerGroup, RPCHook rpcHook) {
    this(producerGroup, ClientParts.defaults().withRpcHook(rpcHook));
  }

  public DefaultMQProducer(String namespace, String producerGroup) {
    this(namespace, producerGroup, null);
  }

  public DefaultMQProducer(String namespace, String producerGroup, RPCHook rpcHook) {
    this(producerGroup, rpcHook);
    setNamespace(namespace);
  }

  public DefaultMQProducer(String producerGroup, ClientParts parts) {
    super(producerGroup);
    this.impl = new DefaultMQProducerImpl(this, parts);
  }

  /** The inside, where hooks are registered. */
  public DefaultMQProducerImpl getDefaultMQProducerImpl() {
    return impl;
  }

  /** Connects; needs no server to be up yet. */
  public void start() throws MQClientException {
    impl.start();
  }

  /** Says good-bye to the brokers and closes all connections. */
  public void shutdown() {
    impl.shutdown();
  }

  public SendResult send(Message msg)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
    return send(msg, getSendMsgTimeout());
  }

  /**
   * Sends and waits until the broker has it; tries other brokers if one fails.
   *
   * @param timeout milliseconds for all attempts together
   */
  public SendResult send(Message msg, long timeout)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
    return impl.send(msg, null, timeout);
  }

  public SendResult send(Message msg, MessageQueue mq)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
    return send(msg, mq, getSendMsgTimeout());
  }

  /** Sends to the given queue, once. */
  public SendResult send(Message msg, MessageQueue mq, long timeout)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
    return impl.send(msg, mq, timeout);
  }

  public SendResult send(Message msg, MessageQueueSelector selector, Object arg)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
    return send(msg, selector, arg, getSendMsgTimeout());
  }

  /** Sends to the queue that the selector chooses, once. */
  public SendResult send(Message msg, MessageQueueSelector selector, Object arg, long timeout)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
    return impl.send(msg, impl.select(msg, selector, arg), timeout);
  }

  public SendResult send(Collection<Message> msgs)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
    return send(msgs, getSendMsgTimeout());
  }

  /** Sends several messages of one topic as one request; all are stored in one queue, in order. */
  public SendResult send(Collection<Message> msgs, long timeout)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
    return impl.send(impl.batch(msgs), null, timeout);
  }

  public SendResult send(Collection<Message> msgs, MessageQueue mq)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
    return send(msgs, mq, getSendMsgTimeout());
  }

  public SendResult send(Collection<Message> msgs, MessageQueue mq, long timeout)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
    return impl.send(impl.batch(msgs), mq, timeout);
  }

  public void send(Message msg, SendCallback sendCallback)
      throws MQClientException, RemotingException, InterruptedException {
    send(msg, sendCallback, getSendMsgTimeout());
  }

  /**
   * Sends without waiting. What goes wrong is told to the callback.
   *
   * @param timeout milliseconds for all attempts together
   */
  public void send(Message msg, SendCallback sendCallback, long timeout)
      throws MQClientException, RemotingException, InterruptedException {
    impl.sendAsync(msg, null, sendCallback, timeout);
  }

  public void send(Message msg, MessageQueue mq, SendCallback sendCallback)
      throws MQClientException, RemotingException, InterruptedException {
    send(msg, mq, sendCallback, getSendMsgTimeout());
  }

  public void send(Message msg, MessageQueue mq, SendCallback sendCallback, long timeout)
      throws MQClientException, RemotingException, InterruptedException {
    impl.sendAsync(msg, mq, sendCallback, timeout);
  }

  public void send(
      Message msg, MessageQueueSelector selector, Object arg, SendCallback sendCallback)
      throws MQClientException, RemotingException, InterruptedException {
    send(msg, selector, arg, sendCallback, getSendMsgTimeout());
  }

  public void send(
      Message msg,
      MessageQueueSelector selector,
      Object arg,
      SendCallback sendCallback,
      long timeout)
      throws MQClientException, RemotingException, InterruptedException {
    impl.sendAsync(msg, impl.select(msg, selector, arg), sendCallback, timeout);
  }

  public void send(Collection<Message> msgs, SendCallback sendCallback)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
    send(msgs, sendCallback, getSendMsgTimeout());
  }

  public void send(Collection<Message> msgs, SendCallback sendCallback, long timeout)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
    impl.sendAsync(impl.batch(msgs), null, sendCallback, timeout);
  }

  public void send(Collection<Message> msgs, MessageQueue mq, SendCallback sendCallback)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
    send(msgs, mq, sendCallback, getSendMsgTimeout());
  }

  public void send(
      Collection<Message> msgs, MessageQueue mq, SendCallback sendCallback, long timeout)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
    impl.sendAsync(impl.batch(msgs), mq, sendCallback, timeout);
  }

  /** Sends and never learns what became of it. */
  public void sendOneway(Message msg)
      throws MQClientException, RemotingException, InterruptedException {
    impl.sendOneway(msg, null);
  }

  public void sendOneway(Message msg, MessageQueue mq)
      throws MQClientException, RemotingException, InterruptedException {
    impl.sendOneway(msg, mq);
  }

  public void sendOneway(Message msg, MessageQueueSelector selector, Object arg)
      throws MQClientException, RemotingException, InterruptedException {
    impl.sendOneway(msg, impl.select(msg, selector, arg));
  }

  /** The queues of a topic that can be written to. */
  public List<MessageQueue> fetchPublishMessageQueues(String topic) throws MQClientException {
    return impl.fetchPublishMessageQueues(topic);
  }

  /**
   * Makes a topic on all brokers that have the topic {@code key}.
   *
   * @param attributes such as {@code message.type}; may be null
   */
  public void createTopic(String key, String newTopic, int queueNum, Map<String, String> attributes)
      throws MQClientException {
    Validators.checkTopic(newTopic);
    impl.admin().createTopic(key, impl.onServers(newTopic), queueNum, attributes);
  }

  /** The offset of the first message of a queue stored at {@code timestamp} (ms) or later. */
  public long searchOffset(MessageQueue mq, long timestamp) throws MQClientException {
    return impl.admin().searchOffset(impl.onServers(mq), timestamp);
  }

  /** The offset that the next message of a queue will get. */
  public long maxOffset(MessageQueue mq) throws MQClientException {
    return impl.admin().maxOffset(impl.onServers(mq));
  }

  /** The offset of the oldest message of a queue. */
  public long minOffset(MessageQueue mq) throws MQClientException {
    return impl.admin().minOffset(impl.onServers(mq));
  }

  /** When the oldest message of a queue was stored, ms since 1970; -1 if there is none. */
  public long earliestMsgStoreTime(MessageQueue mq) throws MQClientException {
    return impl.admin().earliestMsgStoreTime(impl.onServers(mq));
  }

  /** Messages by key; {@code begin} and {@code end} are ms since 1970. */
  public QueryResult queryMessage(String topic, String key, int maxNum, long begin, long end)
      throws MQClientException, InterruptedException {
    return impl.admin().queryMessage(impl.onServers(topic), key, maxNum, begin, end);
  }

  /** One message by its offset id or by its unique id. */
  public MessageExt viewMessage(String topic, String msgId)
      throws RemotingException, MQBrokerException, InterruptedException, MQClientException {
    return impl.admin().viewMessage(impl.onServers(topic), msgId);
  }
}
