package io.glassmq.broker.pop;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.broker.offset.PopQueue;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What every {@link ReviveLoop} must do; lab 13 runs it against the learner's. */
abstract class ReviveLoopContract {
  private static final long SECOND = 1_000;

  /** When the messages of {@link #A} are visible again. */
  private static final long TIME = 1_000_000 * SECOND;

  private static final PopQueue QUEUE = new PopQueue("Orders", "group", 3);
  private static final PopCheckPoint A = popped(100, TIME, 100, 101);
  private static final PopCheckPoint B = popped(200, TIME, 200);

  private final ReviveLoop loop = newLoop(-1);
  private long offset;

  /**
   * @param processedOffset the last record that is worked off
   */
  protected abstract ReviveLoop newLoop(long processedOffset);

  private static PopCheckPoint popped(long startOffset, long reviveTime, long... offsets) {
    long invisible = 60 * SECOND;
    var key = new MergeKey(QUEUE, "broker-a", startOffset, reviveTime - invisible);
    return PopCheckPoint.of(key, invisible, LongStream.of(offsets).boxed().toList());
  }

  /** The timer brings a check point. */
  private void bring(PopCheckPoint popped) {
    loop.read(new ReviveRecord.Popped(offset++, popped.reviveTime() - SECOND, popped));
  }

  /** The timer brings an acknowledgement. */
  private void bringAck(PopCheckPoint popped, long ackOffset) {
    var ack = new AckMsg(popped.mergeKey(), ackOffset);
    loop.read(new ReviveRecord.Acked(offset++, popped.reviveTime(), ack, popped.reviveTime()));
  }

  /** The timer brings something that has nothing to do with our messages. */
  private void bringOther(long millis) {
    loop.read(new ReviveRecord.Unknown(offset++, millis));
  }

  private List<List<Long>> due(long nowMillis) {
    return loop.due(nowMillis, 100).stream().map(PopCheckPoint::openOffsets).toList();
  }

  /** Both clocks show a time at which {@link #A} and {@link #B} are over. */
  private List<List<Long>> dueWhenOver() {
    bringOther(TIME + 10 * SECOND);
    return due(TIME + 10 * SECOND);
  }

  @Nested
  class Due {
    @Test
    void shouldBeWhatNobodyAcknowledged() {
      bring(A);

      assertThat(dueWhenOver()).containsExactly(List.of(100L, 101L));
    }

    @Test
    void shouldLeaveOutWhatIsAcknowledged() {
      bring(A);
      bringAck(A, 101);

      assertThat(dueWhenOver()).containsExactly(List.of(100L));
    }

    @Test
    void shouldLeaveOutWhatTheCheckPointItselfCallsDone() {
      bring(A.acked(100));

      assertThat(dueWhenOver()).containsExactly(List.of(101L));
    }

    @Test
    void shouldBeNothingWhenAllIsAcknowledged() {
      bring(A);
      bringAck(A, 100);
      bringAck(A, 101);

      assertThat(dueWhenOver()).isEmpty();
      assertThat(loop.size()).isZero();
    }

    @Test
    void shouldTakeManyAcknowledgementsInOneRecord() {
      bring(A);
      var both = new BatchAckMsg(A.mergeKey(), List.of(100L, 101L));
      loop.read(new ReviveRecord.Acked(offset++, TIME, both, TIME));

      assertThat(dueWhenOver()).isEmpty();
    }

    @Test
    void shouldNotCountAnAcknowledgementTwice() {
      bring(A);
      bringAck(A, 101);
      bringAck(A, 101);

      assertThat(dueWhenOver()).containsExactly(List.of(100L));
    }

    @Test
    void shouldNotMindWhetherTheAcknowledgementComesFirst() {
      bringAck(A, 100);
      bring(A);

      assertThat(dueWhenOver()).containsExactly(List.of(101L));
    }

    @Test
    void shouldNotTakeAcknowledgementsOfAnotherPopOfTheSameMessages() {
      PopCheckPoint later = popped(100, TIME + 1, 100, 101);
      bring(A);
      bringAck(later, 100);

      assertThat(dueWhenOver()).containsExactly(List.of(100L, 101L));
    }

    @Test
    void shouldTellAPopFromAChangeOfItsInvisibleTimeInTheSameMillisecond() {
      var changed = PopCheckPoint.of(A.mergeKey(), A.invisibleTime() + 1, List.of(100L));
      bring(A);
      bring(changed);
      bringAck(A, 100);

      assertThat(dueWhenOver()).containsExactly(List.of(101L), List.of(100L));
    }

    @Test
    void shouldCountACheckPointOnceThatComesTwice() {
      bring(A);
      bringAck(A, 100);
      bring(A);

      assertThat(dueWhenOver()).containsExactly(List.of(101L));
    }

    @Test
    void shouldComeInTheOrderOfTheirTimes() {
      PopCheckPoint earlier = popped(300, TIME - 1, 300);
      bring(A);
      bring(B);
      bring(earlier);

      assertThat(dueWhenOver()).containsExactly(List.of(300L), List.of(100L, 101L), List.of(200L));
    }

    @Test
    void shouldBeNoMoreThanAskedFor() {
      bring(A);
      bring(B);
      bringOther(TIME + 10 * SECOND);

      assertThat(loop.due(TIME + 10 * SECOND, 1)).hasSize(1);
    }

    @Test
    void shouldSayWhereTheRecordLies() {
      bringOther(TIME);
      bring(A);
      bringOther(TIME + 10 * SECOND);

      assertThat(loop.due(TIME + 10 * SECOND, 1).get(0).reviveOffset()).isEqualTo(1);
    }
  }

  @Nested
  class Clocks {
    private static final long JUST_WAITED = TIME + ReviveLoop.WAIT_FOR_ACKS_MILLIS;

    @Test
    void shouldBothHaveWaitedForAcknowledgements() {
      bring(A);
      bringOther(JUST_WAITED + 1);

      assertThat(due(JUST_WAITED)).isEmpty();
      assertThat(due(JUST_WAITED + 1)).hasSize(1);
    }

    @Test
    void shouldBeTheEarlierOneAgainWhenTheBrokersIsPutBack() {
      bringOther(TIME + 3_600 * SECOND);
      assertThat(due(TIME + 3_600 * SECOND)).isEmpty();
      assertThat(due(TIME)).isEmpty(); // put back by an hour

      bring(A);

      assertThat(due(TIME + 7_200 * SECOND)).isEmpty();
    }

    @Test
    void shouldNotRunAheadOfTheTimerWhileItWorksOffWhatItMissed() {
      bring(A);

      assertThat(due(TIME + 3_600 * SECOND)).isEmpty();
    }

    @Test
    void shouldShowTheBrokersTimeWhenTheTimerIsSilent() {
      bring(A);
      long silent = TIME - SECOND + ReviveLoop.SILENCE_MILLIS;

      loop.caughtUp(silent);
      assertThat(due(silent + SECOND)).isEmpty();

      loop.caughtUp(silent + 1);
      assertThat(due(silent + 1)).hasSize(1);
    }

    @Test
    void shouldGoBackWithATimerThatBeginsAgain() {
      bringOther(TIME + 10 * SECOND);
      bring(A);

      assertThat(due(TIME + 10 * SECOND)).isEmpty();
    }

    @Test
    void shouldNotCareForRecordsThatWereNeverInTheTimer() {
      bring(A);
      PopCheckPoint later = popped(300, TIME + 10 * SECOND, 300);
      loop.read(new ReviveRecord.Popped(offset++, ReviveRecord.NOT_TIMED, later));

      assertThat(due(TIME + 10 * SECOND)).isEmpty();
    }

    @Test
    void shouldBringNothingBackEarlyWhenTheBrokersClockIsPutBack() {
      loop.caughtUp(TIME + 10 * SECOND);
      loop.read(new ReviveRecord.Popped(offset++, ReviveRecord.NOT_TIMED, A));

      assertThat(due(TIME)).isEmpty();
    }

    @Test
    void shouldSayWhenToLookAgain() {
      assertThat(loop.nextDeadlineMillis()).isEqualTo(ReviveLoop.NO_DEADLINE);

      bring(A);
      long look = loop.nextDeadlineMillis();
      assertThat(look).isEqualTo(JUST_WAITED + 1);

      loop.caughtUp(look);
      assertThat(due(look)).hasSize(1);
    }

    @Test
    void shouldSayWhenToLookAgainAfterAnyRecord() {
      bring(A);
      bringOther(TIME + 500);

      long look = loop.nextDeadlineMillis();
      loop.caughtUp(look - 1);
      assertThat(due(look - 1)).isEmpty();

      loop.caughtUp(look);
      assertThat(due(look)).hasSize(1);
    }
  }

  @Nested
  class Settled {
    @Test
    void shouldCloseTheCheckPoint() {
      bring(B);
      bringOther(TIME + 10 * SECOND);
      loop.settled(loop.due(TIME + 10 * SECOND, 1).get(0), 200);

      assertThat(due(TIME + 10 * SECOND)).isEmpty();
      assertThat(loop.size()).isZero();
    }

    @Test
    void shouldLeaveTheOtherMessagesDue() {
      bring(A);
      bringOther(TIME + 10 * SECOND);
      loop.settled(loop.due(TIME + 10 * SECOND, 1).get(0), 100);

      assertThat(due(TIME + 10 * SECOND)).containsExactly(List.of(101L));
    }

    @Test
    void shouldNotMindACheckPointThatIsClosed() {
      bring(B);
      bringOther(TIME + 10 * SECOND);
      PopCheckPoint due = loop.due(TIME + 10 * SECOND, 1).get(0);
      loop.settled(due, 200);
      loop.settled(due, 200);

      assertThat(loop.size()).isZero();
    }
  }

  @Nested
  class ProcessedOffset {
    @Test
    void shouldBeWhereItBegan() {
      assertThat(newLoop(41).processedOffset()).isEqualTo(41);
    }

    @Test
    void shouldStayBeforeTheFirstOpenCheckPoint() {
      bringOther(TIME);
      bring(A);
      bring(B);
      bringAck(B, 200);
      bringOther(TIME + SECOND);

      assertThat(loop.processedOffset()).isZero();
    }

    @Test
    void shouldBeTheLastRecordWhenNothingIsOpen() {
      bring(B);
      bring(A);
      bringAck(B, 200);
      assertThat(loop.processedOffset()).isZero();

      bringAck(A, 100);
      bringAck(A, 101);
      assertThat(loop.processedOffset()).isEqualTo(4);
    }

    @Test
    void shouldStayBeforeAnAcknowledgementThatWaits() {
      bringOther(TIME);
      bringAck(A, 100);
      assertThat(loop.processedOffset()).isZero();

      bring(A);
      assertThat(loop.processedOffset()).isZero();
    }

    @Test
    void shouldNotWaitForEverForTheCheckPointOfAnAcknowledgement() {
      bringAck(A, 100);
      bringOther(TIME + ReviveLoop.WAIT_FOR_ACKS_MILLIS);
      due(TIME + 10 * SECOND);
      assertThat(loop.processedOffset()).isEqualTo(-1);

      bringOther(TIME + ReviveLoop.WAIT_FOR_ACKS_MILLIS + 1);
      due(TIME + 10 * SECOND);
      assertThat(loop.processedOffset()).isEqualTo(2);
    }

    @Test
    void shouldNotWaitAtAllForTheCheckPointOfALateAcknowledgement() {
      bringOther(TIME + 10 * SECOND);
      var late = new AckMsg(A.mergeKey(), 100);
      loop.read(new ReviveRecord.Acked(offset++, ReviveRecord.NOT_TIMED, late, TIME));

      assertThat(loop.processedOffset()).isEqualTo(1);
      assertThat(loop.nextDeadlineMillis()).isEqualTo(ReviveLoop.NO_DEADLINE);
    }

    @Test
    void shouldMoveOverCheckPointsThatAreSettled() {
      bring(B);
      bringOther(TIME + 10 * SECOND);
      loop.settled(loop.due(TIME + 10 * SECOND, 1).get(0), 200);

      assertThat(loop.processedOffset()).isEqualTo(1);
    }
  }
}
