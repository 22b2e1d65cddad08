package io.glassmq.bench;

/** A part of the comparison that can be asked for by itself; each starts its servers anew. */
enum Part {
  /** The broker under the official client. */
  BROKER,
  /** From producer to listener, message by message. */
  LATENCY,
  /** A backlog, from broker to listener. */
  BACKLOG,
  /** Consumers that wait. */
  WAITING
}
