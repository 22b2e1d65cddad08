package io.glassmq.client.consumer.rebalance;

import io.glassmq.common.consumer.QueueShare;
import io.glassmq.common.message.MessageQueue;
import java.util.List;

/**
 * Gives each member one block of neighbouring queues. The blocks differ by at most one queue; the
 * first members get the longer ones.
 *
 * <p>Official counterpart: {@code
 * org.apache.rocketmq.client.consumer.rebalance.AllocateMessageQueueAveragely}.
 */
public class AllocateMessageQueueAveragely extends AbstractAllocateMessageQueueStrategy {

  @Override
  List<MessageQueue> share(
      String group, String member, List<MessageQueue> queues, List<String> members) {
    return QueueShare.AVG.of(members.indexOf(member), members.size(), queues);
  }

  @Override
  public String getName() {
    return QueueShare.AVG.name();
  }
}
