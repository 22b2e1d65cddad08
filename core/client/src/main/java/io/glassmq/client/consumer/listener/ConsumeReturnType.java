package io.glassmq.client.consumer.listener;

/**
 * How a call of the listener ended, for hooks. The order is that of the numbers in a trace.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.client.consumer.listener.ConsumeReturnType}.
 */
public enum ConsumeReturnType {
  /** The messages are done. */
  SUCCESS,

  /** It took longer than {@code consumeTimeout}, whatever it returned. */
  TIME_OUT,

  /** It threw. */
  EXCEPTION,

  /** It returned null. */
  RETURNNULL,

  /** The messages are to come again. */
  FAILED
}
