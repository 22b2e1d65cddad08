package io.glassmq.client.consumer.rebalance;

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
    int index = members.indexOf(member);
    int block = queues.size() / members.size();
    int leftOver = queues.size() % members.size();
    int start = index * block + Math.min(index, leftOver);
    int end = start + block + (index < leftOver ? 1 : 0);
    return queues.subList(start, end);
  }

  @Override
  public String getName() {
    return "AVG";
  }
}
