package io.glassmq.interop.official;

import io.glassmq.interop.driver.ClientDriver;
import io.glassmq.interop.driver.Received;
import io.glassmq.interop.driver.Sent;
import io.glassmq.interop.driver.Subscription;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import org.apache.rocketmq.client.consumer.listener.MessageListenerConcurrently;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.client.producer.SendCallback;
import org.apache.rocketmq.client.producer.SendResult;
import org.apache.rocketmq.common.consumer.ConsumeFromWhere;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageExt;

/**
 * Producer and push consumer by their public vocabulary only: a test compiles this very source
 * against our client as well, with nothing but the imports changed.
 */
public final class RocketClientDriver implements ClientDriver {
  private static final int ANSWER_LIMIT_SECONDS = 20;

  /** The first send also loads classes and connects, for which 3 s are short on a busy machine. */
  private static final int SEND_LIMIT_MILLIS = 15_000;

  private DefaultMQProducer producer;
  private String namesrvAddr;
  private String instance;
  private int consumers;

  @Override
  public void start(String namesrvAddr, String instance) throws Exception {
    this.namesrvAddr = namesrvAddr;
    this.instance = instance;
    producer = new DefaultMQProducer("PID_" + instance);
    producer.setNamesrvAddr(namesrvAddr);
    producer.setInstanceName(instance);
    producer.setSendMsgTimeout(SEND_LIMIT_MILLIS);
    producer.start();
  }

  @Override
  public List<Sent> sendSync(String topic, List<String> bodies) throws Exception {
    var sent = new ArrayList<Sent>();
    for (Message message : messages(topic, bodies)) {
      sent.add(sent(producer.send(message)));
    }
    return sent;
  }

  @Override
  public List<Sent> sendAsync(String topic, List<String> bodies) throws Exception {
    var answers = new ArrayList<CompletableFuture<Sent>>();
    for (Message message : messages(topic, bodies)) {
      var answer = new CompletableFuture<Sent>();
      answers.add(answer);
      producer.send(
          message,
          new SendCallback() {
            @Override
            public void onSuccess(SendResult result) {
              answer.complete(sent(result));
            }

            @Override
            public void onException(Throwable e) {
              answer.completeExceptionally(e);
            }
          });
    }
    var sent = new ArrayList<Sent>();
    for (var answer : answers) {
      sent.add(answer.get(ANSWER_LIMIT_SECONDS, TimeUnit.SECONDS));
    }
    return sent;
  }

  @Override
  public void sendOneway(String topic, List<String> bodies) throws Exception {
    for (Message message : messages(topic, bodies)) {
      producer.sendOneway(message);
    }
  }

  @Override
  public Sent sendBatch(String topic, List<String> bodies) throws Exception {
    return sent(producer.send(messages(topic, bodies)));
  }

  @Override
  public List<Sent> sendToQueue(String topic, int queueId, List<String> bodies) throws Exception {
    var sent = new ArrayList<Sent>();
    for (Message message : messages(topic, bodies)) {
      sent.add(sent(producer.send(message, (queues, m, id) -> queues.get((Integer) id), queueId)));
    }
    return sent;
  }

  @Override
  public Subscription subscribe(String group, String topic, String tags, Consumer<Received> sink)
      throws Exception {
    var consumer = new DefaultMQPushConsumer(group);
    consumer.setNamesrvAddr(namesrvAddr);
    consumer.setInstanceName(instance + "-" + consumers++);
    consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
    // Else a listener that has just seen its message may be cut off before its offset moves.
    consumer.setAwaitTerminationMillisWhenShutdown(5_000);
    consumer.subscribe(topic, tags);
    consumer.registerMessageListener(
        (MessageListenerConcurrently)
            (messages, context) -> {
              messages.forEach(message -> sink.accept(received(message)));
              return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
            });
    consumer.start();
    return consumer::shutdown;
  }

  @Override
  public void close() {
    producer.shutdown();
  }

  /** Message i carries the tag {@code a} or {@code b}, by turns, and the key {@code k<i>}. */
  private static List<Message> messages(String topic, List<String> bodies) {
    var messages = new ArrayList<Message>();
    for (int i = 0; i < bodies.size(); i++) {
      byte[] body = bodies.get(i).getBytes(StandardCharsets.UTF_8);
      messages.add(new Message(topic, i % 2 == 0 ? "a" : "b", "k" + i, body));
    }
    return messages;
  }

  private static Sent sent(SendResult result) {
    return new Sent(
        result.getSendStatus().name(),
        result.getMsgId(),
        result.getOffsetMsgId(),
        result.getMessageQueue().getBrokerName(),
        result.getMessageQueue().getQueueId(),
        result.getQueueOffset());
  }

  static Received received(MessageExt message) {
    return new Received(
        message.getMsgId(),
        message.getTopic(),
        message.getBrokerName(),
        message.getQueueId(),
        message.getQueueOffset(),
        message.getTags(),
        message.getKeys(),
        new String(message.getBody(), StandardCharsets.UTF_8),
        message.getReconsumeTimes());
  }
}
