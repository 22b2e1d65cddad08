package io.glassmq.client.consumer.rebalance;

import io.glassmq.client.consumer.AllocateMessageQueueStrategy;

class AllocateMessageQueueAveragelyByCircleTest extends AllocateMessageQueueStrategyContract {
  @Override
  AllocateMessageQueueStrategy create() {
    return new AllocateMessageQueueAveragelyByCircle();
  }

  @Override
  String recording() {
    return "averagely-by-circle";
  }

  @Override
  String name() {
    return "AVG_BY_CIRCLE";
  }
}
