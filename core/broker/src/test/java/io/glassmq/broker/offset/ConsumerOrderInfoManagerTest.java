package io.glassmq.broker.offset;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.broker.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsumerOrderInfoManagerTest {
  private static final PopQueue QUEUE = new PopQueue("OrdT", "OG", 0);
  private static final long INVISIBLE = 10_000;

  @TempDir Path folder;
  private OrderInfoFixture fixture;
  private ConsumerOrderInfoManager orders;
  private TestClock clock;

  @BeforeEach
  void setUp() {
    fixture = new OrderInfoFixture(folder);
    orders = fixture.orders;
    clock = fixture.clock;
  }

  private void restart() {
    fixture.open();
    orders = fixture.orders;
  }

  private long pop(String attemptId, Long... offsets) {
    orders.update(QUEUE, attemptId, clock.millis(), INVISIBLE, List.of(offsets));
    return clock.millis();
  }

  private boolean isBlocked() {
    return orders.isBlocked(QUEUE, null, INVISIBLE);
  }

  @Nested
  class Block {
    @Test
    void shouldLeaveAQueueFreeThatNobodyPopped() {
      assertThat(isBlocked()).isFalse();
    }

    @Test
    void shouldBlockUntilAllMessagesAreVisibleAgain() {
      pop(null, 0L, 1L);

      clock.advance(INVISIBLE - 1);
      assertThat(isBlocked()).isTrue();
      clock.advance(1);
      assertThat(isBlocked()).isFalse();
    }

    @Test
    void shouldBlockWhileOneMessageIsNotAcknowledged() {
      long popTime = pop(null, 0L, 1L);

      orders.commitAndNext(QUEUE, 1, popTime);
      assertThat(isBlocked()).isTrue();
      orders.commitAndNext(QUEUE, 0, popTime);
      assertThat(isBlocked()).isFalse();
    }

    @Test
    void shouldLetTheSameAttemptThrough() {
      pop("A1", 0L);

      assertThat(orders.isBlocked(QUEUE, "A1", INVISIBLE)).isFalse();
      assertThat(orders.isBlocked(QUEUE, "A2", INVISIBLE)).isTrue();
      assertThat(isBlocked()).isTrue();
    }

    @Test
    void shouldNotBlockOtherQueuesAndGroups() {
      pop(null, 0L);

      assertThat(orders.isBlocked(new PopQueue("OrdT", "OG", 1), null, INVISIBLE)).isFalse();
      assertThat(orders.isBlocked(new PopQueue("OrdT", "OG2", 0), null, INVISIBLE)).isFalse();
    }

    @Test
    void shouldEndWithAReset() {
      pop(null, 0L);

      orders.clear(QUEUE);

      assertThat(isBlocked()).isFalse();
    }
  }

  @Nested
  class CommitAndNext {
    @Test
    void shouldGoOnAtTheFirstMessageThatIsNotAcknowledged() {
      long popTime = pop(null, 3L, 4L, 7L);

      assertThat(orders.commitAndNext(QUEUE, 4, popTime)).isEqualTo(3);
      assertThat(orders.commitAndNext(QUEUE, 3, popTime)).isEqualTo(7);
      assertThat(orders.commitAndNext(QUEUE, 7, popTime)).isEqualTo(8);
    }

    @Test
    void shouldGoOnBehindTheMessageWhenNothingIsKnown() {
      assertThat(orders.commitAndNext(QUEUE, 5, 1)).isEqualTo(6);
    }

    @Test
    void shouldKnowAnOldReceipt() {
      long popTime = pop(null, 0L);

      assertThat(orders.commitAndNext(QUEUE, 0, popTime - 1))
          .isEqualTo(ConsumerOrderInfoManager.STALE);
    }

    @Test
    void shouldRefuseWhatWasNotHandedOut() {
      long popTime = pop(null, 0L);

      assertThat(orders.commitAndNext(QUEUE, 1, popTime))
          .isEqualTo(ConsumerOrderInfoManager.ILLEGAL);
    }
  }

  @Nested
  class Update {
    @Test
    void shouldCountDeliveriesOfMessagesThatComeAgain() {
      pop(null, 0L, 1L);

      assertThat(orders.update(QUEUE, null, 1, 1, List.of(1L, 2L))).containsOnlyKeys(1L);
      assertThat(orders.update(QUEUE, null, 2, 1, List.of(1L, 2L)))
          .containsEntry(1L, 2)
          .containsEntry(2L, 1);
    }

    @Test
    void shouldNotCountAnAttemptTwice() {
      pop("A1", 0L);
      pop("A2", 0L);

      assertThat(orders.update(QUEUE, "A2", 3, 1, List.of(0L))).containsEntry(0L, 1);
    }

    /** What an official broker did. */
    @Test
    void shouldGoTheProbedWay() {
      long first = pop(null, 0L, 1L);
      assertThat(isBlocked()).isTrue();
      assertThat(orders.commitAndNext(QUEUE, 0, first)).isEqualTo(1);
      assertThat(isBlocked()).isTrue();
      orders.changeInvisible(QUEUE, 1, first, clock.millis() + 3_000);
      clock.advance(3_300);
      assertThat(isBlocked()).isFalse();

      assertThat(orders.update(QUEUE, null, clock.millis(), INVISIBLE, List.of(1L, 2L)))
          .containsOnlyKeys(1L)
          .containsEntry(1L, 1);
      assertThat(orders.commitAndNext(QUEUE, 1, first)).isEqualTo(ConsumerOrderInfoManager.STALE);
      assertThat(orders.commitAndNext(QUEUE, 1, clock.millis())).isEqualTo(2);
    }
  }

  @Nested
  class Release {
    @Test
    void shouldTellWhenMessagesBecomeVisible() {
      pop(null, 0L);

      clock.advance(INVISIBLE - 1);
      fixture.releases.doWork();
      assertThat(fixture.released).isEmpty();
      clock.advance(1);
      fixture.releases.doWork();
      assertThat(fixture.released).containsExactly(QUEUE);
    }

    @Test
    void shouldFollowAChangedTime() {
      long popTime = pop(null, 0L);
      orders.changeInvisible(QUEUE, 0, popTime, clock.millis() + 3_000);

      clock.advance(3_000);
      fixture.releases.doWork();

      assertThat(fixture.released).containsExactly(QUEUE);
    }

    @Test
    void shouldIgnoreATimeThatAnOldReceiptWants() {
      long popTime = pop(null, 0L);
      orders.changeInvisible(QUEUE, 0, popTime - 1, clock.millis() + 3_000);

      clock.advance(3_000);
      fixture.releases.doWork();

      assertThat(fixture.released).isEmpty();
      assertThat(isBlocked()).isTrue();
    }

    @Test
    void shouldSayNothingWhenAllIsAcknowledged() {
      long popTime = pop(null, 0L);
      orders.commitAndNext(QUEUE, 0, popTime);

      clock.advance(INVISIBLE);
      fixture.releases.doWork();

      assertThat(fixture.released).isEmpty();
    }

    @Test
    void shouldTellInTheOrderOfTime() {
      var other = new PopQueue("OrdT", "OG", 1);
      pop(null, 0L);
      orders.update(other, null, clock.millis(), 500, List.of(0L));

      clock.advance(INVISIBLE);
      fixture.releases.doWork();

      assertThat(fixture.released).containsExactly(other, QUEUE);
    }
  }

  @Nested
  class Persistence {
    private Path file() {
      return folder.resolve("consumerOrderInfo.json");
    }

    @Test
    void shouldSurviveARestart() {
      long popTime = pop("A1", 3L, 4L, 9L);
      orders.commitAndNext(QUEUE, 3, popTime);
      orders.changeInvisible(QUEUE, 9, popTime, clock.millis() + 60_000);
      orders.doWork();

      restart();

      assertThat(orders.isBlocked(QUEUE, "A1", INVISIBLE)).isFalse();
      assertThat(orders.commitAndNext(QUEUE, 4, popTime)).isEqualTo(9);
      clock.advance(59_999);
      assertThat(isBlocked()).isTrue();
      clock.advance(1);
      assertThat(isBlocked()).isFalse();
    }

    @Test
    void shouldGoOnWhereAnOfficialBrokerStopped() throws IOException {
      try (var in = getClass().getResourceAsStream("/official-config/consumerOrderInfo.json")) {
        Files.copy(in, file());
      }
      restart();

      long popTime = 1_795_394_419_081L; // got 3 and 4, acknowledged 4
      clock.set(popTime + 2_999);
      assertThat(isBlocked()).isTrue();
      clock.set(popTime + 3_000);
      assertThat(isBlocked()).isFalse();
      assertThat(orders.commitAndNext(QUEUE, 4, popTime)).isEqualTo(3);
      assertThat(orders.update(QUEUE, null, clock.millis(), INVISIBLE, List.of(3L, 4L)))
          .containsEntry(3L, 4)
          .containsEntry(4L, 2);
    }

    @Test
    void shouldTellOfBlocksOfTheLifeBefore() {
      pop(null, 0L);
      orders.doWork();
      restart();

      clock.advance(INVISIBLE);
      fixture.releases.doWork();

      assertThat(fixture.released).containsExactly(QUEUE);
    }

    @Test
    void shouldWriteTheOfficialForm() {
      long popTime = pop(null, 3L, 4L);
      orders.doWork();

      assertThat(file())
          .content()
          .isEqualToIgnoringWhitespace(
              """
              {"table":{"OrdT@OG":{"0":{"cm":0,"i":10000,"l":%d,"o":[3,1],"oc":{},"popTime":%d}}}}
              """
                  .formatted(popTime, popTime));
    }

    @Test
    void shouldWriteOnlyWhenSomethingChanged() throws IOException {
      pop(null, 0L);
      orders.doWork();
      Files.delete(file());

      orders.doWork();
      assertThat(file()).doesNotExist();
      orders.clear(QUEUE);
      orders.doWork();
      assertThat(file()).exists();
    }

    @Test
    void shouldForgetWhatIsGone() {
      var lostQueue = new PopQueue("OrdT", "OG", 4);
      var lostTopic = new PopQueue("NoT", "OG", 0);
      var lostGroup = new PopQueue("OrdT", "NoG", 0);
      for (var queue : List.of(QUEUE, lostQueue, lostTopic, lostGroup)) {
        orders.update(queue, null, clock.millis(), INVISIBLE, List.of(0L));
      }
      orders.doWork();

      assertThat(isBlocked()).isTrue();
      assertThat(List.of(lostQueue, lostTopic, lostGroup))
          .noneMatch(queue -> orders.isBlocked(queue, null, INVISIBLE));
    }

    @Test
    void shouldForgetWhatIsADayOld() {
      long popTime = pop(null, 0L);
      clock.advance(24 * 3_600_000L + 1);
      orders.doWork();

      assertThat(orders.commitAndNext(QUEUE, 7, popTime)).isEqualTo(8);
    }
  }
}
