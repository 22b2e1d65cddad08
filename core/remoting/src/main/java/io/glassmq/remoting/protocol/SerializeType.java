package io.glassmq.remoting.protocol;

/**
 * The form of a command's header; the order is that of the type byte in the frame.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.remoting.protocol.SerializeType}.
 */
public enum SerializeType {
  /** A JSON object. Every client reads it. */
  JSON,

  /** A compact binary form, which cannot carry codes above 32767. */
  ROCKETMQ
}
