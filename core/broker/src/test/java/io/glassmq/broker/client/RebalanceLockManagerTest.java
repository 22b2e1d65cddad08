package io.glassmq.broker.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.broker.TestClock;
import io.glassmq.common.message.MessageQueue;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RebalanceLockManagerTest {
  private static final MessageQueue ONE = new MessageQueue("T", "broker-a", 1);
  private static final MessageQueue TWO = new MessageQueue("T", "broker-a", 2);

  private final TestClock clock = new TestClock();
  private final RebalanceLockManager locks = new RebalanceLockManager(clock);

  @Test
  void shouldGiveAFreeQueueToTheFirstWhoAsks() {
    assertThat(locks.tryLockBatch("G", Set.of(ONE), "a")).containsExactly(ONE);
    assertThat(locks.tryLockBatch("G", Set.of(ONE, TWO), "b")).containsExactly(TWO);
  }

  @Test
  void shouldLetOtherGroupsAlone() {
    locks.tryLockBatch("G", Set.of(ONE), "a");

    assertThat(locks.tryLockBatch("H", Set.of(ONE), "b")).containsExactly(ONE);
  }

  @Test
  void shouldKeepALockThatIsRenewed() {
    locks.tryLockBatch("G", Set.of(ONE), "a");
    clock.advance(50_000);
    locks.tryLockBatch("G", Set.of(ONE), "a");
    clock.advance(50_000);

    assertThat(locks.tryLockBatch("G", Set.of(ONE), "b")).isEmpty();
  }

  @Test
  void shouldGiveALockThatHasExpiredToSomebodyElse() {
    locks.tryLockBatch("G", Set.of(ONE), "a");
    clock.advance(60_001);

    assertThat(locks.tryLockBatch("G", Set.of(ONE), "b")).containsExactly(ONE);
    assertThat(locks.tryLockBatch("G", Set.of(ONE), "a")).isEmpty();
  }

  @Test
  void shouldUnlockForTheOwnerOnly() {
    locks.tryLockBatch("G", Set.of(ONE), "a");

    locks.unlockBatch("G", Set.of(ONE), "b");
    assertThat(locks.tryLockBatch("G", Set.of(ONE), "c")).isEmpty();

    locks.unlockBatch("G", Set.of(ONE), "a");
    assertThat(locks.tryLockBatch("G", Set.of(ONE), "c")).containsExactly(ONE);
  }

  @Test
  void shouldKnowWhetherAGroupHoldsALock() {
    locks.tryLockBatch("G", Set.of(ONE), "a");
    assertThat(locks.holdsAny("G")).isTrue();
    assertThat(locks.holdsAny("H")).isFalse();

    locks.unlockBatch("G", Set.of(ONE), "a");
    assertThat(locks.holdsAny("G")).isFalse();
  }

  @Test
  void shouldForgetALockThatHasExpired() {
    locks.tryLockBatch("G", Set.of(ONE), "a");
    clock.advance(60_000);
    assertThat(locks.holdsAny("G")).isTrue();

    clock.advance(1);
    assertThat(locks.holdsAny("G")).isFalse();
  }
}
