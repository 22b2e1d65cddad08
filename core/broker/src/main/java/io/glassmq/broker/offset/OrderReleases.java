package io.glassmq.broker.offset;

import io.glassmq.common.Clock;
import io.glassmq.common.thread.Agent;
import io.glassmq.common.thread.ServiceThread;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Tells who waits for a queue that is popped in order when the messages that block it become
 * visible again.
 *
 * <p>{@link #plan} may be called by any thread; the plans are guarded by the monitor. The thread
 * {@code ConsumerOrderInfoLockManager} sleeps until the first queue is free, for ever while none is
 * blocked.
 *
 * <p>Official counterpart: {@code
 * org.apache.rocketmq.broker.pop.orderly.QueueLevelConsumerOrderInfoLockManager}.
 */
public final class OrderReleases implements Agent {
  private final Consumer<PopQueue> free;
  private final Clock clock;
  private final Map<PopQueue, Plan> byQueue = new HashMap<>();
  private final TreeSet<Plan> byTime =
      new TreeSet<>(Comparator.comparingLong(Plan::atMillis).thenComparingLong(Plan::number));
  private final ServiceThread thread;
  private long plans;

  /**
   * @param number keeps plans for the same time apart
   */
  private record Plan(PopQueue queue, long atMillis, long number) {}

  /**
   * @param free called when a queue is free; must not block
   */
  public OrderReleases(Consumer<PopQueue> free, Clock clock) {
    this.free = free;
    this.clock = clock;
    this.thread = new ServiceThread("ConsumerOrderInfoLockManager", this, this::idleMillis);
  }

  public void start() {
    thread.start();
  }

  public void shutdown(long millis) {
    thread.shutdown(millis);
  }

  /** The queue will be free then and not before; a time in the past means that it is free now. */
  void plan(PopQueue queue, long atMillis) {
    if (replacePlan(queue, atMillis)) {
      thread.wakeup();
    }
  }

  /**
   * @return whether it is the first of all
   */
  private synchronized boolean replacePlan(PopQueue queue, long atMillis) {
    Plan old = byQueue.remove(queue);
    if (old != null) {
      byTime.remove(old);
    }
    if (atMillis <= clock.millis()) {
      return false;
    }
    var plan = new Plan(queue, atMillis, plans++);
    byQueue.put(queue, plan);
    byTime.add(plan);
    return byTime.first() == plan;
  }

  /**
   * @return how many queues became free
   */
  @Override
  public int doWork() {
    int released = 0;
    for (Plan plan = takeDue(); plan != null; plan = takeDue()) {
      free.accept(plan.queue);
      released++;
    }
    return released;
  }

  private synchronized Plan takeDue() {
    if (byTime.isEmpty() || byTime.first().atMillis > clock.millis()) {
      return null;
    }
    Plan due = byTime.pollFirst();
    byQueue.remove(due.queue);
    return due;
  }

  private synchronized long idleMillis() {
    return byTime.isEmpty() ? ServiceThread.UNTIL_WOKEN : byTime.first().atMillis - clock.millis();
  }
}
