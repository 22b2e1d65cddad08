package io.glassmq.broker.longpolling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WaitingPopTableTest {
  private static final long TAG = 7;
  private static final long NOT_FORCED = 3;
  private static final int ANY = WaitingPop.ANY_QUEUE;

  private final WaitingPopTable table = new WaitingPopTable(2, 4, 800, true);

  private static WaitingPop pop(String group, int queueId, long deadline) {
    return new WaitingPop("T", group, queueId, deadline, tag -> tag == TAG, "owner", () -> {});
  }

  private WaitingPop parked(String group, int queueId, long deadline) {
    var pop = pop(group, queueId, deadline);
    assertThat(table.park(pop)).isTrue();
    return pop;
  }

  @Nested
  class Arriving {
    @Test
    void shouldWakeOneForAnyQueueAndOneForThisQueueOfEachGroup() {
      var late = parked("G", ANY, 20);
      var early = parked("G", ANY, 10);
      var here = parked("G", 3, 10);
      var other = parked("Other", 3, 10);

      assertThat(table.arriving("T", 3, NOT_FORCED, TAG))
          .containsExactlyInAnyOrder(early, here, other);
      assertThat(table.arriving("T", 3, NOT_FORCED, TAG)).containsExactly(late);
      assertThat(table.arriving("T", 3, NOT_FORCED, TAG)).isEmpty();
    }

    @Test
    void shouldWakeTheLatestWhereThatIsWanted() {
      var latestFirst = new WaitingPopTable(2, 4, 800, false);
      var early = pop("G", ANY, 10);
      var late = pop("G", ANY, 20);
      latestFirst.park(early);
      latestFirst.park(late);

      assertThat(latestFirst.arriving("T", 0, NOT_FORCED, TAG)).containsExactly(late);
    }

    @Test
    void shouldLeaveThoseAloneWhoWaitForSomethingElse() {
      parked("G", 1, 10);

      assertThat(table.arriving("T", 0, NOT_FORCED, TAG)).isEmpty();
      assertThat(table.arriving("Other", 1, NOT_FORCED, TAG)).isEmpty();
      assertThat(table.arriving("T", 1, NOT_FORCED, TAG + 1)).isEmpty();
      assertThat(table.count("T", "G", 1)).isOne();
    }

    @Test
    void shouldWakeForAnUnwantedMessageNowAndThen() {
      var pop = parked("G", ANY, 10);

      assertThat(table.arriving("T", 0, 800, TAG + 1)).isEmpty();
      assertThat(table.arriving("T", 0, 801, TAG + 1)).containsExactly(pop);
    }

    @Test
    void shouldWakeTheGroupWhoseRetryTopicItIs() {
      var any = parked("G", ANY, 10);
      var here = parked("G", 3, 10);
      parked("Other", ANY, 10);

      assertThat(table.arriving("%RETRY%G_T", 0, NOT_FORCED, 0))
          .containsExactlyInAnyOrder(any, here);
    }

    @Test
    void shouldKnowRetryTopicsOfTheNewNameToo() {
      var any = parked("G", ANY, 10);

      assertThat(table.arriving("%RETRY%G+T", 0, NOT_FORCED, 0)).containsExactly(any);
    }
  }

  @Nested
  class Park {
    @Test
    void shouldRefuseMoreThanMayWaitForOneQueue() {
      parked("G", 0, 10);
      parked("G", 0, 10);

      assertThat(table.park(pop("G", 0, 10))).isFalse();
      assertThat(table.park(pop("G", 1, 10))).isTrue();
    }

    @Test
    void shouldRefuseMoreThanMayWaitInAll() {
      for (int queueId = 0; queueId < 4; queueId++) {
        parked("G", queueId, 10);
      }

      assertThat(table.park(pop("G", 4, 10))).isFalse();
    }
  }

  @Nested
  class Expire {
    @Test
    void shouldTakeOutWhoseTimeIsOverEarliestFirst() {
      var second = parked("G", 1, 20);
      var first = parked("G", 0, 10);
      parked("G", 2, 30);

      assertThat(table.nextDeadlineMillis()).isEqualTo(10);
      assertThat(table.expire(20)).containsExactly(first, second);
      assertThat(table.nextDeadlineMillis()).isEqualTo(30);
    }

    @Test
    void shouldHaveNoDeadlineWhenNobodyWaits() {
      parked("G", 1, 20);

      table.expire(20);

      assertThat(table.nextDeadlineMillis()).isEqualTo(WaitingPulls.NO_DEADLINE);
    }
  }

  @Test
  void shouldDropWhatAnOwnerWaitsFor() {
    parked("G", 0, 10);
    var other = new WaitingPop("T", "G", 0, 20, tag -> true, "other", () -> {});
    table.park(other);

    table.drop("owner");

    assertThat(table.wakeOne("T", "G", 0)).containsExactly(other);
    assertThat(table.wakeOne("T", "G", 0)).isEmpty();
  }

  @Test
  void shouldRemoveExactlyThisOneAndOnce() {
    var pop = parked("G", 0, 10);
    var twin = parked("G", 0, 10);

    assertThat(List.of(table.remove(pop), table.remove(pop))).containsExactly(true, false);
    assertThat(table.wakeOne("T", "G", 0)).containsExactly(twin);
  }
}
