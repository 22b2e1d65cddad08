package io.glassmq.broker.schedule;

import io.glassmq.common.Clock;
import io.glassmq.common.message.MessageExt;
import io.glassmq.store.MessageExtBrokerInner;
import io.glassmq.store.MessageStore;
import io.glassmq.store.PutMessageStatus;
import io.glassmq.store.queue.UnitQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jetbrains.annotations.Debug;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The messages of one delay level, in the order in which they are due.
 *
 * <ul>
 *   <li>DL-1: a message is put into its own topic when it is due, never before, and in the order of
 *       the queue.
 *   <li>DL-2: the offset moves on only behind messages that the store has taken, or that nobody can
 *       deliver any more; so after a crash a message may come twice, but none is missed.
 *   <li>DL-3: a message is never held back for longer than its level says, counted from now: a
 *       clock that was put back does not hold it for ever.
 *   <li>DL-4: one round delivers at most {@link #BATCH} messages, so that a long queue does not
 *       keep others waiting.
 * </ul>
 *
 * <p>{@link #deliver} and {@link #pause} are called by one thread, {@link #arriving} by any.
 *
 * <p>Official counterpart: {@code
 * org.apache.rocketmq.broker.schedule.ScheduleMessageService$DeliverDelayedMessageTimerTask}.
 */
@Debug.Renderer(text = "toString()")
final class DelayLevelQueue {
  static final int BATCH = 64;

  /** Until the next try when the store does not take a message. */
  static final long RETRY_MILLIS = 100;

  /** {@link #nextLookMillis} when there is nothing to wait for but a new message. */
  static final long NOTHING_WAITS = Long.MAX_VALUE;

  private static final Logger LOG = LoggerFactory.getLogger(DelayLevelQueue.class);

  private static final CompletableFuture<Boolean> DONE = CompletableFuture.completedFuture(true);

  private final int level;
  private final int queueId;
  private final long delayMillis;
  private final MessageStore store;
  private final DelayOffsetTable offsets;
  private final Clock clock;
  private volatile long nextLookMillis;
  private boolean refused;

  DelayLevelQueue(
      int level, long delayMillis, MessageStore store, DelayOffsetTable offsets, Clock clock) {
    this.level = level;
    this.queueId = ScheduleTopic.queueOf(level);
    this.delayMillis = delayMillis;
    this.store = store;
    this.offsets = offsets;
    this.clock = clock;
  }

  int level() {
    return level;
  }

  /** The offset that is delivered next, and the one that the next message gets. */
  String progress() {
    return offsets.offset(level) + "," + maxOffset();
  }

  /** When to call {@link #deliver} again, in ms since 1970. */
  long nextLookMillis() {
    return nextLookMillis;
  }

  /**
   * A message may have come.
   *
   * @return whether this is news; else it is due later than one that waits already
   */
  boolean arriving() {
    if (nextLookMillis != NOTHING_WAITS) {
      return false;
    }
    nextLookMillis = 0;
    return true;
  }

  void pause(long millis) {
    nextLookMillis = clock.millis() + millis;
  }

  /**
   * Delivers what is due.
   *
   * @return how many messages the offset moved on
   */
  int deliver() {
    if (clock.millis() < nextLookMillis) {
      return 0;
    }
    nextLookMillis = NOTHING_WAITS; // first this, then the look: an arrival in between counts
    long first = firstOffset();
    List<CompletableFuture<Boolean>> puts = putDue(first);
    int done = countDone(puts);
    offsets.update(level, first + done);
    refused = done < puts.size();
    if (refused) {
      pause(RETRY_MILLIS);
    } else if (done == BATCH) {
      nextLookMillis = 0;
    }
    return done;
  }

  /** Where we stand, within what the queue has: files may be gone, or a crash cost its end. */
  private long firstOffset() {
    long min = store.getMinOffsetInQueue(ScheduleTopic.NAME, queueId);
    return Math.min(Math.max(offsets.offset(level), min), maxOffset());
  }

  private long maxOffset() {
    return store.getMaxOffsetInQueue(ScheduleTopic.NAME, queueId);
  }

  /** Puts one message after the other, up to the first that has to wait or is refused. */
  private List<CompletableFuture<Boolean>> putDue(long first) {
    long end = Math.min(maxOffset(), first + BATCH);
    List<CompletableFuture<Boolean>> puts = new ArrayList<>();
    for (long offset = first; offset < end; offset++) {
      var unit = store.consumeQueueUnit(ScheduleTopic.NAME, queueId, offset);
      var held = unit.flatMap(place -> store.lookMessageByOffset(place.physicalOffset()));
      if (held.isEmpty()) {
        puts.add(DONE); // its file has expired
        continue;
      }
      long due = dueMillis(unit.get().tagsCode(), held.get());
      if (due > clock.millis()) {
        nextLookMillis = due;
        break;
      }
      CompletableFuture<Boolean> put = put(held.get());
      puts.add(put);
      if (put.isDone() && !put.join()) {
        break;
      }
    }
    return puts;
  }

  /**
   * @param unitSays the due time, as a rule; it can also be an address that leads nowhere
   */
  private long dueMillis(long unitSays, MessageExt held) {
    long due = UnitQueue.isKnown(unitSays) ? unitSays : held.getStoreTimestamp() + delayMillis;
    long now = clock.millis();
    return due > now + delayMillis ? now : due;
  }

  /** Puts a message into its own topic; true when it need not be tried again. */
  private CompletableFuture<Boolean> put(MessageExt held) {
    Optional<MessageExtBrokerInner> message = ScheduleTopic.release(held);
    if (message.isEmpty()) {
      LOG.error("{}: {} names no topic and queue to deliver it to; it is left out", this, held);
      return DONE;
    }
    return store.putMessage(message.get()).thenApply(result -> isDone(result.status(), held));
  }

  private boolean isDone(PutMessageStatus status, MessageExt held) {
    return switch (status) {
      case PUT_OK, FLUSH_DISK_TIMEOUT -> true;
      case MESSAGE_ILLEGAL, PROPERTIES_SIZE_EXCEEDED -> {
        LOG.error("{}: {} cannot be stored ({}); it is left out", this, held, status);
        yield true;
      }
      default -> {
        if (!refused) { // once, not ten times a second
          LOG.warn("{} cannot deliver offset {} yet: {}", this, held.getQueueOffset(), status);
        }
        yield false;
      }
    };
  }

  /** Those up to the first that must be tried again. Waits for the disk under sync flush. */
  private static int countDone(List<CompletableFuture<Boolean>> puts) {
    int count = 0;
    while (count < puts.size() && puts.get(count).join()) {
      count++;
    }
    return count;
  }

  @Override
  public String toString() {
    return "delay level " + level + " (" + delayMillis + " ms)";
  }
}
