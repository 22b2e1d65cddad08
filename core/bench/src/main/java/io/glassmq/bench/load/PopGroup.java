package io.glassmq.bench.load;

import java.util.ArrayList;
import java.util.List;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.listener.MessageListenerConcurrently;
import org.apache.rocketmq.common.consumer.ConsumeFromWhere;

/**
 * A group in pop mode: the broker, whose {@code defaultMessageRequestMode} must be {@code POP},
 * hands its messages out. Each member has connections of its own.
 *
 * @param inFlight how many messages a member holds at most, but for the last batch
 * @param invisibleMillis after so long an unanswered message is handed out again
 */
record PopGroup(String namesrvAddr, String topic, int members, int inFlight, long invisibleMillis) {
  static final int BATCH = 32;

  /** As a consumer has it by default. */
  static final int IN_FLIGHT = 96;

  List<DefaultMQPushConsumer> start(int threads, MessageListenerConcurrently listener)
      throws Exception {
    List<DefaultMQPushConsumer> consumers = new ArrayList<>();
    for (int i = 0; i < members; i++) {
      var consumer = new DefaultMQPushConsumer("poppersOf" + topic);
      consumer.setInstanceName("popper-" + i);
      consumer.setNamesrvAddr(namesrvAddr);
      consumer.setClientRebalance(false);
      consumer.setConsumeThreadMin(threads);
      consumer.setConsumeThreadMax(threads);
      consumer.setConsumeMessageBatchMaxSize(BATCH);
      consumer.setPopBatchNums(BATCH);
      consumer.setPopInvisibleTime(invisibleMillis);
      consumer.setPopThresholdForQueue(inFlight);
      consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
      consumer.subscribe(topic, "*");
      consumer.registerMessageListener(listener);
      consumer.start();
      consumers.add(consumer);
    }
    return consumers;
  }
}
