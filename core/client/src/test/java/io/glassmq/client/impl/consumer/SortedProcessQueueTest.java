package io.glassmq.client.impl.consumer;

class SortedProcessQueueTest extends ProcessQueueContract {
  @Override
  ProcessQueue create() {
    return new SortedProcessQueue();
  }
}
