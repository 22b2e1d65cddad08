package io.glassmq.remoting.protocol.heartbeat;

/** Who of a group gets a message. The order is that of the numbers on the wire. */
public enum MessageModel {
  /** Every member. */
  BROADCASTING,
  /** One member. */
  CLUSTERING,
  /** The member that has subscribed to the lite topic. */
  LITE_SELECTIVE
}
