package io.glassmq.broker.pop;

import io.glassmq.broker.offset.PopQueue;
import io.glassmq.broker.pop.BufferedPop.State;
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
 * <h2>The order</h2>
 *
 * {@link BufferedPop} draws the states of an entry. Finished ones may stand behind one that is not.
 * They wait there: to move the offset over the first would lose its messages in a crash. {@code
 * latestOffset} tells the next pop to go on behind them all.
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
  private final Map<MergeKey, BufferedPop> open = new HashMap<>();

  /** The entries that no offset has moved over, in the order of their pops; none is empty. */
  private final Map<PopQueue, Deque<BufferedPop>> queues = new HashMap<>();

  /** The entries that are held. */
  private final NavigableSet<BufferedPop> byDeadline =
      new TreeSet<>(
          Comparator.comparingLong(BufferedPop::deadline).thenComparingLong(BufferedPop::number));

  private List<Commit> commits = new ArrayList<>();
  private boolean draining;
  private long entries;

  public MergingCheckPointBuffer(CheckPointLimits limits) {
    this.limits = limits;
  }

  @Override
  public Place add(PopCheckPoint checkPoint, int reviveQueueId, long nextOffset, long nowMillis) {
    if (open.containsKey(checkPoint.mergeKey())) {
      return Place.REFUSED;
    }
    Deque<BufferedPop> queue = queueOf(checkPoint.queue());
    long deadline = limits.deadline(checkPoint);
    boolean hold = mayHold(queue, deadline, nowMillis);
    State state = hold ? State.HELD : State.STORING;
    var entry = new BufferedPop(entries++, checkPoint, reviveQueueId, nextOffset, state, deadline);
    open.put(checkPoint.mergeKey(), entry);
    queue.addLast(entry);
    if (hold) {
      byDeadline.add(entry);
    }
    return hold ? Place.HELD : Place.TO_STORE;
  }

  private Deque<BufferedPop> queueOf(PopQueue queue) {
    return queues.computeIfAbsent(queue, ignored -> new ArrayDeque<>());
  }

  private boolean mayHold(Deque<BufferedPop> queue, long deadline, long nowMillis) {
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
    queueOf(queue)
        .addLast(new BufferedPop(entries++, null, 0, nextOffset, State.FINISHED, NO_DEADLINE));
    moveOn(queue);
  }

  @Override
  public boolean ack(PopAck ack, long nowMillis) {
    BufferedPop entry = open.get(ack.mergeKey());
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
      BufferedPop entry = byDeadline.pollFirst();
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
    return byDeadline.stream().map(BufferedPop::eviction).toList();
  }

  @Override
  public void stored(MergeKey pop) {
    BufferedPop entry = open.get(pop);
    if (entry != null && entry.state == State.STORING) {
      finish(entry);
    }
  }

  private void finish(BufferedPop entry) {
    entry.state = State.FINISHED;
    open.remove(entry.checkPoint.mergeKey());
    moveOn(entry.checkPoint.queue());
  }

  /** Moves the offset of a queue over the finished ones at its front. */
  private void moveOn(PopQueue id) {
    Deque<BufferedPop> queue = queues.get(id);
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
    BufferedPop entry = open.get(pop);
    if (entry == null || entry.state != State.STORING) {
      return;
    }
    Deque<BufferedPop> queue = queues.get(pop.queue());
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
    Deque<BufferedPop> known = queues.get(queue);
    return known == null ? NO_OFFSET : known.peekLast().nextOffset;
  }

  @Override
  public void clear(PopQueue queue) {
    Deque<BufferedPop> dropped = queues.remove(queue);
    if (dropped == null) {
      return;
    }
    for (BufferedPop entry : dropped) {
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
