package io.glassmq.interop.official;

import io.glassmq.interop.driver.Received;
import io.glassmq.interop.driver.RetryDriver;
import io.glassmq.interop.driver.Sent;
import io.glassmq.interop.driver.Subscription;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import org.apache.rocketmq.client.consumer.listener.ConsumeOrderlyStatus;
import org.apache.rocketmq.client.consumer.listener.MessageListenerConcurrently;
import org.apache.rocketmq.client.consumer.listener.MessageListenerOrderly;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.client.producer.SendResult;
import org.apache.rocketmq.common.consumer.ConsumeFromWhere;
import org.apache.rocketmq.common.message.Message;

/**
 * Delays and retries by the public vocabulary only: the same source, with nothing but the imports
 * changed, drives our client as well.
 */
public final class RocketRetryDriver implements RetryDriver {
  /** On a busy machine a client that loads its classes needs longer than its 3 s. */
  private static final int ANSWER_LIMIT_MILLIS = 15_000;

  private static final int ORDERLY_PAUSE_MILLIS = 100;

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
    producer.setSendMsgTimeout(ANSWER_LIMIT_MILLIS);
    producer.setMqClientApiTimeout(ANSWER_LIMIT_MILLIS);
    producer.start();
  }

  @Override
  public Sent send(String topic, String body, int delayLevel) throws Exception {
    var message = new Message(topic, "a", "k", body.getBytes(StandardCharsets.UTF_8));
    if (delayLevel > 0) {
      message.setDelayTimeLevel(delayLevel);
    }
    SendResult result = producer.send(message);
    return new Sent(
        result.getSendStatus().name(),
        result.getMsgId(),
        result.getOffsetMsgId(),
        result.getMessageQueue().getBrokerName(),
        result.getMessageQueue().getQueueId(),
        result.getQueueOffset());
  }

  @Override
  public Subscription consume(
      String group, String topic, boolean orderly, int maxTimes, Predicate<Received> listener)
      throws Exception {
    DefaultMQPushConsumer consumer = newConsumer(group, topic);
    consumer.setMaxReconsumeTimes(maxTimes);
    consumer.setConsumeMessageBatchMaxSize(1);
    if (orderly) {
      consumer.setSuspendCurrentQueueTimeMillis(ORDERLY_PAUSE_MILLIS);
      consumer.registerMessageListener(
          (MessageListenerOrderly)
              (messages, context) ->
                  listener.test(RocketClientDriver.received(messages.get(0)))
                      ? ConsumeOrderlyStatus.SUCCESS
                      : ConsumeOrderlyStatus.SUSPEND_CURRENT_QUEUE_A_MOMENT);
    } else {
      consumer.registerMessageListener(
          (MessageListenerConcurrently)
              (messages, context) ->
                  listener.test(RocketClientDriver.received(messages.get(0)))
                      ? ConsumeConcurrentlyStatus.CONSUME_SUCCESS
                      : ConsumeConcurrentlyStatus.RECONSUME_LATER);
    }
    consumer.start();
    return consumer::shutdown;
  }

  private DefaultMQPushConsumer newConsumer(String group, String topic) throws Exception {
    var consumer = new DefaultMQPushConsumer(group);
    consumer.setNamesrvAddr(namesrvAddr);
    consumer.setInstanceName(instance + "-" + consumers++);
    consumer.setMqClientApiTimeout(ANSWER_LIMIT_MILLIS);
    consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
    consumer.subscribe(topic, "*");
    return consumer;
  }

  @Override
  public void close() {
    producer.shutdown();
  }
}
