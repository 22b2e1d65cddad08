package io.glassmq.broker.pop;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.broker.pop.CheckPointBuffer.Commit;
import io.glassmq.broker.pop.CheckPointBuffer.Eviction;
import io.glassmq.broker.pop.CheckPointBuffer.Place;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What every buffer of check points promises; see {@link CheckPointBuffer} for the numbers. */
abstract class CheckPointBufferContract extends CheckPointBufferFixture {
  @Nested
  class Cb1OffsetsMoveInOrder {
    @Test
    void shouldMoveTheOffsetWhenTheCheckPointIsStored() {
      writeFirst();
      PopCheckPoint first = add(QUEUE, 0, 3, Place.TO_STORE);
      assertThat(buffer.takeCommits()).isEmpty();

      buffer.stored(first.mergeKey());

      assertThat(buffer.takeCommits()).containsExactly(new Commit(QUEUE, 3));
    }

    @Test
    void shouldMoveTheOffsetWhenAllMessagesAreAcknowledged() {
      PopCheckPoint first = add(QUEUE, 0, 2, Place.HELD);
      assertThat(ack(first, 1, NOW)).isTrue();
      assertThat(buffer.takeCommits()).isEmpty();

      assertThat(ack(first, 0, NOW)).isTrue();

      assertThat(buffer.takeCommits()).containsExactly(new Commit(QUEUE, 2));
    }

    @Test
    void shouldNotMoveItOverOneThatIsNotFinished() {
      writeFirst();
      PopCheckPoint first = add(QUEUE, 0, 3, Place.TO_STORE);
      PopCheckPoint second = add(QUEUE, 3, 5, Place.TO_STORE);
      buffer.stored(second.mergeKey());
      assertThat(buffer.takeCommits()).isEmpty();

      buffer.stored(first.mergeKey());

      assertThat(buffer.takeCommits()).last().isEqualTo(new Commit(QUEUE, 5));
    }

    @Test
    void shouldMoveTheQueuesIndependently() {
      add(QUEUE, 0, 3, Place.HELD);
      PopCheckPoint other = add(OTHER, 7, 8, Place.HELD);

      ackAll(other);

      assertThat(buffer.takeCommits()).containsExactly(new Commit(OTHER, 8));
    }

    @Test
    void shouldMoveItOverMessagesThatNobodyGets() {
      buffer.addMock(QUEUE, 9);

      assertThat(buffer.takeCommits()).containsExactly(new Commit(QUEUE, 9));
    }

    @Test
    void shouldMoveItOverSuchMessagesOnlyInTheirTurn() {
      PopCheckPoint first = add(QUEUE, 0, 3, Place.HELD);
      buffer.addMock(QUEUE, 9);
      assertThat(buffer.takeCommits()).isEmpty();

      ackAll(first);

      assertThat(buffer.takeCommits()).last().isEqualTo(new Commit(QUEUE, 9));
    }

    @Test
    void shouldNotMoveItAgainForASecondReport() {
      writeFirst();
      PopCheckPoint first = add(QUEUE, 0, 3, Place.TO_STORE);
      buffer.stored(first.mergeKey());
      buffer.takeCommits();

      buffer.stored(first.mergeKey());
      buffer.notStored(first.mergeKey(), NOW);

      assertThat(buffer.takeCommits()).isEmpty();
      assertThat(buffer.size()).isZero();
    }
  }

  @Nested
  class Cb2AcknowledgedInTimeIsNeverStored {
    @Test
    void shouldNotBeDueAnyMore() {
      ackAll(add(QUEUE, 0, 32, Place.HELD));

      assertThat(buffer.nextDeadlineMillis()).isEqualTo(CheckPointBuffer.NO_DEADLINE);
      assertThat(buffer.due(NOW + STAY)).isEmpty();
      assertThat(buffer.drain()).isEmpty();
      assertThat(buffer.size()).isZero();
    }

    @Test
    void shouldCountEachMessageOnce() {
      PopCheckPoint first = add(QUEUE, 0, 2, Place.HELD);

      assertThat(ack(first, 0, NOW)).isTrue();
      assertThat(ack(first, 0, NOW)).isTrue();

      assertThat(buffer.takeCommits()).isEmpty();
      assertThat(buffer.size()).isOne();
    }

    @Test
    void shouldTakeManyAtOnce() {
      PopCheckPoint first = add(QUEUE, 0, 3, Place.HELD);

      assertThat(buffer.ack(new BatchAckMsg(first.mergeKey(), List.of(0L, 1L, 2L, 9L)), NOW))
          .isTrue();

      assertThat(buffer.takeCommits()).containsExactly(new Commit(QUEUE, 3));
    }

    @Test
    void shouldTakeAnOffsetThatItDoesNotHaveForNothing() {
      PopCheckPoint first = add(QUEUE, 0, 1, Place.HELD);

      assertThat(ack(first, 7, NOW)).isTrue();

      assertThat(buffer.takeCommits()).isEmpty();
    }
  }

  @Nested
  class Cb3WhatWasAcceptedIsNotForgotten {
    @Test
    void shouldBeEvictedWithTheAcknowledgementsThatItMet() {
      PopCheckPoint first = add(QUEUE, 4, 7, Place.HELD);
      ack(first, 6, NOW);

      List<Eviction> due = buffer.due(NOW + STAY);

      assertThat(due).containsExactly(new Eviction(first.acked(6), REVIVE_QUEUE));
    }

    @Test
    void shouldBeDrainedBeforeItsTime() {
      PopCheckPoint first = add(QUEUE, 4, 7, Place.HELD);

      assertThat(buffer.drain()).containsExactly(new Eviction(first, REVIVE_QUEUE));
    }

    @Test
    void shouldHoldNothingMoreAfterTheDrain() {
      buffer.drain();

      add(QUEUE, 0, 1, Place.TO_STORE);
    }

    @Test
    void shouldBeDueAgainIfTheStoreRefusedIt() {
      PopCheckPoint first = add(QUEUE, 4, 7, Place.HELD);
      buffer.due(NOW + STAY);

      buffer.notStored(first.mergeKey(), NOW + STAY);

      long next = buffer.nextDeadlineMillis();
      assertThat(next).isBetween(NOW + STAY + 1, NOW + STAY + 60_000);
      assertThat(buffer.due(next)).containsExactly(new Eviction(first, REVIVE_QUEUE));
      assertThat(buffer.takeCommits()).isEmpty();
      buffer.stored(first.mergeKey());
      assertThat(buffer.takeCommits()).containsExactly(new Commit(QUEUE, 7));
    }
  }

  @Nested
  class Cb4Deadlines {
    @Test
    void shouldBeDueWhenItStayedLongEnough() {
      add(QUEUE, 0, 1, Place.HELD);

      assertThat(buffer.nextDeadlineMillis()).isEqualTo(NOW + STAY);
      assertThat(buffer.due(NOW + STAY - 1)).isEmpty();
      assertThat(buffer.due(NOW + STAY)).hasSize(1);
    }

    @Test
    void shouldBeDueEarlierIfItsMessagesComeBackSoon() {
      buffer.add(pop(QUEUE, 0, 1, 6_000), REVIVE_QUEUE, 1, NOW);

      assertThat(buffer.nextDeadlineMillis()).isEqualTo(NOW + 6_000 - TIME_OUT);
    }

    @Test
    void shouldBeDueOnce() {
      add(QUEUE, 0, 1, Place.HELD);
      buffer.due(NOW + STAY);

      assertThat(buffer.due(NOW + STAY + 60_000)).isEmpty();
      assertThat(buffer.nextDeadlineMillis()).isEqualTo(CheckPointBuffer.NO_DEADLINE);
    }

    @Test
    void shouldFindTheEarliestOfAll() {
      add(QUEUE, 0, 1, Place.HELD);
      PopCheckPoint soon = pop(OTHER, 0, 1, 6_000);
      buffer.add(soon, REVIVE_QUEUE, 1, NOW);

      assertThat(buffer.due(NOW + 3_000)).containsExactly(new Eviction(soon, REVIVE_QUEUE));
      assertThat(buffer.nextDeadlineMillis()).isEqualTo(NOW + STAY);
    }
  }

  @Nested
  class Cb5WhichAcknowledgementsAreTaken {
    @Test
    void shouldNotTakeOneOfAnUnknownPop() {
      assertThat(ack(pop(QUEUE, 0, 1), 0, NOW)).isFalse();
    }

    @Test
    void shouldTakeOneUpToTheMarginOnly() {
      PopCheckPoint first = add(QUEUE, 0, 3, Place.HELD);

      assertThat(ack(first, 0, NOW + STAY - MARGIN)).isTrue();
      assertThat(ack(first, 1, NOW + STAY - MARGIN + 1)).isFalse();

      assertThat(buffer.due(NOW + STAY))
          .containsExactly(new Eviction(first.acked(0), REVIVE_QUEUE));
    }

    @Test
    void shouldNotTakeOneWhoseCheckPointIsOnItsWayIntoTheLog() {
      PopCheckPoint first = add(QUEUE, 0, 3, Place.HELD);
      buffer.drain();

      assertThat(ack(first, 0, NOW)).isFalse();
    }

    @Test
    void shouldNotTakeOneAfterTheStoreRefusedTheCheckPoint() {
      PopCheckPoint first = add(QUEUE, 0, 3, Place.HELD);
      buffer.drain();
      buffer.notStored(first.mergeKey(), NOW);

      assertThat(ack(first, 0, NOW)).isFalse();
    }

    @Test
    void shouldNotTakeAnyWithoutMerging() {
      writeFirst();
      PopCheckPoint first = add(QUEUE, 0, 3, Place.TO_STORE);
      assertThat(ack(first, 0, NOW)).isFalse();

      buffer.stored(first.mergeKey());

      assertThat(ack(first, 0, NOW)).isFalse();
    }
  }

  @Nested
  class Cb6WhatIsHeld {
    @Test
    void shouldHoldNothingThatComesBackTooSoon() {
      long shortest = TIME_OUT + MARGIN;

      var tooSoon = buffer.add(pop(QUEUE, 0, 1, shortest - 1), REVIVE_QUEUE, 1, NOW);
      assertThat(tooSoon).isEqualTo(Place.TO_STORE);
      var inTime = buffer.add(pop(QUEUE, 1, 2, shortest), REVIVE_QUEUE, 2, NOW);
      assertThat(inTime).isEqualTo(Place.HELD);
    }

    @Test
    void shouldHoldOnlySoManyInAll() {
      buffer = create(limits(true, 2, 10));

      PopCheckPoint first = add(QUEUE, 0, 1, Place.HELD);
      add(OTHER, 0, 1, Place.HELD);
      add(QUEUE, 1, 2, Place.TO_STORE);
      ackAll(first);
      buffer.stored(pop(QUEUE, 1, 2).mergeKey());

      add(QUEUE, 2, 3, Place.HELD);
    }

    @Test
    void shouldHoldOnlySoManyOfAQueue() {
      buffer = create(limits(true, 100, 2));

      add(QUEUE, 0, 1, Place.HELD);
      add(QUEUE, 1, 2, Place.HELD);
      add(QUEUE, 2, 3, Place.TO_STORE);
      add(OTHER, 0, 1, Place.HELD);
    }
  }

  @Nested
  class Cb7TheStoreRefusesIt {
    @Test
    void shouldLeaveNoTraceOfTheLastOne() {
      writeFirst();
      PopCheckPoint first = add(QUEUE, 0, 3, Place.TO_STORE);

      buffer.notStored(first.mergeKey(), NOW);

      assertThat(buffer.latestOffset(QUEUE)).isEqualTo(CheckPointBuffer.NO_OFFSET);
      assertThat(buffer.takeCommits()).isEmpty();
      assertThat(buffer.size()).isZero();
      add(QUEUE, 0, 3, Place.TO_STORE);
    }

    @Test
    void shouldGoBackToTheOneBefore() {
      writeFirst();
      PopCheckPoint first = add(QUEUE, 0, 3, Place.TO_STORE);
      PopCheckPoint second = add(QUEUE, 3, 5, Place.TO_STORE);

      buffer.notStored(second.mergeKey(), NOW);

      assertThat(buffer.latestOffset(QUEUE)).isEqualTo(3);
      buffer.stored(first.mergeKey());
      assertThat(buffer.takeCommits()).containsExactly(new Commit(QUEUE, 3));
    }

    @Test
    void shouldNotSkipMessagesIfOthersWerePoppedBehindThem() {
      writeFirst();
      PopCheckPoint first = add(QUEUE, 0, 3, Place.TO_STORE);
      PopCheckPoint second = add(QUEUE, 3, 5, Place.TO_STORE);
      buffer.stored(second.mergeKey());

      buffer.notStored(first.mergeKey(), NOW);

      assertThat(buffer.takeCommits()).isEmpty();
      assertThat(buffer.due(buffer.nextDeadlineMillis()))
          .containsExactly(new Eviction(first, REVIVE_QUEUE));
      buffer.stored(first.mergeKey());
      assertThat(buffer.takeCommits()).last().isEqualTo(new Commit(QUEUE, 5));
    }
  }

  @Nested
  class Cb8LatestOffset {
    @Test
    void shouldBeTheEndOfTheLastPopUntilTheOffsetIsThere() {
      assertThat(buffer.latestOffset(QUEUE)).isEqualTo(CheckPointBuffer.NO_OFFSET);
      PopCheckPoint first = add(QUEUE, 0, 3, Place.HELD);
      PopCheckPoint second = add(QUEUE, 3, 5, Place.HELD);
      assertThat(buffer.latestOffset(QUEUE)).isEqualTo(5);
      assertThat(buffer.latestOffset(OTHER)).isEqualTo(CheckPointBuffer.NO_OFFSET);

      ackAll(second);
      assertThat(buffer.latestOffset(QUEUE)).isEqualTo(5);
      ackAll(first);

      assertThat(buffer.latestOffset(QUEUE)).isEqualTo(CheckPointBuffer.NO_OFFSET);
    }

    @Test
    void shouldForgetAQueueThatIsCleared() {
      PopCheckPoint first = add(QUEUE, 0, 3, Place.HELD);
      add(OTHER, 0, 3, Place.HELD);

      buffer.clear(QUEUE);

      assertThat(buffer.latestOffset(QUEUE)).isEqualTo(CheckPointBuffer.NO_OFFSET);
      assertThat(buffer.latestOffset(OTHER)).isEqualTo(3);
      assertThat(ack(first, 0, NOW)).isFalse();
      assertThat(buffer.due(NOW + STAY)).hasSize(1);
    }

    @Test
    void shouldNotCommitForAClearedQueueWhenAReportComesLate() {
      writeFirst();
      PopCheckPoint first = add(QUEUE, 0, 3, Place.TO_STORE);
      buffer.clear(QUEUE);

      buffer.stored(first.mergeKey());

      assertThat(buffer.takeCommits()).isEmpty();
    }
  }

  @Nested
  class Cb9OneOpenCheckPointOfOnePop {
    @Test
    void shouldRefuseASecond() {
      PopCheckPoint first = add(QUEUE, 0, 3, Place.HELD);
      add(QUEUE, 0, 3, Place.REFUSED);
      assertThat(buffer.size()).isOne();

      ackAll(first);

      add(QUEUE, 0, 3, Place.HELD);
    }
  }
}
