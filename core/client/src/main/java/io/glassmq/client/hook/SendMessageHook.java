package io.glassmq.client.hook;

/**
 * Sees each attempt to send a message; what it throws is logged and goes no further.
 *
 * <p>Called on the sending thread; the end of an asynchronous attempt on a callback thread.
 * Official counterpart: {@code org.apache.rocketmq.client.hook.SendMessageHook}.
 */
public interface SendMessageHook {
  /** A name for the log. */
  String hookName();

  /** Before the request is made: properties that are added to the message now travel with it. */
  void sendMessageBefore(SendMessageContext context);

  /** When the attempt is over; of a oneway message: when it is handed to the network. */
  void sendMessageAfter(SendMessageContext context);
}
