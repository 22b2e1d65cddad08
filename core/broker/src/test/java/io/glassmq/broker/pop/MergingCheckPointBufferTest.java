package io.glassmq.broker.pop;

class MergingCheckPointBufferTest extends CheckPointBufferContract {
  @Override
  CheckPointBuffer create(CheckPointLimits limits) {
    return new MergingCheckPointBuffer(limits);
  }
}
