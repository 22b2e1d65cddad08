package io.glassmq.client.latency;

import io.glassmq.client.common.ThreadLocalIndex;
import io.glassmq.common.message.MessageQueue;
import java.util.List;
import java.util.function.Predicate;

/** Takes queue after queue and steps over the broker that just failed; remembers nothing. */
public final class RoundRobin implements MQFaultStrategy {

  @Override
  public MessageQueue selectOneMessageQueue(
      List<MessageQueue> queues, ThreadLocalIndex turn, String failedBroker) {
    MessageQueue other = next(queues, turn, broker -> !broker.equals(failedBroker));
    return other != null ? other : queues.get(turn.next(queues.size()));
  }

  /** The next queue in turn whose broker is wanted, or null if there is none. */
  static MessageQueue next(
      List<MessageQueue> queues, ThreadLocalIndex turn, Predicate<String> wanted) {
    for (int looked = 0; looked < queues.size(); looked++) {
      MessageQueue queue = queues.get(turn.next(queues.size()));
      if (wanted.test(queue.getBrokerName())) {
        return queue;
      }
    }
    return null;
  }
}
