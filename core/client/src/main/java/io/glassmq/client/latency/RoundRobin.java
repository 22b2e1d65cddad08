package io.glassmq.client.latency;

import io.glassmq.common.message.MessageQueue;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes queue after queue, from a random one on, and steps over the broker that just failed. */
public final class RoundRobin implements MQFaultStrategy {
  private final AtomicInteger next = new AtomicInteger(ThreadLocalRandom.current().nextInt());

  @Override
  public MessageQueue selectOneMessageQueue(List<MessageQueue> queues, String failedBroker) {
    for (int attempt = 1; attempt < queues.size(); attempt++) {
      MessageQueue queue = nextOf(queues);
      if (!queue.getBrokerName().equals(failedBroker)) {
        return queue;
      }
    }
    return nextOf(queues);
  }

  private MessageQueue nextOf(List<MessageQueue> queues) {
    return queues.get(Math.floorMod(next.getAndIncrement(), queues.size()));
  }
}
