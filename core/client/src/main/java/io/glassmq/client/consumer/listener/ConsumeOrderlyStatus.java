package io.glassmq.client.consumer.listener;

/**
 * What became of the messages that an orderly listener was given.
 *
 * <p>Official counterpart: {@code
 * org.apache.rocketmq.client.consumer.listener.ConsumeOrderlyStatus}.
 */
public enum ConsumeOrderlyStatus {
  /** Done; with {@code autoCommit} off it counts only once a later list is committed. */
  SUCCESS,

  /** With {@code autoCommit} off: all since the last commit come again. */
  ROLLBACK,

  /** With {@code autoCommit} off: all since the last commit is done. */
  COMMIT,

  /** Not done; the same messages come again, and until then nothing else of this queue. */
  SUSPEND_CURRENT_QUEUE_A_MOMENT
}
