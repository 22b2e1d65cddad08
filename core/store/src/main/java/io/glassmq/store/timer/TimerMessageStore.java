package io.glassmq.store.timer;

import static io.glassmq.common.message.MessageConst.PROPERTY_TIMER_OUT_MS;

import io.glassmq.common.Clock;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageProperties;
import io.glassmq.common.message.MessageRecord;
import io.glassmq.common.thread.Agent;
import io.glassmq.common.thread.ServiceThread;
import io.glassmq.store.DispatchRequest;
import io.glassmq.store.GetMessageResult;
import io.glassmq.store.MessageExtBrokerInner;
import io.glassmq.store.MessageFilter;
import io.glassmq.store.MessageStore;
import io.glassmq.store.PutMessageStatus;
import io.glassmq.store.RecordCheck;
import io.glassmq.store.RecordReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers the messages of the {@link TimerTopic} when their second is over.
 *
 * <pre>
 *   queue of the timer topic   a b c d e f g h          what waits, by due time
 *                                    ^                    12:00:07  a d
 *                              read up to here            12:00:09  b c
 * </pre>
 *
 * It reads the queue from front to end and notes for each message where it lies, under the moment
 * when it is due; when a moment has come it puts those messages into their own queues, in the order
 * in which they came. The messages stay where they are, so all that must outlive a crash is how far
 * it came: the {@link TimerCheckpoint}.
 *
 * <ul>
 *   <li>TM-1: a message is put into its own queue when it is due, never before.
 *   <li>TM-2: the checkpoint passes a message only when the disk has the one that was put, or when
 *       nobody can deliver it any more; so after a crash a message may come twice, but none is
 *       missed.
 *   <li>TM-3: what is due earlier is put earlier; what is due at the same moment, in the order of
 *       the queue.
 *   <li>TM-4: nothing is delivered before the queue was read to its end: the last message may
 *       cancel the first.
 *   <li>TM-5: a message that says no time or no queue holds up no other.
 * </ul>
 *
 * <p>Its own thread does the work; the store's dispatch thread reports what comes, and another
 * thread calls {@link #persist}. The object's lock keeps what waits and how far the queue was read.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.store.timer.TimerMessageStore}.
 */
public final class TimerMessageStore implements Agent {
  /** So many messages are read, and as many delivered, before another thread may look at them. */
  static final int BATCH = 1_024;

  /** While messages come, they are looked at so often, and not each for itself. */
  private static final long COLLECT_MILLIS = 100;

  /** Until the next try when the store does not take a message. */
  private static final long RETRY_MILLIS = 100;

  /** Rest after a failure that we do not know. */
  private static final long PAUSE_MILLIS = 10_000;

  /** Longest sleep while a message waits, so that a clock that is put forward is noticed. */
  private static final long LOOK_AT_CLOCK_MILLIS = 1_000;

  /** Who has read all up to a moment before this is up to date. */
  private static final long BEHIND_MILLIS = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(TimerMessageStore.class);

  private static final CompletableFuture<Boolean> DONE = CompletableFuture.completedFuture(true);

  private final MessageStore store;
  private final TimerFolder folder;
  private final Clock clock;
  private final ServiceThread thread;
  private final TreeMap<Long, TimerSlot> slots = new TreeMap<>();

  /** How far an earlier run came. */
  private TimerCheckpoint before = TimerCheckpoint.NONE;

  private TimerCheckpoint written = TimerCheckpoint.NONE;
  private long deliveredBefore;
  private long pauseMillis;
  private boolean refused;
  private volatile long nextOffset;
  private volatile long firstDueMillis = Long.MAX_VALUE;
  private volatile long readAllMillis;
  private volatile boolean newsWakes;

  /**
   * @param root the store's folder
   */
  public TimerMessageStore(MessageStore store, Path root, Clock clock) {
    this.store = store;
    this.folder = new TimerFolder(root);
    this.clock = clock;
    this.thread = new ServiceThread("TimerMessageStore", this, this::idleMillis);
  }

  /** Reads how far an earlier run came; the store is loaded. */
  public synchronized void load() {
    long min = store.getMinOffsetInQueue(TimerTopic.NAME, TimerTopic.QUEUE_ID);
    before = folder.load(min, maxOffset(), clock.millis());
    written = before;
    deliveredBefore = before.lastReadTimeMs();
    nextOffset = before.masterTimerQueueOffset();
  }

  public void start() {
    thread.start();
  }

  public void shutdown(long millis) {
    thread.shutdown(millis);
  }

  private long maxOffset() {
    return store.getMaxOffsetInQueue(TimerTopic.NAME, TimerTopic.QUEUE_ID);
  }

  /** There is a new message in the timer topic. */
  public void arriving() {
    if (newsWakes) {
      newsWakes = false;
      thread.wakeup();
    }
  }

  /** Whether something is due, or may be, that is not delivered. */
  public boolean isBehind() {
    long now = clock.millis();
    return firstDueMillis <= now || offsetBehind() > 0 && readAllMillis < now - BEHIND_MILLIS;
  }

  /** Messages that nobody has looked at yet. */
  public long offsetBehind() {
    return Math.max(0, maxOffset() - nextOffset);
  }

  /** Since when the first message is due, in seconds; 0 if none is. */
  public long readBehindSeconds() {
    return Math.max(0, (clock.millis() - firstDueMillis) / TimerTopic.SECOND_MILLIS);
  }

  /** Reads what has come, delivers what is due. */
  @Override
  public synchronized int doWork() {
    pauseMillis = 0;
    newsWakes = true; // first this, then the look: an arrival in between counts
    try {
      int read = read();
      boolean atEnd = read < BATCH;
      int delivered = atEnd ? deliver() : 0;
      newsWakes = read == 0;
      return atEnd && delivered < BATCH ? 0 : 1;
    } catch (RuntimeException | InternalError e) { // InternalError: a page that the disk refuses
      LOG.error("The timer failed at offset {}; it goes on in {} ms", nextOffset, PAUSE_MILLIS, e);
      pauseMillis = PAUSE_MILLIS;
      return 0;
    } finally {
      firstDueMillis = slots.isEmpty() ? Long.MAX_VALUE : slots.firstKey();
    }
  }

  private long idleMillis() {
    if (pauseMillis > 0) {
      return pauseMillis;
    }
    long millis = ServiceThread.UNTIL_WOKEN;
    if (firstDueMillis != Long.MAX_VALUE) {
      millis = Math.min(firstDueMillis - clock.millis(), LOOK_AT_CLOCK_MILLIS);
    }
    return newsWakes ? millis : Math.min(millis, COLLECT_MILLIS);
  }

  // ---- reading

  /** Notes what has come since the last time; fewer than {@link #BATCH} if that is all there is. */
  private int read() {
    int count = 0;
    long now = clock.millis();
    while (count < BATCH) {
      long from = nextOffset;
      GetMessageResult found =
          store.getMessage(TimerTopic.NAME, TimerTopic.QUEUE_ID, from, BATCH, MessageFilter.ALL);
      if (found == null) { // the store is closed
        return count;
      }
      try {
        found.buffers().forEach(this::note);
      } finally {
        found.release();
      }
      count += found.messageCount();
      nextOffset = found.nextBeginOffset();
      if (nextOffset == from) {
        readAllMillis = now;
        return Math.min(count, BATCH - 1);
      }
    }
    return count;
  }

  private void note(ByteBuffer bytes) {
    long at = bytes.getLong(MessageRecord.PHYSICAL_OFFSET_OFFSET);
    DispatchRequest record = new RecordReader(RecordCheck.FORM).read(bytes, 0, at);
    String second =
        record == null ? null : MessageProperties.find(record.properties(), PROPERTY_TIMER_OUT_MS);
    long due = TimerTopic.dueMillis(second);
    if (due < 0) {
      LOG.error("Record {} in {} does not say when it is due; left out", at, TimerTopic.NAME);
      return;
    }
    if (record.queueOffset() < before.lastTimerQueueOffset()
        && due - TimerTopic.SECOND_MILLIS < before.lastReadTimeMs()) {
      return; // an earlier run has delivered it
    }
    slots.computeIfAbsent(due, TimerSlot::new).add(record);
  }

  // ---- delivering

  /** Delivers what is due, {@link #BATCH} messages at most. */
  private int deliver() {
    int delivered = 0;
    while (!slots.isEmpty() && slots.firstKey() <= clock.millis() && delivered < BATCH) {
      TimerSlot slot = slots.firstEntry().getValue();
      int wanted = Math.min(slot.waiting(), BATCH - delivered);
      int done = countDone(putAll(slot, wanted));
      slot.done(done);
      delivered += done;
      refused = done < wanted;
      if (refused) {
        pauseMillis = RETRY_MILLIS;
        return 0;
      }
      if (slot.waiting() == 0) {
        slots.remove(slot.dueMillis());
        deliveredBefore = Math.max(deliveredBefore, slot.dueMillis());
      }
    }
    return delivered;
  }

  /** Puts one message after the other, up to the first that is refused. */
  private List<CompletableFuture<Boolean>> putAll(TimerSlot slot, int wanted) {
    List<CompletableFuture<Boolean>> puts = new ArrayList<>(wanted);
    for (int i = 0; i < wanted; i++) {
      CompletableFuture<Boolean> put = put(slot, slot.place(i));
      puts.add(put);
      if (put.isDone() && !put.join()) {
        break;
      }
    }
    return puts;
  }

  /** Puts a message into its own queue; true when it need not be tried again. */
  private CompletableFuture<Boolean> put(TimerSlot slot, long place) {
    MessageExt held = store.lookMessageByOffset(place).orElse(null);
    if (held == null || slot.isDropped(held)) {
      return DONE; // its file has expired; or nobody wants it any more
    }
    Optional<MessageExtBrokerInner> message = TimerTopic.release(held, clock.millis());
    if (message.isEmpty()) {
      LOG.error("{} names no topic and queue to deliver it to; left out", held);
      return DONE;
    }
    return store.putMessage(message.get()).thenApply(result -> isDone(result.status(), held));
  }

  private boolean isDone(PutMessageStatus status, MessageExt held) {
    return switch (status) {
      case PUT_OK, FLUSH_DISK_TIMEOUT -> true;
      case MESSAGE_ILLEGAL, PROPERTIES_SIZE_EXCEEDED -> {
        LOG.error("{} cannot be stored in its own queue ({}); left out", held, status);
        yield true;
      }
      default -> {
        if (!refused) { // once, not ten times a second
          LOG.warn("{} cannot be delivered yet: {}", held, status);
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

  // ---- what is asked about it

  /**
   * Where in the log the messages lie that wait, in the order in which they are due: all that the
   * queue has, but only what is not delivered. For any thread.
   */
  public synchronized long[] waiting() {
    while (read() == BATCH) {
      // to the end
    }
    return slots.values().stream().flatMapToLong(TimerSlot::waitingPlaces).toArray();
  }

  // ---- how far it came

  /** Writes the checkpoint if it has changed; when that fails, the next call tries again. */
  public int persist() {
    TimerCheckpoint now = progress();
    if (now.isAsFarAs(written)) {
      return 0;
    }
    try {
      store.flush(); // or a machine that dies would have the checkpoint, but not what it counts
      folder.save(now);
      written = now;
    } catch (IOException | InternalError e) {
      LOG.error("Cannot note how far the timer came", e);
    }
    return 0;
  }

  private synchronized TimerCheckpoint progress() {
    if (nextOffset < before.lastTimerQueueOffset()) {
      return written; // it has not come again to where it was
    }
    long firstWaiting =
        slots.values().stream()
            .mapToLong(TimerSlot::firstQueueOffset)
            .reduce(nextOffset, Math::min);
    long second = slots.isEmpty() ? deliveredBefore : slots.firstKey() - TimerTopic.SECOND_MILLIS;
    return new TimerCheckpoint(
        second, nextOffset, firstWaiting, clock.millis(), written.counter() + 1);
  }
}
