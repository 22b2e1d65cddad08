package io.glassmq.client.producer;

/**
 * Hears how an asynchronous send ended; exactly one of the two is called, once, on a callback
 * thread of the client.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.client.producer.SendCallback}.
 */
public interface SendCallback {
  void onSuccess(SendResult sendResult);

  void onException(Throwable e);
}
