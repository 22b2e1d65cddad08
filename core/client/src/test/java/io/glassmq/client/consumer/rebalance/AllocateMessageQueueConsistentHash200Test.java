package io.glassmq.client.consumer.rebalance;

import io.glassmq.client.consumer.AllocateMessageQueueStrategy;

class AllocateMessageQueueConsistentHash200Test extends AllocateMessageQueueStrategyContract {
  @Override
  AllocateMessageQueueStrategy create() {
    return new AllocateMessageQueueConsistentHash(200);
  }

  @Override
  String recording() {
    return "consistent-hash-200";
  }

  @Override
  String name() {
    return "CONSISTENT_HASH";
  }
}
