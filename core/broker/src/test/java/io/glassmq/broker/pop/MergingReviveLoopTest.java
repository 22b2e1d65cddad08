package io.glassmq.broker.pop;

class MergingReviveLoopTest extends ReviveLoopContract {
  @Override
  protected ReviveLoop newLoop(long processedOffset) {
    return new MergingReviveLoop(processedOffset);
  }
}
