package io.glassmq.client.impl.consumer;

class SetQueueDiffTest extends QueueDiffContract {
  @Override
  QueueDiff create() {
    return new SetQueueDiff();
  }
}
