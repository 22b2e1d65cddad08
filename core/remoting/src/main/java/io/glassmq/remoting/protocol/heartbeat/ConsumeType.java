package io.glassmq.remoting.protocol.heartbeat;

/** How a consumer gets its messages. The order is that of the numbers on the wire. */
public enum ConsumeType {
  /** It asks when it likes. */
  CONSUME_ACTIVELY,
  /** A listener is called. */
  CONSUME_PASSIVELY,
  /** The broker leases messages out. */
  CONSUME_POP
}
