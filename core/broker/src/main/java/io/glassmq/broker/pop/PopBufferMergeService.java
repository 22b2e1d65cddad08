package io.glassmq.broker.pop;

import io.glassmq.broker.offset.ConsumerOffsetManager;
import io.glassmq.broker.offset.PopQueue;
import io.glassmq.broker.pop.CheckPointBuffer.Commit;
import io.glassmq.broker.pop.CheckPointBuffer.Eviction;
import io.glassmq.broker.pop.CheckPointBuffer.Place;
import io.glassmq.common.Clock;
import io.glassmq.common.thread.Agent;
import io.glassmq.common.thread.ServiceThread;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jetbrains.annotations.Async;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what the {@link CheckPointBuffer} says: stores check points and commits offsets.
 *
 * <p>Pops and acknowledgements call on their own threads, and so do the store's answers. Its own
 * thread {@code PopBufferMergeService} stores what was held for too long; it sleeps until the first
 * is due, for ever while nothing is held.
 *
 * <p>Lock: the buffer's monitor guards it, and offsets are committed under it, so that they move in
 * the order in which the buffer says. The store is called without it.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.broker.processor.PopBufferMergeService}.
 */
public final class PopBufferMergeService implements Agent {
  private static final CompletableFuture<Boolean> YES = CompletableFuture.completedFuture(true);
  private static final CompletableFuture<Boolean> NO = CompletableFuture.completedFuture(false);

  private static final Logger LOG = LoggerFactory.getLogger(PopBufferMergeService.class);

  private final CheckPointBuffer buffer;
  private final ReviveLog log;
  private final ConsumerOffsetManager offsets;
  private final Predicate<PopQueue> isGone;
  private final Clock clock;
  private final ServiceThread thread;

  /**
   * @param isGone whether the topic or the group of a queue was deleted
   */
  public PopBufferMergeService(
      CheckPointBuffer buffer,
      ReviveLog log,
      ConsumerOffsetManager offsets,
      Predicate<PopQueue> isGone,
      Clock clock) {
    this.buffer = buffer;
    this.log = log;
    this.offsets = offsets;
    this.isGone = isGone;
    this.clock = clock;
    this.thread = new ServiceThread("PopBufferMergeService", this, this::idleMillis);
  }

  public void start() {
    thread.start();
  }

  /** Stores what is held, so that a clean stop gives nothing out twice. */
  public void shutdown(long millis) {
    thread.shutdown(millis);
    List<Eviction> held;
    synchronized (buffer) {
      held = buffer.drain();
    }
    CompletableFuture<?>[] stores =
        held.stream().map(this::store).toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(stores).completeOnTimeout(null, millis, TimeUnit.MILLISECONDS).join();
    synchronized (buffer) {
      if (buffer.size() > 0) {
        LOG.warn("{} check points are not stored; their messages come again", buffer.size());
      }
    }
  }

  /**
   * Messages are about to be handed out. The caller has the queue locked until the answer is there.
   *
   * @param nextBeginOffset where the next pop of the queue goes on
   * @return completes with whether the messages may be handed out; never fails
   */
  public CompletableFuture<Boolean> add(
      PopCheckPoint checkPoint, int reviveQueueId, long nextBeginOffset) {
    Place place;
    boolean earliest;
    synchronized (buffer) {
      long before = buffer.nextDeadlineMillis();
      place = buffer.add(checkPoint, reviveQueueId, nextBeginOffset, clock.millis());
      earliest = buffer.nextDeadlineMillis() < before;
    }
    if (earliest) {
      thread.wakeup();
    }
    PopEvents.checkPoint(checkPoint);
    return switch (place) {
      case HELD -> YES;
      case TO_STORE -> store(new Eviction(checkPoint, reviveQueueId));
      case REFUSED -> NO;
    };
  }

  private CompletableFuture<Boolean> store(Eviction eviction) {
    PopCheckPoint checkPoint = eviction.checkPoint();
    return log.append(checkPoint, eviction.reviveQueueId())
        .thenApply(stored -> report(checkPoint.mergeKey(), stored));
  }

  @Async.Execute
  private boolean report(MergeKey pop, boolean stored) {
    synchronized (buffer) {
      if (stored) {
        buffer.stored(pop);
        commit();
      } else {
        buffer.notStored(pop, clock.millis());
      }
    }
    if (!stored) {
      LOG.warn("The store refused the check point of {}", pop);
      thread.wakeup();
    }
    return stored;
  }

  private void commit() {
    for (Commit commit : buffer.takeCommits()) {
      PopQueue queue = commit.queue();
      offsets.commitOffset(queue.group(), queue.topic(), queue.queueId(), commit.offset());
    }
  }

  /** A pop has looked at messages before {@code nextBeginOffset} and hands none of them out. */
  public void addMock(PopQueue queue, long nextBeginOffset) {
    synchronized (buffer) {
      buffer.addMock(queue, nextBeginOffset);
      commit();
    }
  }

  /**
   * A consumer is done with messages.
   *
   * @param reviveTime of their check point, ms since 1970
   * @return completes with whether that is safe; never fails
   */
  public CompletableFuture<Boolean> ack(PopAck ack, int reviveQueueId, long reviveTime) {
    PopEvents.acked(ack);
    synchronized (buffer) {
      if (buffer.ack(ack, clock.millis())) {
        PopEvents.merged(ack);
        commit();
        return YES;
      }
    }
    return log.append(ack, reviveQueueId, reviveTime);
  }

  /**
   * Where the next pop of the queue goes on if the group's offset has not moved there yet. Look
   * here first, at the group's offset then: the other way round an offset that moves in between is
   * missed.
   *
   * @return {@link CheckPointBuffer#NO_OFFSET} if the group's offset is all there is to know
   */
  public long latestOffset(PopQueue queue) {
    synchronized (buffer) {
      return buffer.latestOffset(queue);
    }
  }

  /** The check points that are only in memory. */
  List<Eviction> held() {
    synchronized (buffer) {
      return buffer.held();
    }
  }

  /** The group was sent elsewhere: offsets of before do not count. */
  public void clear(PopQueue queue) {
    synchronized (buffer) {
      buffer.clear(queue);
    }
  }

  /** Stores what was held for too long. */
  @Override
  public int doWork() {
    List<Eviction> due;
    synchronized (buffer) {
      due = buffer.due(clock.millis());
    }
    for (Eviction eviction : due) {
      PopQueue queue = eviction.checkPoint().queue();
      if (isGone.test(queue)) {
        clear(queue);
      } else {
        store(eviction);
      }
    }
    return due.size();
  }

  private long idleMillis() {
    synchronized (buffer) {
      long deadline = buffer.nextDeadlineMillis();
      return deadline == CheckPointBuffer.NO_DEADLINE
          ? ServiceThread.UNTIL_WOKEN
          : deadline - clock.millis();
    }
  }
}
