package io.glassmq.labs.wire.official;

import io.glassmq.labs.wire.driver.WireDriver;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import org.apache.rocketmq.client.consumer.listener.MessageListenerConcurrently;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.common.consumer.ConsumeFromWhere;
import org.apache.rocketmq.common.message.Message;

/** The official producer and push consumers, by their public vocabulary only. */
public final class RocketWireDriver implements WireDriver {
  /** The first send also loads classes and connects, for which 3 s are short on a busy machine. */
  private static final int SEND_LIMIT_MILLIS = 10_000;

  private final List<DefaultMQPushConsumer> consumers = new ArrayList<>();
  private DefaultMQProducer producer;
  private String namesrvAddr;

  @Override
  public void start(String namesrvAddr) throws Exception {
    this.namesrvAddr = namesrvAddr;
    producer = new DefaultMQProducer("PID_lab");
    producer.setNamesrvAddr(namesrvAddr);
    producer.setInstanceName("lab-" + System.nanoTime());
    producer.setSendMsgTimeout(SEND_LIMIT_MILLIS);
    producer.start();
  }

  @Override
  public List<String> send(String topic, List<String> bodies) throws Exception {
    var answers = new ArrayList<String>();
    for (String body : bodies) {
      var message = new Message(topic, body.getBytes(StandardCharsets.UTF_8));
      answers.add(producer.send(message).getSendStatus().name());
    }
    return answers;
  }

  @Override
  public void subscribe(String group, String topic, Consumer<String> sink) throws Exception {
    var consumer = new DefaultMQPushConsumer(group);
    consumers.add(consumer);
    consumer.setNamesrvAddr(namesrvAddr);
    consumer.setInstanceName(producer.getInstanceName());
    consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
    consumer.subscribe(topic, "*");
    consumer.registerMessageListener(
        (MessageListenerConcurrently)
            (messages, context) -> {
              messages.forEach(
                  message -> sink.accept(new String(message.getBody(), StandardCharsets.UTF_8)));
              return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
            });
    consumer.start();
  }

  @Override
  public void close() {
    consumers.forEach(DefaultMQPushConsumer::shutdown);
    if (producer != null) {
      producer.shutdown();
    }
  }
}
