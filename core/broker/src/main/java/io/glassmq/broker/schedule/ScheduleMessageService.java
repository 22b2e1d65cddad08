package io.glassmq.broker.schedule;

import io.glassmq.common.Clock;
import io.glassmq.common.DelayLevelTable;
import io.glassmq.common.thread.Agent;
import io.glassmq.common.thread.ServiceThread;
import io.glassmq.store.MessageStore;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers delayed messages when their time has come: looks at the queue of each level in turn, and
 * sleeps until the first message of any of them is due. While none waits it sleeps until one comes.
 *
 * <p>Its own thread {@code ScheduleMessageTimerThread_1} does the work; the store's dispatch thread
 * reports what comes. One thread is enough for all levels, for all it does is to read and append.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.broker.schedule.ScheduleMessageService}.
 */
public final class ScheduleMessageService implements Agent {
  /** Longest sleep while a message waits, so that a clock that is put forward is noticed. */
  private static final long LOOK_AT_CLOCK_MILLIS = 1_000;

  /** A level that failed for a reason that we do not know rests for so long. */
  private static final long PAUSE_MILLIS = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(ScheduleMessageService.class);

  private final List<DelayLevelQueue> queues;
  private final Clock clock;
  private final ServiceThread thread;

  public ScheduleMessageService(
      DelayLevelTable levels, MessageStore store, DelayOffsetTable offsets, Clock clock) {
    this.queues =
        IntStream.rangeClosed(1, levels.maxDelayLevel())
            .mapToObj(
                level ->
                    new DelayLevelQueue(
                        level, levels.millis().get(level - 1), store, offsets, clock))
            .toList();
    this.clock = clock;
    this.thread = new ServiceThread("ScheduleMessageTimerThread_1", this, this::idleMillis);
  }

  public void start() {
    thread.start();
  }

  public void shutdown(long millis) {
    thread.shutdown(millis);
  }

  /** There is a new message in this queue of the schedule topic. */
  public void arriving(int queueId) {
    if (queueId < queues.size() && queues.get(queueId).arriving()) {
      thread.wakeup();
    }
  }

  /** For each level how many messages of its queue are delivered, and how many there are. */
  public Map<Integer, String> progress() {
    Map<Integer, String> progress = new TreeMap<>();
    queues.forEach(queue -> progress.put(queue.level(), queue.progress()));
    return progress;
  }

  /** One round over all levels. */
  @Override
  public int doWork() {
    return queues.stream().mapToInt(this::deliver).sum();
  }

  /** A level that fails must not stop the others. */
  private int deliver(DelayLevelQueue queue) {
    try {
      return queue.deliver();
    } catch (RuntimeException | InternalError e) { // InternalError: a page that the disk refuses
      LOG.error("{} failed; it goes on in {} ms", queue, PAUSE_MILLIS, e);
      queue.pause(PAUSE_MILLIS);
      return 0;
    }
  }

  private long idleMillis() {
    long next =
        queues.stream()
            .mapToLong(DelayLevelQueue::nextLookMillis)
            .min()
            .orElse(DelayLevelQueue.NOTHING_WAITS);
    return next == DelayLevelQueue.NOTHING_WAITS
        ? ServiceThread.UNTIL_WOKEN
        : Math.min(next - clock.millis(), LOOK_AT_CLOCK_MILLIS);
  }
}
