package io.glassmq.bench;

/** A row of the table: what is measured, in which unit, and what the ratio should be. */
enum BrokerMetric implements Report.Row {
  START("start to first accepted message", "ms", "<= 0.25 x"),
  IDLE_CPU("idle: CPU of the broker", "% of a core", "< 1 %"),
  IDLE_THREADS("idle: threads", "", "<= 60"),
  IDLE_RESIDENT("idle: resident memory", "MiB", "< 300"),
  SYNC1_RATE("1 sync sender: messages", "/s", ""),
  SYNC1_P50("1 sync sender: p50", "us", ""),
  SYNC1_P99("1 sync sender: p99", "us", ""),
  SYNC32_RATE("32 sync senders: messages", "/s", ">= 1.2 x"),
  SYNC32_P50("32 sync senders: p50", "us", ""),
  SYNC32_P99("32 sync senders: p99", "us", "<= 1 x"),
  SYNC32_P999("32 sync senders: p99.9", "us", ""),
  SYNC32_CPU("32 sync senders: broker CPU", "us/message", "<= 0.7 x"),
  ASYNC_RATE("async, 256 in flight: messages", "/s", ""),
  ASYNC_CPU("async: broker CPU", "us/message", ""),
  PUSH_RATE("push consumption of a backlog", "/s", ""),
  PUSH_CPU("push: broker CPU", "us/message", ""),
  LOADED_THREADS("after the load: threads", "", ""),
  LOADED_RESIDENT("after the load: resident memory", "MiB", ""),
  LOADED_ANONYMOUS("after the load: without mapped files", "MiB", ""),
  ERRORS("refused or failed sends", "", "");

  private final String label;
  private final String unit;
  private final String goal;

  BrokerMetric(String label, String unit, String goal) {
    this.label = label;
    this.unit = unit;
    this.goal = goal;
  }

  @Override
  public String label() {
    return unit.isEmpty() ? label : label + ", " + unit;
  }

  @Override
  public String goal() {
    return goal;
  }
}
