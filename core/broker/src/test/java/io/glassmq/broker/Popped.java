package io.glassmq.broker;

import io.glassmq.common.consumer.ReceiptHandle;
import io.glassmq.common.consumer.RetryKind;

/**
 * A message in the hands of a consumer.
 *
 * @param text its body
 * @param handle to acknowledge it with
 * @param reconsumeTimes how often it came back before
 */
record Popped(String text, ReceiptHandle handle, int reconsumeTimes) {

  boolean isRetry() {
    return handle.retryKind() != RetryKind.NORMAL;
  }

  /** The same message under the handle that a change of its invisible time has given. */
  Popped with(ReceiptHandle newHandle) {
    return new Popped(text, newHandle, reconsumeTimes);
  }

  @Override
  public String toString() {
    return "%s (%s%d/%d, %s, pop %d)"
        .formatted(
            text,
            isRetry() ? "retry " : "",
            handle.queueId(),
            handle.queueOffset(),
            reconsumeTimes,
            handle.popTime());
  }
}
