package io.glassmq.bench;

/** A part of the comparison that can be asked for by itself; each starts its servers anew. */
enum Part {
  /** The broker under the official client. */
  BROKER,
  /** From producer to listener, message by message. */
  LATENCY,
  /** A backlog, from broker to listener. */
  BACKLOG,
  /** A backlog handed out by the broker, each message acknowledged. */
  POP,
  /** The same message by message. */
  POP_LATENCY,
  /** Messages that were handed out, and are not acknowledged. */
  POP_HELD,
  /** Consumers that wait. */
  WAITING
}
