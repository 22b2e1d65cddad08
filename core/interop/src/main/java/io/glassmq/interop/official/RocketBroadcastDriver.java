package io.glassmq.interop.official;

import io.glassmq.interop.driver.BroadcastDriver;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import org.apache.rocketmq.client.consumer.listener.MessageListenerConcurrently;
import org.apache.rocketmq.common.consumer.ConsumeFromWhere;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.remoting.protocol.heartbeat.MessageModel;

/** A broadcasting push consumer by its public vocabulary only; see {@link RocketMemberDriver}. */
public final class RocketBroadcastDriver implements BroadcastDriver {
  private DefaultMQPushConsumer consumer;

  @Override
  public void start(
      String namesrvAddr, String instance, String group, String topic, Consumer<String> listener)
      throws Exception {
    consumer = new DefaultMQPushConsumer(group);
    consumer.setNamesrvAddr(namesrvAddr);
    consumer.setClientIP("127.0.0.1");
    consumer.setInstanceName(instance);
    consumer.setMessageModel(MessageModel.BROADCASTING);
    consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
    consumer.setConsumeThreadMin(2);
    consumer.setAwaitTerminationMillisWhenShutdown(5_000);
    consumer.subscribe(topic, "*");
    MessageListenerConcurrently concurrent =
        (messages, context) -> {
          for (MessageExt message : messages) {
            listener.accept(new String(message.getBody(), StandardCharsets.UTF_8));
          }
          return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
        };
    consumer.registerMessageListener(concurrent);
    consumer.start();
  }

  @Override
  public void close() {
    consumer.shutdown();
  }
}
