package io.glassmq.interop.official;

import io.glassmq.interop.driver.PopDriver;
import io.glassmq.interop.driver.Received;
import java.util.function.Predicate;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import org.apache.rocketmq.client.consumer.listener.MessageListenerConcurrently;
import org.apache.rocketmq.common.consumer.ConsumeFromWhere;

/**
 * A push consumer in pop mode by its public vocabulary only: a test compiles this very source
 * against our client as well, with nothing but the imports changed.
 */
public final class RocketPopDriver implements PopDriver {
  private static final int THREADS = 4;

  /** So few that one that hangs is soon full. */
  private static final int BATCH = 4;

  private DefaultMQPushConsumer consumer;

  @Override
  public void start(
      String namesrvAddr, String instance, String group, String topic, Predicate<Received> listener)
      throws Exception {
    consumer = new DefaultMQPushConsumer(group);
    consumer.setNamesrvAddr(namesrvAddr);
    consumer.setInstanceName(instance);
    consumer.setClientRebalance(false);
    consumer.setPopInvisibleTime(INVISIBLE_MILLIS);
    consumer.setPopBatchNums(BATCH);
    consumer.setPopThresholdForQueue(BATCH);
    consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
    consumer.setConsumeThreadMin(THREADS);
    consumer.setConsumeMessageBatchMaxSize(1);
    consumer.subscribe(topic, "*");
    consumer.registerMessageListener(
        (MessageListenerConcurrently)
            (messages, context) ->
                listener.test(RocketClientDriver.received(messages.get(0)))
                    ? ConsumeConcurrentlyStatus.CONSUME_SUCCESS
                    : ConsumeConcurrentlyStatus.RECONSUME_LATER);
    consumer.start();
  }

  @Override
  public void close() {
    consumer.shutdown();
  }
}
