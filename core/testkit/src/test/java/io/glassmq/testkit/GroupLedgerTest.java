package io.glassmq.testkit;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.common.message.MessageQueue;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class GroupLedgerTest {
  private static final MessageQueue QUEUE = new MessageQueue("Orders", "broker-a", 0);
  private static final MessageQueue OTHER = new MessageQueue("Orders", "broker-b", 0);

  private final GroupLedger ledger = new GroupLedger();

  /** Message {@code m<offset>}, with the listener from one second to another. */
  private static Delivery delivery(
      String member, MessageQueue queue, long offset, int begin, int end, boolean consumed) {
    return new Delivery(
        member,
        "m" + offset,
        queue,
        offset,
        SECONDS.toNanos(begin),
        SECONDS.toNanos(end),
        consumed);
  }

  private void deliver(String member, long offset, int begin, int end) {
    ledger.delivered(delivery(member, QUEUE, offset, begin, end, true));
  }

  @Nested
  class Lost {
    @Test
    void shouldBeWhatNobodyConsumed() {
      deliver("A", 1, 0, 1);
      ledger.delivered(delivery("A", QUEUE, 2, 1, 2, false));

      assertThat(ledger.lost(List.of("m1", "m2", "m3"))).containsExactlyInAnyOrder("m2", "m3");
    }
  }

  @Nested
  class GroundlessDuplicates {
    private Delivery now(String member) {
      long now = System.nanoTime();
      return new Delivery(member, "m1", QUEUE, 1, now, now + 1, true);
    }

    @Test
    void shouldBeThoseOfAMemberThatKeptTheQueue() {
      ledger.delivered(now("A"));
      ledger.shared("A", "Orders", List.of(QUEUE));
      ledger.delivered(now("A"));

      assertThat(ledger.groundlessDuplicates()).hasSize(1);
    }

    @Test
    void shouldNotBeThoseOfAMemberThatLostTheQueueInBetween() {
      ledger.delivered(now("A"));
      ledger.shared("A", "Orders", List.of(OTHER));
      ledger.shared("A", "Orders", List.of(QUEUE));
      ledger.delivered(now("A"));

      assertThat(ledger.duplicates()).hasSize(1);
      assertThat(ledger.groundlessDuplicates()).isEmpty();
    }

    @Test
    void shouldNotBeThoseOfANewOwner() {
      ledger.delivered(now("A"));
      ledger.delivered(now("B"));

      assertThat(ledger.duplicates()).hasSize(1);
      assertThat(ledger.groundlessDuplicates()).isEmpty();
    }

    @Test
    void shouldOnlyBeExcusedByTheDeathOfTheQueuesOwnBroker() {
      ledger.delivered(now("A"));
      ledger.brokerDies("broker-b");
      ledger.delivered(now("A"));
      assertThat(ledger.groundlessDuplicates()).hasSize(1);

      ledger.brokerDies("broker-a");
      ledger.delivered(now("A"));

      assertThat(ledger.duplicates()).hasSize(2);
      assertThat(ledger.groundlessDuplicates()).hasSize(1);
    }

    @Test
    void shouldNotBeRepetitionsOfWhatFailed() {
      ledger.delivered(delivery("A", QUEUE, 1, 0, 1, false));
      deliver("A", 1, 1, 2);

      assertThat(ledger.duplicates()).isEmpty();
    }
  }

  @Nested
  class Disorder {
    @Test
    void shouldNotBeSeenInConsecutiveDeliveriesAndRepetitions() {
      deliver("A", 4, 0, 1);
      deliver("A", 5, 1, 2);
      deliver("B", 4, 2, 3);
      deliver("B", 5, 3, 4);
      deliver("B", 6, 4, 5);

      assertThat(ledger.disorder()).isEmpty();
    }

    @Test
    void shouldBeAMessageThatOvertakes() {
      deliver("A", 4, 0, 1);
      deliver("A", 6, 1, 2);

      assertThat(ledger.disorder()).singleElement().asString().contains("offset 5 was next");
    }

    @Test
    void shouldBeAMessageBehindOneThatFailed() {
      ledger.delivered(delivery("A", QUEUE, 4, 0, 1, false));
      deliver("A", 5, 1, 2);

      assertThat(ledger.disorder()).singleElement().asString().contains("offset 4 was next");
    }

    @Test
    void shouldBeTwoListenersAtATime() {
      deliver("A", 4, 0, 3);
      deliver("B", 5, 2, 4);

      assertThat(ledger.disorder()).singleElement().asString().contains("while A got m4");
    }
  }
}
