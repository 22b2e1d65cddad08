package io.glassmq.client.impl.consumer;

import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import java.util.List;

/**
 * Calls the listener of a push consumer and takes note of what is finished.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.client.impl.consumer.ConsumeMessageService}.
 */
interface ConsumeMessageService {
  void start();

  /**
   * Takes no more work, drops what waits, and lets running listeners end; those that take longer
   * than the user allows are interrupted. What is not finished will be delivered again.
   */
  void shutdown() throws InterruptedException;

  /**
   * Sees to it that messages just put into the request's process queue reach the listener.
   *
   * @param begin what the process queue answered, see its PQ-7
   */
  void submitConsumeRequest(List<MessageExt> messages, PullRequest request, boolean begin);

  /**
   * How long pulling has to wait, for reasons that go with the kind of listener.
   *
   * @return milliseconds after which to ask again; 0 to pull now
   */
  long pullDelayMillis(PullRequest request);

  /** See {@link QueueOwner#acquire}. */
  default boolean acquire(MessageQueue queue) throws InterruptedException {
    return true;
  }

  /** See {@link QueueOwner#release}. */
  default boolean release(PullRequest request) throws InterruptedException {
    request.drop();
    return true;
  }

  /** See {@link QueueOwner#released}. */
  default void released(MessageQueue queue) {}

  /** Gives back all that was acquired: after {@link #shutdown}, and after the last report. */
  default void releasedAll() {}
}
