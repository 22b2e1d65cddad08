package io.glassmq.client.impl.producer;

import io.glassmq.client.ClientParts;
import io.glassmq.client.Validators;
import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.hook.CheckForbiddenHook;
import io.glassmq.client.hook.SendMessageHook;
import io.glassmq.client.impl.MQAdminImpl;
import io.glassmq.client.impl.factory.MQClientInstance;
import io.glassmq.client.producer.MessageQueueSelector;
import io.glassmq.client.producer.ProducerConfig;
import io.glassmq.client.producer.SendCallback;
import io.glassmq.client.producer.SendResult;
import io.glassmq.common.StepMode;
import io.glassmq.common.message.Message;
import io.glassmq.common.message.MessageBatch;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.common.topic.Namespace;
import io.glassmq.remoting.exception.RemotingException;
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
 * <p>Users' names of topics come in, servers' names go to {@link SendKernel}; they differ when
 * there is a namespace. Runs on the threads of its callers. Official counterpart: {@code
 * org.apache.rocketmq.client.impl.producer.DefaultMQProducerImpl}.
 */
public final class DefaultMQProducerImpl {
  /** The group of the producer that each client has for its own needs. */
  public static final String INNER_GROUP = "CLIENT_INNER_PRODUCER";

  private static final Logger LOG = LoggerFactory.getLogger(DefaultMQProducerImpl.class);
  private static final long NO_LIMIT = Long.MAX_VALUE;

  private final ProducerConfig settings;
  private final ClientParts parts;
  private final SendHooks hooks;
  private boolean started; // guarded by this
  private volatile SendKernel running;
  private volatile AsyncSender asyncSender;

  public DefaultMQProducerImpl(ProducerConfig settings, ClientParts parts) {
    this.settings = settings;
    this.parts = parts;
    this.hooks = new SendHooks(settings);
  }

  /**
   * A producer that sends over the connections of a running client, for the client's own needs. It
   * lives as long as the instance; neither start it nor shut it down.
   */
  public static DefaultMQProducerImpl inner(MQClientInstance instance, ClientParts parts) {
    var settings = new ProducerConfig(INNER_GROUP);
    var producer = new DefaultMQProducerImpl(settings, parts);
    producer.started = true;
    producer.running = new SendKernel(settings, parts, instance, producer.hooks);
    return producer;
  }

  public synchronized void start() throws MQClientException {
    if (started) {
      throw new MQClientException(
          "Producer " + settings.getProducerGroup() + " was started before.", null);
    }
    ProducerChecks.check(settings);
    started = true;
    settings.changeInstanceNameToPID();
    String group = namespace().wrap(settings.getProducerGroup());
    var id = settings.buildMQClientId();
    var whoWeAre = new HeartbeatData(id, Set.of(new ProducerData(group)), Set.of(), 0, false);
    Runnable nothing = () -> {};
    var instance = new MQClientInstance(settings, parts, () -> whoWeAre, nothing, nothing);
    instance.start();
    var kernel = new SendKernel(settings, parts, instance, hooks);
    asyncSender = new AsyncSender(settings, kernel);
    running = kernel;
    settings.getTopics().forEach(topic -> learnRoute(kernel, topic));
    if (settings.isStartDetectorEnable()) {
      new BrokerDetector(settings, kernel).start();
    }
  }

  /** A topic that has no route yet is no reason not to start. */
  private void learnRoute(SendKernel kernel, String topic) {
    try {
      kernel.publishInfo(onServers(topic));
    } catch (MQClientException | IllegalStateException e) {
      LOG.warn(
          "Producer {}: no route of {}: {}", settings.getProducerGroup(), topic, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public synchronized void shutdown() {
    SendKernel kernel = running;
    running = null;
    if (kernel != null) {
      asyncSender.shutdown();
      kernel.instance().shutdown(namespace().wrap(settings.getProducerGroup()), null);
    }
  }

  private Namespace namespace() {
    return settings.namespace();
  }

  SendKernel running() throws MQClientException {
    SendKernel kernel = running;
    if (kernel == null) {
      throw new MQClientException(
          "Producer %s is not running: call start() first, and nothing after shutdown()."
              .formatted(settings.getProducerGroup()),
          null);
    }
    return kernel;
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
    SendKernel kernel = running();
    check(msg, queue);
    long deadline = deadline(timeout);
    return queue == null
        ? sendWithRetry(kernel, msg, deadline)
        : kernel.send(msg, onServers(queue), deadline, NO_LIMIT);
  }

  private SendResult sendWithRetry(SendKernel kernel, Message msg, long deadline)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
    TopicPublishInfo topic = kernel.publishInfo(onServers(msg.getTopic()));
    var attempts = new SendAttempts(settings, parts.clock());
    for (int left = settings.getRetryTimesWhenSendFailed(); left >= 0; left--) {
      MessageQueue queue = kernel.select(topic, attempts.lastBroker());
      attempts.begin(queue.getBrokerName());
      try {
        attempts.succeeded(kernel.send(msg, queue, deadline, limitOfAttempt(left)));
      } catch (RemotingException | MQClientException | MQBrokerException e) {
        attempts.failed(e);
        LOG.warn("Topic {}: could not send to {}: {}", msg.getTopic(), queue, e.toString());
      }
      kernel.learn(queue, attempts.began(), attempts.lastFailure(), isReachableInSpiteOf(attempts));
      if (!attempts.isAnotherWorthwhile()) {
        break;
      }
    }
    return attempts.outcome(msg.getTopic());
  }

  /** The last attempt may take all that is left. */
  private long limitOfAttempt(int left) {
    int limit = settings.getSendMsgMaxTimeoutPerRequest();
    return limit < 0 || left == 0 ? NO_LIMIT : limit;
  }

  /** A refusal, or somebody who will ask again, costs a broker more than a failure of the net. */
  private boolean isReachableInSpiteOf(SendAttempts attempts) {
    return attempts.lastFailure() instanceof RemotingException && !settings.isStartDetectorEnable();
  }

  void check(Message msg, MessageQueue queue) throws MQClientException {
    Validators.checkMessage(msg, settings.getMaxMessageSize());
    if (settings.getNamespace() != null) {
      Validators.checkTopic(onServers(msg.getTopic()));
    }
    if (queue != null && !queue.getTopic().equals(msg.getTopic())) {
      throw new MQClientException(
          "A message to topic " + msg.getTopic() + " cannot go to " + queue + ".", null);
    }
  }

  /** Questions about queues and messages. */
  public MQAdminImpl admin() throws MQClientException {
    return new MQAdminImpl(running().instance());
  }

  /** The name of a topic that users know by {@code topic}. */
  public String onServers(String topic) {
    return namespace().wrap(topic);
  }

  public MessageQueue onServers(MessageQueue queue) {
    return settings.getNamespace() == null ? queue : renamed(queue, onServers(queue.getTopic()));
  }

  private static MessageQueue renamed(MessageQueue queue, String topic) {
    return new MessageQueue(topic, queue.getBrokerName(), queue.getQueueId());
  }

  private long deadline(long timeout) {
    return parts.clock().millis() + StepMode.limitMillis(timeout);
  }

  /** Sends without waiting; failures are told to the callback. */
  public void sendAsync(Message msg, MessageQueue queue, SendCallback callback, long timeout)
      throws MQClientException {
    SendKernel kernel = running();
    String topic = msg == null ? null : onServers(msg.getTopic());
    asyncSender.begin(new AsyncSend(this, kernel, msg, queue, callback, deadline(timeout)), topic);
  }

  /** Sends, once, and wants no answer. */
  public void sendOneway(Message msg, MessageQueue queue)
      throws MQClientException, RemotingException, InterruptedException {
    SendKernel kernel = running();
    check(msg, queue);
    long deadline = deadline(settings.getSendMsgTimeout());
    MessageQueue chosen =
        queue == null
            ? kernel.select(kernel.publishInfo(onServers(msg.getTopic())), null)
            : onServers(queue);
    kernel.sendOneway(msg, chosen, deadline);
  }

  /** The queue that the user's selector chooses for a message. */
  public MessageQueue select(Message msg, MessageQueueSelector selector, Object arg)
      throws MQClientException, InterruptedException {
    running();
    check(msg, null);
    List<MessageQueue> queues = queuesForUsers(msg.getTopic());
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

  private List<MessageQueue> queuesForUsers(String topic)
      throws MQClientException, InterruptedException {
    List<MessageQueue> queues = running().publishInfo(onServers(topic)).messageQueueList();
    return settings.getNamespace() == null
        ? queues
        : queues.stream().map(queue -> renamed(queue, topic)).toList();
  }

  public List<MessageQueue> fetchPublishMessageQueues(String topic) throws MQClientException {
    Validators.checkTopic(topic);
    try {
      return queuesForUsers(topic);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MQClientException("Interrupted while asking for the route of " + topic, e);
    }
  }

  /** Several messages as one, each checked and given its id. */
  public MessageBatch batch(Collection<Message> msgs) throws MQClientException {
    try {
      MessageBatch batch = MessageBatch.generateFromList(msgs);
      for (Message msg : batch) {
        check(msg, null);
        SendMessageCodec.sign(msg, settings);
      }
      batch.setBody(batch.encode());
      return batch;
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      throw new MQClientException("These messages cannot be sent as a batch: " + e.getMessage(), e);
    }
  }

  public void registerSendMessageHook(SendMessageHook hook) {
    hooks.add(hook);
  }

  public void registerCheckForbiddenHook(CheckForbiddenHook hook) {
    hooks.add(hook);
  }
}
