package io.glassmq.client.impl.producer;

import io.glassmq.client.ClientParts;
import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.hook.SendMessageContext;
import io.glassmq.client.impl.CommunicationMode;
import io.glassmq.client.impl.factory.MQClientInstance;
import io.glassmq.client.latency.MQFaultStrategy;
import io.glassmq.client.producer.ProducerConfig;
import io.glassmq.client.producer.SendResult;
import io.glassmq.common.Clock;
import io.glassmq.common.event.SendEvent;
import io.glassmq.common.message.Message;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.exception.RemotingException;
import io.glassmq.remoting.exception.RemotingTooMuchRequestException;
import io.glassmq.remoting.protocol.RemotingCommand;
import java.util.concurrent.CompletableFuture;

/**
 * What every attempt to send is made of: a queue is chosen, the request made and handed to the
 * network, and what came of it is remembered of the broker. Exists while the producer runs.
 *
 * <p>Runs on the threads of its callers.
 */
final class SendKernel {
  private final ProducerConfig settings;
  private final Clock clock;
  private final MQClientInstance instance;
  private final MQFaultStrategy faults;
  private final SendHooks hooks;
  private final SendMessageCodec codec;

  SendKernel(
      ProducerConfig settings, ClientParts parts, MQClientInstance instance, SendHooks hooks) {
    this.settings = settings;
    this.clock = parts.clock();
    this.instance = instance;
    this.faults = parts.faultStrategy().make(settings, clock);
    this.hooks = hooks;
    this.codec = new SendMessageCodec(settings, clock);
  }

  MQClientInstance instance() {
    return instance;
  }

  ProducerConfig settings() {
    return settings;
  }

  MQFaultStrategy faults() {
    return faults;
  }

  /** Never empty. */
  TopicPublishInfo publishInfo(String topic) throws MQClientException, InterruptedException {
    if (!instance.hasNameServer()) {
      throw new MQClientException(
          MQClientException.NO_NAME_SERVER_EXCEPTION,
          "No name server: call setNamesrvAddr(\"host:9876\") before start().");
    }
    TopicPublishInfo info =
        instance.routes().publishInfo(topic, settings.getDefaultTopicQueueNums());
    if (info.isEmpty()) {
      throw new MQClientException(
          MQClientException.NOT_FOUND_TOPIC_EXCEPTION,
          "No route info of this topic: " + topic + " (is a broker up, and may it create topics?)");
    }
    return info;
  }

  /**
   * @param failedBroker where the attempt before failed, or null on the first attempt
   */
  MessageQueue select(TopicPublishInfo topic, String failedBroker) {
    return faults.selectOneMessageQueue(topic.messageQueueList(), topic.turn(), failedBroker);
  }

  /**
   * What an attempt has shown of its broker.
   *
   * @param failure or null
   * @param reachable whether the broker can be reached in spite of the failure
   */
  void learn(MessageQueue queue, long startMillis, Throwable failure, boolean reachable) {
    boolean isolation =
        failure instanceof RemotingException || failure instanceof MQBrokerException;
    faults.updateFaultItem(
        queue.getBrokerName(), clock.millis() - startMillis, isolation, !isolation || reachable);
  }

  /** A message that has its request and may go. */
  record Ready(
      Message msg,
      MessageQueue queue,
      String address,
      RemotingCommand request,
      SendMessageContext context) {}

  private Ready prepare(Message msg, MessageQueue queue, CommunicationMode mode)
      throws MQClientException, InterruptedException {
    String address = instance.routes().publishAddress(queue);
    SendMessageCodec.sign(msg, settings);
    SendMessageContext context = hooks.before(msg, queue, address, mode);
    return new Ready(msg, queue, address, codec.request(msg, queue), context);
  }

  /**
   * Sends once and waits.
   *
   * @param limitMillis for this attempt, if more is left for all of them
   */
  SendResult send(Message msg, MessageQueue queue, long deadline, long limitMillis)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
    var event = new SendEvent();
    event.begin();
    Ready ready = prepare(msg, queue, CommunicationMode.SYNC);
    try {
      long timeout = Math.min(limitMillis, timeLeft(msg, deadline));
      var response = instance.api().sendMessage(ready.address, ready.request, timeout);
      return succeeded(ready, response, event);
    } catch (RemotingException | MQBrokerException | InterruptedException e) {
      hooks.after(ready.context, null, e);
      throw e;
    }
  }

  /** Sends once; {@link Sent#future} brings the answer. */
  Sent sendAsync(Message msg, MessageQueue queue, long deadline)
      throws MQClientException, RemotingException, InterruptedException {
    Ready ready = prepare(msg, queue, CommunicationMode.ASYNC);
    long timeout = timeLeft(msg, deadline);
    return new Sent(ready, instance.api().sendMessageAsync(ready.address, ready.request, timeout));
  }

  /** A message on its way. */
  record Sent(Ready ready, CompletableFuture<RemotingCommand> future) {}

  /**
   * @throws MQBrokerException if the answer is a refusal
   */
  SendResult succeeded(Ready ready, RemotingCommand response, SendEvent event)
      throws MQBrokerException, RemotingException {
    SendResult result = codec.result(response, ready.msg, ready.queue, ready.address);
    commit(event, result);
    hooks.after(ready.context, result, null);
    return result;
  }

  void failed(Ready ready, Exception failure) {
    hooks.after(ready.context, null, failure);
  }

  /** Hands one message to the network. */
  void sendOneway(Message msg, MessageQueue queue, long deadline)
      throws MQClientException, RemotingException, InterruptedException {
    Ready ready = prepare(msg, queue, CommunicationMode.ONEWAY);
    instance.api().sendMessageOneway(ready.address, ready.request, timeLeft(msg, deadline));
    hooks.after(ready.context, null, null);
  }

  long timeLeft(Message msg, long deadline) throws RemotingTooMuchRequestException {
    long left = deadline - clock.millis();
    if (left <= 0) {
      throw new RemotingTooMuchRequestException(
          "Time is up for the message to topic " + msg.getTopic() + " before it was sent.");
    }
    return left;
  }

  private static void commit(SendEvent event, SendResult result) {
    if (event.shouldCommit()) {
      event.topic = result.getMessageQueue().getTopic();
      event.queueId = result.getMessageQueue().getQueueId();
      event.queueOffset = result.getQueueOffset();
      event.broker = result.getMessageQueue().getBrokerName();
      event.commit();
    }
  }
}
