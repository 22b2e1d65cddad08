package io.glassmq.client.impl.consumer;

import io.glassmq.common.message.MessageQueue;
import org.jetbrains.annotations.Debug;

/**
 * One queue that is ours, on its way round: pulled, consumed, pulled again, until it is dropped.
 * There is one for each assigned queue, so one pull for it at a time.
 *
 * <p>Offset, broker id and time of the last pull belong to whoever works on the round; dropping is
 * guarded by the object's own lock. Official counterpart: {@code
 * org.apache.rocketmq.client.impl.consumer.PullRequest}.
 */
@Debug.Renderer(text = "messageQueue + \" next \" + nextOffset + (dropped ? \" dropped\" : \"\")")
final class PullRequest {
  private final MessageQueue messageQueue;
  private final ProcessQueue processQueue;
  private volatile long nextOffset;
  private volatile long brokerId;
  private volatile long lastPullMillis;
  private volatile long lastConsumeMillis;
  private boolean dropped; // guarded by this

  PullRequest(MessageQueue messageQueue, ProcessQueue processQueue, long nowMillis) {
    this.messageQueue = messageQueue;
    this.processQueue = processQueue;
    this.lastPullMillis = nowMillis;
  }

  MessageQueue messageQueue() {
    return messageQueue;
  }

  ProcessQueue processQueue() {
    return processQueue;
  }

  /** Where to pull next. */
  long nextOffset() {
    return nextOffset;
  }

  void nextOffset(long offset) {
    this.nextOffset = offset;
  }

  /** Which of the broker's addresses to ask; 0 is the master. */
  long brokerId() {
    return brokerId;
  }

  void brokerId(long id) {
    this.brokerId = id;
  }

  long lastPullMillis() {
    return lastPullMillis;
  }

  void lastPullMillis(long millis) {
    this.lastPullMillis = millis;
  }

  /** When the listener last got messages of it; 0 if it never did. */
  long lastConsumeMillis() {
    return lastConsumeMillis;
  }

  void lastConsumeMillis(long millis) {
    this.lastConsumeMillis = millis;
  }

  /** The queue is no longer ours; what is unfinished is now somebody else's. */
  synchronized void drop() {
    dropped = true;
  }

  synchronized boolean isDropped() {
    return dropped;
  }

  /**
   * Runs the action while the queue is certainly ours: once {@link #drop} has returned, no such
   * action runs or will run. So the offset that is reported at a hand-over is the last word.
   *
   * @return whether it ran
   */
  synchronized boolean unlessDropped(Runnable action) {
    if (!dropped) {
      action.run();
    }
    return !dropped;
  }

  @Override
  public synchronized String toString() {
    return messageQueue + " next offset " + nextOffset + (dropped ? ", dropped" : "");
  }
}
