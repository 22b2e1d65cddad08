package io.glassmq.client.consumer.rebalance;

import io.glassmq.common.message.MessageQueue;
import java.util.List;
import java.util.stream.IntStream;

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
    int first = members.indexOf(member);
    return IntStream.iterate(first, i -> i < queues.size(), i -> i + members.size())
        .mapToObj(queues::get)
        .toList();
  }

  @Override
  public String getName() {
    return "AVG_BY_CIRCLE";
  }
}
