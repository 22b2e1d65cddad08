package io.glassmq.client.impl.consumer;

import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import java.util.List;
import java.util.Optional;
import org.jetbrains.annotations.Debug;

/**
 * One queue of a lite pull consumer: how far the user has got in it, and whether it rests. Pulling
 * goes in rounds; a seek drops the current one and begins another, so nothing that is still on its
 * way for the old place can be mistaken for the new.
 *
 * <p>Thread-safe, under its own lock. Official counterpart: {@code
 * org.apache.rocketmq.client.impl.consumer.AssignedMessageQueue}, where it is a part.
 */
@Debug.Renderer(text = "messageQueue + \" position \" + position + (paused ? \" paused\" : \"\")")
final class LitePullQueue {
  /** The position before the first message was handed out. */
  static final long NOWHERE = -1;

  private final MessageQueue messageQueue;
  private volatile long position = NOWHERE;

  // guarded by this
  private PullRequest round;
  private PullRequest resting;
  private boolean paused;
  private boolean dropped;

  LitePullQueue(MessageQueue messageQueue) {
    this.messageQueue = messageQueue;
  }

  MessageQueue messageQueue() {
    return messageQueue;
  }

  /** Behind the last message that the user was given, or where he wants to go on. */
  long position() {
    return position;
  }

  /**
   * The first round, unless the user has sought another place meanwhile.
   *
   * @return whether it is the one
   */
  synchronized boolean begin(PullRequest first) {
    if (dropped || round != null) {
      return false;
    }
    round = first;
    return true;
  }

  /**
   * Another round in place of the current one.
   *
   * @return whether the queue is still ours
   */
  synchronized boolean seek(PullRequest next) {
    if (dropped) {
      return false;
    }
    if (round != null) {
      round.drop();
    }
    round = next;
    resting = null;
    position = next.nextOffset();
    return true;
  }

  /** The queue is no longer ours. */
  synchronized void drop() {
    dropped = true;
    if (round != null) {
      round.drop();
    }
  }

  synchronized void pause() {
    paused = true;
  }

  /** The round that waited for this, if there is one. */
  synchronized Optional<PullRequest> resume() {
    paused = false;
    var waited = Optional.ofNullable(resting);
    resting = null;
    return waited;
  }

  /** Keeps the round back until {@link #resume}, if the queue is paused. */
  synchronized boolean keepsBack(PullRequest request) {
    if (paused && request == round) {
      resting = request;
    }
    return paused;
  }

  /**
   * Gives messages to the user: from now on they count as consumed.
   *
   * @return whether they are still wanted
   */
  boolean handOut(PullRequest from, List<MessageExt> messages) {
    return from.unlessDropped(() -> position = from.processQueue().removeMessage(messages));
  }

  @Override
  public String toString() {
    return messageQueue + " position " + position;
  }
}
