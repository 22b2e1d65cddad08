package io.glassmq.client.impl.consumer;

import io.glassmq.common.message.MessageQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jetbrains.annotations.Debug;

/**
 * One queue that we pop, on its way round until it is dropped; most often queue -1, which stands
 * for all queues of its broker. Other members may pop it too, so there is no offset here, only how
 * many messages we have in hand.
 *
 * <p>Thread-safe. Official counterpart: {@code
 * org.apache.rocketmq.client.impl.consumer.PopProcessQueue}.
 */
@Debug.Renderer(text = "messageQueue + \" in hand \" + inHand + (dropped ? \" dropped\" : \"\")")
final class PopProcessQueue {
  private final MessageQueue messageQueue;
  private final AtomicInteger inHand = new AtomicInteger();
  private final AtomicReference<Rest> rest = new AtomicReference<>();
  private volatile boolean dropped;
  private volatile long lastPopMillis;

  /** We have enough in hand; to go on when it is no more than so many. */
  private record Rest(int most, Runnable goOn) {}

  PopProcessQueue(MessageQueue messageQueue, long nowMillis) {
    this.messageQueue = messageQueue;
    this.lastPopMillis = nowMillis;
  }

  MessageQueue messageQueue() {
    return messageQueue;
  }

  /** So many messages came. */
  void came(int messages) {
    inHand.addAndGet(messages);
  }

  /** So many are acknowledged, put off, or left to come back by themselves. */
  void gone(int messages) {
    inHand.addAndGet(-messages);
    goOn();
  }

  /**
   * Waits until there is room for more: {@code goOn} is called once, by whoever is done with a
   * message, or here if somebody was done meanwhile.
   *
   * @param most how many messages in hand leave room
   */
  void restUntilThereIsRoom(int most, Runnable goOn) {
    rest.set(new Rest(most, goOn));
    goOn();
  }

  private void goOn() {
    Rest waiting = rest.get();
    if (waiting != null && inHand.get() <= waiting.most && rest.compareAndSet(waiting, null)) {
      waiting.goOn.run();
    }
  }

  boolean isResting() {
    return rest.get() != null;
  }

  int inHand() {
    return inHand.get();
  }

  /** We pop it no more; what is unfinished comes back by itself, to whoever pops then. */
  void drop() {
    dropped = true;
  }

  boolean isDropped() {
    return dropped;
  }

  long lastPopMillis() {
    return lastPopMillis;
  }

  void lastPopMillis(long millis) {
    lastPopMillis = millis;
  }

  @Override
  public String toString() {
    return messageQueue + " to pop" + (dropped ? ", dropped" : "");
  }
}
