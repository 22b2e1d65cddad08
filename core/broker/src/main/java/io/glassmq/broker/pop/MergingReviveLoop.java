package io.glassmq.broker.pop;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jetbrains.annotations.Debug;

/**
 * The reference of lab 13.
 *
 * <h2>The idea</h2>
 *
 * A pop is an account with two kinds of slips: the check point says what was lent, acknowledgements
 * say what was returned. All slips go through the timer, so that they come here when it is time to
 * settle: the check point one second before the loan is over, the acknowledgements when it is. Here
 * one account is opened for each pop by whatever slip comes first. It is closed when all that was
 * lent is returned; the timer's second is the only order that slips have.
 *
 * <pre>
 *   revive queue  ... ck A   ck B   ack A1   ack C7   ack A2   ck C     (timer: 10:00:07)
 *                     |                                  |
 *   accounts          A: lent 1 2, returned 1 2    -&gt; closed, all returned
 *                     B: lent 5                    -&gt; due when both clocks are past its time + 2 s
 *                     C: returned 7                -&gt; waits for its check point
 * </pre>
 *
 * <h2>Two clocks</h2>
 *
 * That the time of a loan is over by the broker's clock does not mean that nothing was returned:
 * the slips may still lie in the timer, which was stopped with the broker for an hour and works off
 * what it missed. So the accounts go by the timer's clock, and that is read from the slips
 * themselves: a timer that brings what was due at 10:00:07 has brought everything before. When no
 * slips come at all it stands still; then the broker's clock counts, if the timer says that it has
 * nothing left. The two seconds make up for slips that were on their way, and for seconds in which
 * the timer brings slips in no order.
 *
 * <p>Time goes back as well: somebody sets the broker's clock, or a timer that was killed brings
 * once more what it had brought before. So both are compared anew each time, and neither is a
 * maximum. Decisions wait a little then; nothing is decided too early.
 *
 * <h2>Where to begin again</h2>
 *
 * Accounts are in memory only. All slips of an open one have to be read again after a crash, so the
 * offset that is remembered stays before the first slip of the oldest open account. Accounts are
 * kept in the order of their first slips, so it is found at once.
 *
 * <h2>How much it keeps</h2>
 *
 * What waits for hours waits in the timer. Here lie the slips of about four seconds of the timer's
 * time, however many are in flight and however long the broker was down.
 */
@Debug.Renderer(
    text = "accounts.size() + \" open, timer at \" + timerMillis",
    childrenArray = "accounts.values().toArray()")
public final class MergingReviveLoop implements ReviveLoop {
  private static final Comparator<Account> EARLIEST_FIRST =
      Comparator.<Account>comparingLong(account -> account.key.reviveTime)
          .thenComparingLong(account -> account.firstOffset);

  private final Map<Key, Account> accounts = new LinkedHashMap<>();
  private final NavigableSet<Account> byTime = new TreeSet<>(EARLIEST_FIRST);
  private long lastOffset;
  private long timerMillis;
  private long lastLookMillis;
  private int size;

  /**
   * @param reviveTime tells a pop from a later change of its invisible time in the same millisecond
   */
  private record Key(MergeKey pop, long reviveTime) {}

  /** What is known of one pop. */
  private static final class Account {
    private final Key key;
    private final long firstOffset;

    /** Null until it is read. */
    private PopCheckPoint checkPoint;

    /** What came before the check point. */
    private List<PopAck> early = new ArrayList<>(1);

    Account(Key key, long firstOffset) {
      this.key = key;
      this.firstOffset = firstOffset;
    }

    @Override
    public String toString() {
      return key + " lent " + checkPoint + ", returned early " + early;
    }
  }

  /**
   * @param processedOffset the last record that needs not be read; -1 for none
   */
  public MergingReviveLoop(long processedOffset) {
    lastOffset = processedOffset;
  }

  @Override
  public void read(ReviveRecord record) {
    lastOffset = record.offset();
    if (record.timerMillis() != ReviveRecord.NOT_TIMED) {
      timerMillis = record.timerMillis();
    }
    if (record instanceof ReviveRecord.Popped popped) {
      lend(popped.checkPoint().at(popped.offset()));
    } else if (record instanceof ReviveRecord.Acked acked) {
      giveBack(acked.ack(), new Key(acked.ack().mergeKey(), acked.reviveTime()));
    }
  }

  private void lend(PopCheckPoint checkPoint) {
    Account account = account(new Key(checkPoint.mergeKey(), checkPoint.reviveTime()));
    if (account.checkPoint == null) {
      size++;
      account.checkPoint = checkPoint;
      account.early.forEach(ack -> markDone(account, ack.offsets()));
      account.early = List.of();
      closeIfDone(account);
    }
  }

  private void giveBack(PopAck ack, Key key) {
    if (!accounts.containsKey(key) && isOver(key.reviveTime, timerMillis)) {
      return; // too late: its check point was decided, or never was
    }
    Account account = account(key);
    if (account.checkPoint == null) {
      account.early.add(ack);
    } else {
      markDone(account, ack.offsets());
      closeIfDone(account);
    }
  }

  private Account account(Key key) {
    return accounts.computeIfAbsent(
        key,
        unknown -> {
          var account = new Account(unknown, lastOffset);
          byTime.add(account);
          return account;
        });
  }

  private static void markDone(Account account, List<Long> offsets) {
    for (long offset : offsets) {
      account.checkPoint = account.checkPoint.acked(offset);
    }
  }

  private void closeIfDone(Account account) {
    if (account.checkPoint.isDone()) {
      close(account);
      size--;
    }
  }

  private void close(Account account) {
    accounts.remove(account.key);
    byTime.remove(account);
  }

  @Override
  public void caughtUp(long untilMillis) {
    if (untilMillis - timerMillis > SILENCE_MILLIS) {
      timerMillis = untilMillis;
    }
  }

  @Override
  public List<PopCheckPoint> due(long nowMillis, int max) {
    if (nowMillis < lastLookMillis) { // put back: what is written now can be due earlier
      timerMillis = Math.min(timerMillis, nowMillis);
    }
    lastLookMillis = nowMillis;
    long bothClocks = Math.min(timerMillis, nowMillis);
    List<PopCheckPoint> due = new ArrayList<>();
    List<Account> inVain = new ArrayList<>();
    for (Account account : byTime) {
      if (due.size() == max || !isOver(account.key.reviveTime, bothClocks)) {
        break;
      }
      if (account.checkPoint == null) {
        inVain.add(account);
      } else {
        due.add(account.checkPoint);
      }
    }
    inVain.forEach(this::close);
    return due;
  }

  private static boolean isOver(long reviveTime, long millis) {
    return millis - reviveTime > WAIT_FOR_ACKS_MILLIS;
  }

  @Override
  public void settled(PopCheckPoint due, long offset) {
    Account account = accounts.get(new Key(due.mergeKey(), due.reviveTime()));
    if (account != null) {
      markDone(account, List.of(offset));
      closeIfDone(account);
    }
  }

  @Override
  public long processedOffset() {
    return accounts.isEmpty() ? lastOffset : accounts.values().iterator().next().firstOffset - 1;
  }

  @Override
  public long nextDeadlineMillis() {
    if (byTime.isEmpty()) {
      return NO_DEADLINE;
    }
    long reviveTime = byTime.first().key.reviveTime;
    long byClock = reviveTime + WAIT_FOR_ACKS_MILLIS + 1;
    return isOver(reviveTime, timerMillis)
        ? byClock
        : Math.max(byClock, timerMillis + SILENCE_MILLIS + 1);
  }

  @Override
  public int size() {
    return size;
  }
}
