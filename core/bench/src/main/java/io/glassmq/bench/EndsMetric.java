package io.glassmq.bench;

/** A row of the table of the two ends: broker and client of one make together. */
enum EndsMetric implements Report.Row {
  LATENCY_P50("500 messages/s, producer to listener: p50", "us", ""),
  LATENCY_P99("500 messages/s, producer to listener: p99", "us", "<= 0.7 x"),
  LATENCY_P999("500 messages/s, producer to listener: p99.9", "us", ""),
  BACKLOG_RATE("push consumption of 300,000 messages", "/s", ">= 1.2 x"),
  BACKLOG_BROKER_CPU("push: broker CPU", "us/message", ""),
  BACKLOG_CLIENT_CPU("push: client CPU", "us/message", ""),
  POP1_RATE("pop and ack, 1 consumer on 4 queues", "/s", ">= 1.2 x"),
  POP1_CPU("same: broker CPU, all that comes later included", "us/message", "<= 0.7 x"),
  POP8_RATE("pop and ack, 8 consumers on 4 queues", "/s", ">= 1.2 x"),
  POP8_CPU("same: broker CPU, all that comes later included", "us/message", "<= 0.7 x"),
  POP_LATENCY_P50("500 messages/s, producer to a pop listener: p50", "us", ""),
  POP_LATENCY_P99("500 messages/s, producer to a pop listener: p99", "us", ""),
  POP_LATENCY_P999("500 messages/s, producer to a pop listener: p99.9", "us", ""),
  HELD_RESIDENT("100,000 messages in flight: resident memory", "MiB", ""),
  HELD_ANONYMOUS("100,000 messages in flight: without mapped files", "MiB", ""),
  HELD_LIVE("100,000 messages in flight: live objects on the heap", "MiB", ""),
  WAITING_CPU("1,000 waiting pulls: CPU of the broker", "% of a core", "near 0"),
  WAITING_THREADS("1,000 waiting pulls: threads of the broker", "", ""),
  WAITING_RESIDENT("1,000 waiting pulls: resident memory", "MiB", ""),
  WAITING_ANONYMOUS("1,000 waiting pulls: without mapped files", "MiB", "");

  private final String label;
  private final String unit;
  private final String goal;

  EndsMetric(String label, String unit, String goal) {
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
