package io.glassmq.client.consumer.rebalance;

import io.glassmq.client.consumer.AllocateMessageQueueStrategy;

class AllocateMessageQueueAveragelyTest extends AllocateMessageQueueStrategyContract {
  @Override
  AllocateMessageQueueStrategy create() {
    return new AllocateMessageQueueAveragely();
  }

  @Override
  String recording() {
    return "averagely";
  }

  @Override
  String name() {
    return "AVG";
  }
}
