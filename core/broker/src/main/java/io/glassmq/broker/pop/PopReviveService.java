package io.glassmq.broker.pop;

import io.glassmq.broker.offset.ConsumerOffsetManager;
import io.glassmq.common.Clock;
import io.glassmq.common.thread.Agent;
import io.glassmq.common.thread.ServiceThread;
import io.glassmq.store.MessageStore;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings messages back whose consumers did not acknowledge them in time: works off the queues of
 * the revive topic in turn, and sleeps until the first check point of any of them is due. While
 * none is open it sleeps until a record comes.
 *
 * <p>Its own thread {@code PopReviveService} does the work; the store's dispatch thread reports
 * what comes. One thread is enough for all queues: what waits for long waits in the timer.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.broker.processor.PopReviveService}.
 */
public final class PopReviveService implements Agent {
  /** Longest sleep while something waits, so that a clock that is put forward is noticed. */
  private static final long LOOK_AT_CLOCK_MILLIS = 1_000;

  /** While records come, they are looked at so often, and not each for itself. */
  private static final long COLLECT_MILLIS = 100;

  /** A queue that failed for a reason that we do not know rests for so long. */
  private static final long PAUSE_MILLIS = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(PopReviveService.class);

  private final ReviveTopic topic;
  private final MessageStore store;
  private final ConsumerOffsetManager offsets;
  private final Revival revival;
  private final LongFunction<ReviveLoop> loops;
  private final TimerProgress timer;
  private final Clock clock;
  private final ServiceThread thread;
  private volatile List<ReviveQueue> queues = List.of();
  private volatile boolean newsWakes;

  /**
   * @param loops makes the loop of a queue, given the last offset that is worked off
   * @param timerIsBehind whether the timer has not brought all that is due
   */
  public PopReviveService(
      ReviveTopic topic,
      MessageStore store,
      ConsumerOffsetManager offsets,
      Revival revival,
      LongFunction<ReviveLoop> loops,
      BooleanSupplier timerIsBehind,
      Clock clock) {
    this.topic = topic;
    this.store = store;
    this.offsets = offsets;
    this.revival = revival;
    this.loops = loops;
    this.timer = new TimerProgress(store, timerIsBehind, clock);
    this.clock = clock;
    this.thread = new ServiceThread("PopReviveService", this::round, this::idleMillis);
  }

  /** Looks how far each queue is; store and offsets are loaded. */
  public void load() {
    queues = IntStream.range(0, topic.queues().getAsInt()).mapToObj(this::queue).toList();
  }

  private ReviveQueue queue(int queueId) {
    return new ReviveQueue(topic.name(), queueId, store, offsets, revival, loops, clock);
  }

  public void start() {
    thread.start();
  }

  public void shutdown(long millis) {
    thread.shutdown(millis);
  }

  /** There is a new message; a record, if it is in the revive topic. */
  public void arriving(String anyTopic, int queueId) {
    if (!anyTopic.equals(topic.name())) {
      return;
    }
    List<ReviveQueue> known = queues;
    if (queueId < known.size()) {
      known.get(queueId).arriving();
      if (newsWakes) {
        newsWakes = false;
        thread.wakeup();
      }
    }
  }

  /** What the thread does: it rests a little where records come in, to find some at a time. */
  private int round() {
    newsWakes = true; // first this, then the look: an arrival in between counts
    int done = doWork();
    newsWakes &= done == 0;
    return done < ReviveQueue.BATCH ? 0 : done;
  }

  /** One round over all queues. */
  @Override
  public int doWork() {
    long readable = timer.millis(); // asked before anything is read
    return queues.stream().mapToInt(queue -> work(queue, readable)).sum();
  }

  /** A queue that fails must not stop the others. */
  private int work(ReviveQueue queue, long readableMillis) {
    try {
      return queue.work(readableMillis);
    } catch (RuntimeException | InternalError e) { // InternalError: a page that the disk refuses
      LOG.error("{} failed; it goes on in {} ms", queue, PAUSE_MILLIS, e);
      queue.pause(PAUSE_MILLIS);
      return 0;
    }
  }

  private long idleMillis() {
    if (!newsWakes) {
      return COLLECT_MILLIS;
    }
    long next =
        queues.stream().mapToLong(ReviveQueue::nextLookMillis).min().orElse(ReviveLoop.NO_DEADLINE);
    return next == ReviveLoop.NO_DEADLINE
        ? ServiceThread.UNTIL_WOKEN
        : Math.min(Math.max(next - clock.millis(), COLLECT_MILLIS), LOOK_AT_CLOCK_MILLIS);
  }
}
