package io.glassmq.client.impl.consumer;

import io.glassmq.client.consumer.DefaultMQPushConsumer;
import io.glassmq.client.consumer.store.RemoteBrokerOffsetStore;
import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.impl.factory.MQClientInstance;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.remoting.exception.RemotingException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.OptionalLong;

/**
 * Where consuming a queue begins when it becomes ours: where the group left off, or, if the broker
 * knows of no such place, where the user wants a new group to begin.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.client.impl.consumer.RebalancePushImpl}.
 */
final class StartOffset {
  private final DefaultMQPushConsumer settings;
  private final RemoteBrokerOffsetStore offsets;
  private final MQClientInstance instance;

  StartOffset(
      DefaultMQPushConsumer settings, RemoteBrokerOffsetStore offsets, MQClientInstance instance) {
    this.settings = settings;
    this.offsets = offsets;
    this.instance = instance;
  }

  /** Asks the broker; any failure means "try again later", never a guess. */
  long of(MessageQueue queue)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
    OptionalLong stored = offsets.readStore(queue);
    return stored.isPresent() ? stored.getAsLong() : ofNewGroup(queue);
  }

  private long ofNewGroup(MessageQueue queue)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
    boolean retry = TopicNames.isRetryTopic(queue.getTopic());
    return switch (settings.getConsumeFromWhere()) {
      case CONSUME_FROM_FIRST_OFFSET -> 0;
      case CONSUME_FROM_TIMESTAMP ->
          retry ? maxOffset(queue) : instance.api().searchOffset(master(queue), queue, timestamp());
      default -> retry ? 0 : maxOffset(queue);
    };
  }

  private long maxOffset(MessageQueue queue)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
    return instance.api().getMaxOffset(master(queue), queue);
  }

  private String master(MessageQueue queue) throws MQClientException, InterruptedException {
    return instance.routes().publishAddress(queue);
  }

  private long timestamp() {
    return LocalDateTime.parse(settings.getConsumeTimestamp(), DefaultMQPushConsumer.TIMESTAMP)
        .atZone(ZoneId.systemDefault())
        .toInstant()
        .toEpochMilli();
  }
}
