package io.glassmq.broker.longpolling;

import io.glassmq.broker.PopConfig;
import io.glassmq.common.Clock;
import io.glassmq.common.thread.Agent;
import io.glassmq.common.thread.ServiceThread;
import io.glassmq.store.MessageArrivingListener;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds pops that found nothing until there is something or their time is over. A message wakes one
 * waiter of each group, for one is enough to take it. Notifications have an instance of their own.
 *
 * <p>Its own thread sleeps until the earliest deadline. Messages are announced by the store's
 * dispatch thread. The woken ones look again on the pull threads.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.broker.longpolling.PopLongPollingService}.
 */
public final class PopLongPollingService implements Agent, MessageArrivingListener {
  private static final Logger LOG = LoggerFactory.getLogger(PopLongPollingService.class);

  private final WaitingPopTable waiting;
  private final Executor pullThreads;
  private final Clock clock;
  private final ServiceThread thread;

  private PopLongPollingService(
      String name, WaitingPopTable waiting, Executor pullThreads, Clock clock) {
    this.waiting = waiting;
    this.pullThreads = pullThreads;
    this.clock = clock;
    this.thread = new ServiceThread(name, this, this::idleMillis);
  }

  /** Holds pops; who will give up first is woken first. */
  public static PopLongPollingService ofPops(PopConfig config, Executor pullThreads, Clock clock) {
    return new PopLongPollingService(
        "PopLongPollingService", table(config, true), pullThreads, clock);
  }

  /** Holds notifications; who has waited least is woken first. */
  public static PopLongPollingService ofNotifications(
      PopConfig config, Executor pullThreads, Clock clock) {
    return new PopLongPollingService(
        "NotificationLongPolling", table(config, false), pullThreads, clock);
  }

  private static WaitingPopTable table(PopConfig config, boolean earliestFirst) {
    return new WaitingPopTable(
        config.popPollingSize(),
        config.maxPopPollingSize(),
        config.popLongPollingForceNotifyInterval(),
        earliestFirst);
  }

  public void start() {
    thread.start();
  }

  public void shutdown(long millis) {
    thread.shutdown(millis);
  }

  /**
   * Keeps a pop.
   *
   * @param hasNews whether something came between the pop's look and its parking, which woke
   *     nobody; then it looks again at once
   * @return false if too many wait already
   */
  public boolean park(WaitingPop pop, BooleanSupplier hasNews) {
    boolean earliest = pop.deadlineMillis() < waiting.nextDeadlineMillis();
    if (!waiting.park(pop)) {
      return false;
    }
    if (earliest) {
      thread.wakeup();
    }
    if (hasNews.getAsBoolean() && waiting.remove(pop)) {
      answer(List.of(pop));
    }
    return true;
  }

  @Override
  public void arriving(String topic, int queueId, long logicOffset, long tagsCode) {
    answer(waiting.arriving(topic, queueId, logicOffset, tagsCode));
  }

  /**
   * There is something for this group: one of those who wait for exactly this queue looks again.
   *
   * @param queueId may be {@link WaitingPop#ANY_QUEUE}
   */
  public void wakeOne(String topic, String group, int queueId) {
    answer(waiting.wakeOne(topic, group, queueId));
  }

  /** How many wait for exactly this queue, or for any. */
  public int pollingNum(String topic, String group, int queueId) {
    return waiting.count(topic, group, queueId);
  }

  /** Nobody is there any more to hear the answers. */
  public void drop(Object owner) {
    waiting.drop(owner);
  }

  /** Lets those look a last time whose time is over. */
  @Override
  public int doWork() {
    List<WaitingPop> due = waiting.expire(clock.millis());
    answer(due);
    return due.size();
  }

  private long idleMillis() {
    long deadline = waiting.nextDeadlineMillis();
    return deadline == WaitingPulls.NO_DEADLINE
        ? ServiceThread.UNTIL_WOKEN
        : deadline - clock.millis();
  }

  private void answer(List<WaitingPop> pops) {
    for (WaitingPop pop : pops) {
      try {
        pullThreads.execute(pop.answer());
      } catch (RejectedExecutionException e) {
        LOG.warn("{} gets no answer, for all pull threads have too much to do", pop, e);
      }
    }
  }
}
