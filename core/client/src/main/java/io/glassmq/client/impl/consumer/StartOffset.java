package io.glassmq.client.impl.consumer;

import io.glassmq.client.consumer.PushConsumerConfig;
import io.glassmq.client.consumer.store.OffsetStore;
import io.glassmq.client.consumer.store.ReadOffsetType;
import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.impl.factory.MQClientInstance;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.remoting.exception.RemotingException;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * Where consuming a queue begins when it becomes ours: where the group left off, or, if the broker
 * knows of no such place, where the user wants a new group to begin.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.client.impl.consumer.RebalancePushImpl}.
 */
final class StartOffset {
  private final GroupRules rules;
  private final OffsetStore offsets;
  private final MQClientInstance instance;

  StartOffset(GroupRules rules, OffsetStore offsets, MQClientInstance instance) {
    this.rules = rules;
    this.offsets = offsets;
    this.instance = instance;
  }

  /** Asks the broker; any failure means "try again later", never a guess. */
  long of(MessageQueue queue)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
    long stored = offsets.readOffset(queue, ReadOffsetType.READ_FROM_STORE);
    if (stored < OffsetStore.NOT_FOUND) {
      throw new MQClientException("The offset of " + queue + " cannot be told now.", null);
    }
    return stored >= 0 ? stored : ofNewGroup(queue);
  }

  private long ofNewGroup(MessageQueue queue)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
    boolean retry = TopicNames.isRetryTopic(queue.getTopic());
    return switch (rules.consumeFromWhere()) {
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
    return LocalDateTime.parse(rules.consumeTimestamp(), PushConsumerConfig.TIMESTAMP)
        .atZone(ZoneId.systemDefault())
        .toInstant()
        .toEpochMilli();
  }
}
