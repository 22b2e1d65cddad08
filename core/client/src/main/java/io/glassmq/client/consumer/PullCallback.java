package io.glassmq.client.consumer;

/**
 * Gets what an asynchronous pull came to: one of the two, once, on a callback thread of the client.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.client.consumer.PullCallback}.
 */
public interface PullCallback {

  /** The broker answered, if only that there is nothing. */
  void onSuccess(PullResult pullResult);

  /** The broker refused, or no answer came. */
  void onException(Throwable e);
}
