package io.glassmq.broker.longpolling;

import io.glassmq.common.Clock;
import io.glassmq.common.event.PullParkedEvent;
import io.glassmq.common.event.PullWokenEvent;
import io.glassmq.common.thread.Agent;
import io.glassmq.common.thread.ServiceThread;
import io.glassmq.store.MessageArrivingListener;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds pulls that found nothing until a message comes or their time is over. The answers run on
 * the pull threads.
 *
 * <p>Its own thread {@code PullRequestHoldService} sleeps until the earliest deadline. Messages are
 * announced by the store's dispatch thread.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.broker.longpolling.PullRequestHoldService}.
 */
public final class PullRequestHoldService implements Agent, MessageArrivingListener {
  private static final Logger LOG = LoggerFactory.getLogger(PullRequestHoldService.class);

  private final WaitingPulls waiting;
  private final Executor pullThreads;
  private final Clock clock;
  private final ServiceThread thread;

  public PullRequestHoldService(WaitingPulls waiting, Executor pullThreads, Clock clock) {
    this.waiting = waiting;
    this.pullThreads = pullThreads;
    this.clock = clock;
    this.thread = new ServiceThread("PullRequestHoldService", this, this::idleMillis);
  }

  public void start() {
    thread.start();
  }

  public void shutdown(long millis) {
    thread.shutdown(millis);
  }

  /**
   * Keeps a pull.
   *
   * @param maxOffset reads the queue's max offset: a message that came between the pull's look and
   *     its parking woke nobody, so we look once more
   */
  public void suspend(WaitingPull pull, LongSupplier maxOffset) {
    var event = new PullParkedEvent();
    if (event.shouldCommit()) {
      event.topic = pull.topic();
      event.queueId = pull.queueId();
      event.queueOffset = pull.offset();
      event.group = pull.group();
      event.commit();
    }
    boolean earliest = pull.deadlineMillis() < waiting.nextDeadlineMillis();
    waiting.park(pull);
    if (earliest) {
      thread.wakeup();
    }
    long max = maxOffset.getAsLong();
    if (max > pull.offset()) {
      answer(waiting.wake(pull.topic(), pull.queueId(), max, null));
    }
  }

  @Override
  public void arriving(String topic, int queueId, long logicOffset, long tagsCode) {
    answer(waiting.wake(topic, queueId, logicOffset, tagsCode));
  }

  /** All who wait for this queue shall look again at once. */
  public void wakeAll(String topic, int queueId) {
    answer(waiting.wake(topic, queueId, Long.MAX_VALUE, null));
  }

  /** Nobody is there any more to hear the answers. */
  public void drop(Object owner) {
    waiting.drop(owner);
  }

  /** Answers the pulls whose time is over. */
  @Override
  public int doWork() {
    List<WaitingPull> due = waiting.expire(clock.millis());
    answer(due);
    return due.size();
  }

  private long idleMillis() {
    long deadline = waiting.nextDeadlineMillis();
    return deadline == WaitingPulls.NO_DEADLINE
        ? ServiceThread.UNTIL_WOKEN
        : deadline - clock.millis();
  }

  private void answer(List<WaitingPull> pulls) {
    for (WaitingPull pull : pulls) {
      var event = new PullWokenEvent();
      if (event.shouldCommit()) {
        event.topic = pull.topic();
        event.queueId = pull.queueId();
        event.queueOffset = pull.offset();
        event.group = pull.group();
        event.commit();
      }
      handOver(pull.answer());
    }
  }

  private void handOver(Runnable answer) {
    try {
      pullThreads.execute(answer);
    } catch (RejectedExecutionException e) {
      LOG.warn("A woken pull gets no answer, for all pull threads have too much to do", e);
    }
  }
}
