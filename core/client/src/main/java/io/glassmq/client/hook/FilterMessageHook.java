package io.glassmq.client.hook;

/**
 * Drops fetched messages before the listener sees them, by removing them from the context's list.
 * What it drops is not consumed again.
 *
 * <p>Called on a callback thread of the client. Official counterpart: {@code
 * org.apache.rocketmq.client.hook.FilterMessageHook}.
 */
public interface FilterMessageHook {
  /** For the log. */
  String hookName();

  void filterMessage(FilterMessageContext context);
}
