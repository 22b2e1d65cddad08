package io.glassmq.broker.pop;

import io.glassmq.broker.offset.PopQueue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The reference of the buffer.
 *
 * <h2>The idea</h2>
 *
 * A pop has to be noted, or a crash between pop and acknowledgement would lose messages: the offset
 * of the queue has moved on, and the consumer is gone. A note on disk costs as much as a message,
 * and each acknowledgement another one. Most consumers are quick, though: a second later all
 * messages of the pop are done, and note and acknowledgements were written for nothing. So there
 * are two ways to be safe, and a switch:
 *
 * <pre>
 *                   write first (default)                 merge
 *   pop             note -> log, then hand out            hand out; note in memory
 *   offset moves    when the note is stored               when all is acknowledged, or the note stored
 *   acknowledgement -> log                                a bit in memory
 *   after a crash   hidden ones come when their time      all of them come again at once, for the
 *                   is over                               offset has not moved
 * </pre>
 *
 * Merging trades nothing but the time at which messages come back after a crash, and it is cheaper
 * by all its writes. What is not done in time goes into the log after all, with its bits in one
 * record: no moment at which half of it is there.
 *
 * <h2>The states of an entry</h2>
 *
 * <pre>
 *            add, merging                      add, write first
 *                 |                                  |
 *                 v         deadline, drain          v
 *   ack: bit --> HELD --------------------------> STORING
 *                 | ^                              |   |
 *                 | '---- refused, handed out -----'   | refused, not handed out: forgotten
 *                 | all bits                     stored
 *                 v                                v
 *              FINISHED <--------------------------'      offset moves over it when
 *                                                         it is the first of its queue
 * </pre>
 *
 * Finished ones may stand behind one that is not. They wait there: to move the offset over the
 * first would lose its messages in a crash. {@code latestOffset} tells the next pop to go on behind
 * them all.
 *
 * <h2>The cost</h2>
 *
 * A hash table finds the entry of an acknowledgement, a queue for each pop queue keeps the order, a
 * tree has the deadlines. So each step costs a few look-ups, and to find what is due does not cost
 * more when 100,000 entries are held; the official service goes through all of them every 5 ms. It
 * locks each entry, where this one leaves locks to its owner: the steps are so short that one lock
 * for all is never held for long.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.broker.processor.PopBufferMergeService}.
 */
public final class MergingCheckPointBuffer implements CheckPointBuffer {
  /** Between two tries to store what the store has refused. */
  static final long RETRY_MILLIS = 1_000;

  private final CheckPointLimits limits;

  /** The entries that are not finished. */
  private final Map<MergeKey, Entry> open = new HashMap<>();

  /** The entries that no offset has moved over, in the order of their pops; none is empty. */
  private final Map<PopQueue, Deque<Entry>> queues = new HashMap<>();

  /** The entries that are held. */
  private final NavigableSet<Entry> byDeadline =
      new TreeSet<>(Comparator.comparingLong(Entry::deadline).thenComparingLong(Entry::number));

  private List<Commit> commits = new ArrayList<>();
  private boolean draining;
  private long entries;

  private enum State {
    HELD,
    STORING,
    FINISHED
  }

  /** A check point on its way, or a mere step of the offset. */
  private static final class Entry {
    final long number;
    final int reviveQueueId;
    final long nextOffset;
    final boolean handedOut;
    PopCheckPoint checkPoint;
    State state;
    long deadline;

    Entry(
        long number,
        PopCheckPoint checkPoint,
        int reviveQueueId,
        long nextOffset,
        State state,
        long deadline) {
      this.number = number;
      this.checkPoint = checkPoint;
      this.reviveQueueId = reviveQueueId;
      this.nextOffset = nextOffset;
      this.handedOut = state == State.HELD;
      this.state = state;
      this.deadline = deadline;
    }

    long number() {
      return number;
    }

    long deadline() {
      return deadline;
    }

    Eviction eviction() {
      return new Eviction(checkPoint, reviveQueueId);
    }
  }

  public MergingCheckPointBuffer(CheckPointLimits limits) {
    this.limits = limits;
  }

  @Override
  public Place add(PopCheckPoint checkPoint, int reviveQueueId, long nextOffset, long nowMillis) {
    if (open.containsKey(checkPoint.mergeKey())) {
      return Place.REFUSED;
    }
    Deque<Entry> queue = queueOf(checkPoint.queue());
    long deadline = deadline(checkPoint);
    boolean hold = mayHold(queue, deadline, nowMillis);
    State state = hold ? State.HELD : State.STORING;
    var entry = new Entry(entries++, checkPoint, reviveQueueId, nextOffset, state, deadline);
    open.put(checkPoint.mergeKey(), entry);
    queue.addLast(entry);
    if (hold) {
      byDeadline.add(entry);
    }
    return hold ? Place.HELD : Place.TO_STORE;
  }

  private Deque<Entry> queueOf(PopQueue queue) {
    return queues.computeIfAbsent(queue, ignored -> new ArrayDeque<>());
  }

  private long deadline(PopCheckPoint checkPoint) {
    return Math.min(
        checkPoint.mergeKey().popTime() + limits.stayMillis(),
        checkPoint.reviveTime() - limits.stayTimeOutMillis());
  }

  private boolean mayHold(Deque<Entry> queue, long deadline, long nowMillis) {
    return limits.merge()
        && !draining
        && takesAcks(deadline, nowMillis)
        && open.size() < limits.maxHeld()
        && queue.size() < limits.maxPerQueue();
  }

  private static boolean takesAcks(long deadline, long nowMillis) {
    return nowMillis <= deadline - MARGIN_MILLIS;
  }

  @Override
  public void addMock(PopQueue queue, long nextOffset) {
    queueOf(queue).addLast(new Entry(entries++, null, 0, nextOffset, State.FINISHED, NO_DEADLINE));
    moveOn(queue);
  }

  @Override
  public boolean ack(PopAck ack, long nowMillis) {
    Entry entry = open.get(ack.mergeKey());
    if (entry == null || entry.state != State.HELD || !takesAcks(entry.deadline, nowMillis)) {
      return false;
    }
    for (long offset : ack.offsets()) {
      entry.checkPoint = entry.checkPoint.acked(offset);
    }
    if (entry.checkPoint.isDone()) {
      byDeadline.remove(entry);
      finish(entry);
    }
    return true;
  }

  @Override
  public List<Eviction> due(long nowMillis) {
    List<Eviction> due = new ArrayList<>();
    while (!byDeadline.isEmpty() && byDeadline.first().deadline <= nowMillis) {
      Entry entry = byDeadline.pollFirst();
      entry.state = State.STORING;
      due.add(entry.eviction());
    }
    return due;
  }

  @Override
  public List<Eviction> drain() {
    draining = true;
    return due(NO_DEADLINE);
  }

  @Override
  public List<Eviction> held() {
    return byDeadline.stream().map(Entry::eviction).toList();
  }

  @Override
  public void stored(MergeKey pop) {
    Entry entry = open.get(pop);
    if (entry != null && entry.state == State.STORING) {
      finish(entry);
    }
  }

  private void finish(Entry entry) {
    entry.state = State.FINISHED;
    open.remove(entry.checkPoint.mergeKey());
    moveOn(entry.checkPoint.queue());
  }

  /** Moves the offset of a queue over the finished ones at its front. */
  private void moveOn(PopQueue id) {
    Deque<Entry> queue = queues.get(id);
    long offset = NO_OFFSET;
    while (!queue.isEmpty() && queue.peekFirst().state == State.FINISHED) {
      offset = queue.pollFirst().nextOffset;
    }
    if (queue.isEmpty()) {
      queues.remove(id);
    }
    if (offset != NO_OFFSET) {
      commits.add(new Commit(id, offset));
    }
  }

  @Override
  public void notStored(MergeKey pop, long nowMillis) {
    Entry entry = open.get(pop);
    if (entry == null || entry.state != State.STORING) {
      return;
    }
    Deque<Entry> queue = queues.get(pop.queue());
    if (!entry.handedOut && queue.peekLast() == entry) {
      queue.removeLast();
      open.remove(pop);
      if (queue.isEmpty()) {
        queues.remove(pop.queue());
      }
      return;
    }
    entry.state = State.HELD;
    entry.deadline = nowMillis + RETRY_MILLIS;
    byDeadline.add(entry);
  }

  @Override
  public List<Commit> takeCommits() {
    if (commits.isEmpty()) {
      return List.of();
    }
    List<Commit> taken = commits;
    commits = new ArrayList<>();
    return taken;
  }

  @Override
  public long latestOffset(PopQueue queue) {
    Deque<Entry> known = queues.get(queue);
    return known == null ? NO_OFFSET : known.peekLast().nextOffset;
  }

  @Override
  public void clear(PopQueue queue) {
    Deque<Entry> dropped = queues.remove(queue);
    if (dropped == null) {
      return;
    }
    for (Entry entry : dropped) {
      if (entry.state != State.FINISHED) {
        open.remove(entry.checkPoint.mergeKey());
        byDeadline.remove(entry);
      }
    }
  }

  @Override
  public long nextDeadlineMillis() {
    return byDeadline.isEmpty() ? NO_DEADLINE : byDeadline.first().deadline;
  }

  @Override
  public int size() {
    return open.size();
  }
}
