package io.glassmq.client.consumer.rebalance;

import io.glassmq.client.consumer.AllocateMessageQueueStrategy;
import io.glassmq.common.message.MessageQueue;
import java.util.List;

class AllocateMessageQueueByConfigTest extends AllocateMessageQueueStrategyContract {
  @Override
  AllocateMessageQueueStrategy create() {
    var strategy = new AllocateMessageQueueByConfig();
    strategy.setMessageQueueList(
        List.of(
            new MessageQueue("TopicTest", "broker-a", 1),
            new MessageQueue("TopicTest", "broker-z", 3)));
    return strategy;
  }

  @Override
  String recording() {
    return "config";
  }

  @Override
  String name() {
    return "CONFIG";
  }
}
