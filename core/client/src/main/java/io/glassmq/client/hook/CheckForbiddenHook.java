package io.glassmq.client.hook;

import io.glassmq.client.exception.MQClientException;

/**
 * May forbid a message before it is sent.
 *
 * <p>Called on the sending thread before each attempt. Official counterpart: {@code
 * org.apache.rocketmq.client.hook.CheckForbiddenHook}.
 */
public interface CheckForbiddenHook {
  /** A name for the log. */
  String hookName();

  /**
   * @throws MQClientException if the message may not be sent
   */
  void checkForbidden(CheckForbiddenContext context) throws MQClientException;
}
