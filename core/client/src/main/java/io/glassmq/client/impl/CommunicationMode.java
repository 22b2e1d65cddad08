package io.glassmq.client.impl;

/**
 * Whether the sender waits for the answer, hears of it later, or wants none.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.client.impl.CommunicationMode}.
 */
public enum CommunicationMode {
  SYNC,
  ASYNC,
  ONEWAY
}
