package io.glassmq.client.impl.producer;

import io.glassmq.client.ClientParts;
import io.glassmq.client.Validators;
import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.impl.factory.MQClientInstance;
import io.glassmq.client.producer.MessageQueueSelector;
import io.glassmq.client.producer.ProducerConfig;
import io.glassmq.client.producer.SendCallback;
import io.glassmq.client.producer.SendResult;
import io.glassmq.common.StepMode;
import io.glassmq.common.event.SendEvent;
import io.glassmq.common.message.Message;
import io.glassmq.common.message.MessageBatch;
import io.glassmq.common.message.MessageClientIDSetter;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.exception.RemotingException;
import io.glassmq.remoting.exception.RemotingTooMuchRequestException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.heartbeat.HeartbeatData;
import io.glassmq.remoting.protocol.heartbeat.ProducerData;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The inside of a producer: checks a message, finds its queue, and tries until it is stored,
 * refused or out of time.
 *
 * <p>Runs on the threads of its callers. Official counterpart: {@code
 * org.apache.rocketmq.client.impl.producer.DefaultMQProducerImpl}.
 */
public final class DefaultMQProducerImpl {
  private static final Logger LOG = LoggerFactory.getLogger(DefaultMQProducerImpl.class);

  /** The group of the producer that each client has for its own needs. */
  public static final String INNER_GROUP = "CLIENT_INNER_PRODUCER";

  private final ProducerConfig settings;
  private final ClientParts parts;
  private final SendMessageCodec codec;
  private boolean started; // guarded by this
  private volatile MQClientInstance running;

  public DefaultMQProducerImpl(ProducerConfig settings, ClientParts parts) {
    this.settings = settings;
    this.parts = parts;
    this.codec = new SendMessageCodec(settings, parts.clock());
  }

  /**
   * A producer that sends over the connections of a running client, for the client's own needs. It
   * lives as long as the instance; neither start it nor shut it down.
   */
  public static DefaultMQProducerImpl inner(MQClientInstance instance, ClientParts parts) {
    var producer = new DefaultMQProducerImpl(new ProducerConfig(INNER_GROUP), parts);
    producer.started = true;
    producer.running = instance;
    return producer;
  }

  public synchronized void start() throws MQClientException {
    String group = settings.getProducerGroup();
    if (started) {
      throw new MQClientException("Producer " + group + " was started before.", null);
    }
    Validators.checkGroup(group);
    started = true;
    settings.changeInstanceNameToPID();
    var id = settings.buildMQClientId();
    var whoWeAre = new HeartbeatData(id, Set.of(new ProducerData(group)), Set.of(), 0, false);
    Runnable nothing = () -> {};
    var instance = new MQClientInstance(settings, parts, () -> whoWeAre, nothing, nothing);
    instance.start();
    running = instance;
  }

  public synchronized void shutdown() {
    MQClientInstance instance = running;
    running = null;
    if (instance != null) {
      instance.shutdown(settings.getProducerGroup(), null);
    }
  }

  MQClientInstance running() throws MQClientException {
    MQClientInstance instance = running;
    if (instance == null) {
      throw new MQClientException(
          "Producer %s is not running: call start() first, and nothing after shutdown()."
              .formatted(settings.getProducerGroup()),
          null);
    }
    return instance;
  }

  /** Sends and waits, with retries, for as long as the settings allow. */
  public SendResult send(Message msg)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
    return send(msg, null, settings.getSendMsgTimeout());
  }

  /**
   * Sends and waits.
   *
   * @param queue to send to, once; null to choose one and try again on failure
   */
  public SendResult send(Message msg, MessageQueue queue, long timeout)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
    running();
    check(msg, queue);
    long deadline = deadline(timeout);
    return queue == null ? sendWithRetry(msg, deadline) : attempt(msg, queue, deadline);
  }

  void check(Message msg, MessageQueue queue) throws MQClientException {
    Validators.checkMessage(msg, settings.getMaxMessageSize());
    if (queue != null && !queue.getTopic().equals(msg.getTopic())) {
      throw new MQClientException(
          "A message to topic " + msg.getTopic() + " cannot go to " + queue + ".", null);
    }
  }

  long deadline(long timeout) {
    return parts.clock().millis() + StepMode.limitMillis(timeout);
  }

  private SendResult sendWithRetry(Message msg, long deadline)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
    TopicPublishInfo topic = publishInfo(msg.getTopic());
    var attempts = new SendAttempts(settings.isRetryAnotherBrokerWhenNotStoreOK());
    for (int left = settings.getRetryTimesWhenSendFailed(); left >= 0; left--) {
      MessageQueue queue = topic.selectOneMessageQueue(attempts.lastBroker());
      attempts.begin(queue.getBrokerName());
      try {
        attempts.succeeded(attempt(msg, queue, deadline));
      } catch (RemotingException | MQClientException | MQBrokerException e) {
        attempts.failed(e);
        LOG.warn("Topic {}: could not send to {}: {}", msg.getTopic(), queue, e.toString());
      }
      if (!attempts.isAnotherWorthwhile()) {
        break;
      }
    }
    return attempts.outcome(msg.getTopic());
  }

  private SendResult attempt(Message msg, MessageQueue queue, long deadline)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
    var event = new SendEvent();
    event.begin();
    MQClientInstance instance = running();
    String address = instance.routes().publishAddress(queue);
    RemotingCommand request = codec.request(msg, queue);
    RemotingCommand response =
        instance.api().sendMessage(address, request, timeLeft(msg, deadline));
    SendResult result = codec.result(response, msg, queue, address);
    commit(event, result);
    return result;
  }

  static void commit(SendEvent event, SendResult result) {
    if (event.shouldCommit()) {
      event.topic = result.getMessageQueue().getTopic();
      event.queueId = result.getMessageQueue().getQueueId();
      event.queueOffset = result.getQueueOffset();
      event.broker = result.getMessageQueue().getBrokerName();
      event.commit();
    }
  }

  long timeLeft(Message msg, long deadline) throws RemotingTooMuchRequestException {
    long left = deadline - parts.clock().millis();
    if (left <= 0) {
      throw new RemotingTooMuchRequestException(
          "Time is up for the message to topic " + msg.getTopic() + " before it was sent.");
    }
    return left;
  }

  /** Never empty. */
  TopicPublishInfo publishInfo(String topic) throws MQClientException, InterruptedException {
    MQClientInstance instance = running();
    if (!instance.hasNameServer()) {
      throw new MQClientException(
          MQClientException.NO_NAME_SERVER_EXCEPTION,
          "No name server: call setNamesrvAddr(\"host:9876\") before start().");
    }
    TopicPublishInfo info = instance.routes().publishInfo(topic);
    if (info.isEmpty()) {
      throw new MQClientException(
          MQClientException.NOT_FOUND_TOPIC_EXCEPTION,
          "No route info of this topic: " + topic + " (is a broker up, and may it create topics?)");
    }
    return info;
  }

  /** Sends without waiting; failures are told to the callback. */
  public void sendAsync(Message msg, MessageQueue queue, SendCallback callback, long timeout)
      throws MQClientException {
    running();
    new AsyncSend(this, codec, msg, queue, callback, deadline(timeout)).start();
  }

  int retriesOfAsyncSend() {
    return settings.getRetryTimesWhenSendAsyncFailed();
  }

  /** Sends, once, and wants no answer. */
  public void sendOneway(Message msg, MessageQueue queue)
      throws MQClientException, RemotingException, InterruptedException {
    MQClientInstance instance = running();
    check(msg, queue);
    long deadline = deadline(settings.getSendMsgTimeout());
    MessageQueue chosen =
        queue == null ? publishInfo(msg.getTopic()).selectOneMessageQueue(null) : queue;
    String address = instance.routes().publishAddress(chosen);
    instance.api().sendMessageOneway(address, codec.request(msg, chosen), timeLeft(msg, deadline));
  }

  /** The queue that the user's selector chooses for a message. */
  public MessageQueue select(Message msg, MessageQueueSelector selector, Object arg)
      throws MQClientException, InterruptedException {
    check(msg, null);
    List<MessageQueue> queues = publishInfo(msg.getTopic()).messageQueueList();
    MessageQueue chosen;
    try {
      chosen = selector.select(queues, msg, arg);
    } catch (RuntimeException e) {
      throw new MQClientException("The queue selector failed for topic " + msg.getTopic(), e);
    }
    if (chosen == null) {
      throw new MQClientException(
          "The queue selector chose none of the queues of topic " + msg.getTopic(), null);
    }
    return chosen;
  }

  /** Several messages as one, each checked and given its id. */
  public MessageBatch batch(Collection<Message> msgs) throws MQClientException {
    try {
      MessageBatch batch = MessageBatch.generateFromList(msgs);
      for (Message msg : batch) {
        check(msg, null);
        MessageClientIDSetter.setUniqID(msg);
      }
      batch.setBody(batch.encode());
      return batch;
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      throw new MQClientException("These messages cannot be sent as a batch: " + e.getMessage(), e);
    }
  }

  public List<MessageQueue> fetchPublishMessageQueues(String topic) throws MQClientException {
    Validators.checkTopic(topic);
    try {
      return publishInfo(topic).messageQueueList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MQClientException("Interrupted while asking for the route of " + topic, e);
    }
  }
}
