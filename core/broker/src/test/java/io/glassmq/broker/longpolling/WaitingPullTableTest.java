package io.glassmq.broker.longpolling;

class WaitingPullTableTest extends WaitingPullsContract {
  @Override
  WaitingPulls create() {
    return new WaitingPullTable();
  }
}
