package io.glassmq.client.latency;

class RoundRobinTest extends MQFaultStrategyContract {
  @Override
  MQFaultStrategy create() {
    return new RoundRobin();
  }
}
