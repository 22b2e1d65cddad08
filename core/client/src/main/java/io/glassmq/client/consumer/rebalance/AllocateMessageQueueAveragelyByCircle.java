package io.glassmq.client.consumer.rebalance;

import io.glassmq.common.consumer.QueueShare;
import io.glassmq.common.message.MessageQueue;
import java.util.List;

/**
 * Deals the queues out like cards, one to each member in turn. So the queues of each broker are
 * spread over the members.
 *
 * <p>Official counterpart: {@code
 * org.apache.rocketmq.client.consumer.rebalance.AllocateMessageQueueAveragelyByCircle}.
 */
public class AllocateMessageQueueAveragelyByCircle extends AbstractAllocateMessageQueueStrategy {

  @Override
  List<MessageQueue> share(
      String group, String member, List<MessageQueue> queues, List<String> members) {
    return QueueShare.AVG_BY_CIRCLE.of(members.indexOf(member), members.size(), queues);
  }

  @Override
  public String getName() {
    return QueueShare.AVG_BY_CIRCLE.name();
  }
}
