package io.glassmq.client.hook;

/**
 * Is told of every call of the listener. What it throws is logged and changes nothing.
 *
 * <p>Called on the thread that calls the listener. Official counterpart: {@code
 * org.apache.rocketmq.client.hook.ConsumeMessageHook}.
 */
public interface ConsumeMessageHook {
  /** For the log. */
  String hookName();

  void consumeMessageBefore(ConsumeMessageContext context);

  /** The same object as before, which now says how it ended. */
  void consumeMessageAfter(ConsumeMessageContext context);
}
