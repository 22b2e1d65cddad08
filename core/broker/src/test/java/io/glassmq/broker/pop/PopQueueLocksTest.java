package io.glassmq.broker.pop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glassmq.broker.offset.PopQueue;
import org.junit.jupiter.api.Test;

class PopQueueLocksTest {
  private static final PopQueue QUEUE = new PopQueue("T", "G", 0);

  private final PopQueueLocks locks = new PopQueueLocks();

  @Test
  void shouldLetOneInAtATime() {
    assertThat(locks.tryLock(QUEUE)).isTrue();
    assertThat(locks.tryLock(new PopQueue("T", "G", 0))).isFalse();

    locks.unlock(QUEUE);

    assertThat(locks.tryLock(QUEUE)).isTrue();
  }

  @Test
  void shouldLockEachQueueOfEachGroupForItself() {
    locks.tryLock(QUEUE);

    assertThat(locks.tryLock(new PopQueue("T", "G", 1))).isTrue();
    assertThat(locks.tryLock(new PopQueue("T", "Other", 0))).isTrue();
    assertThat(locks.tryLock(new PopQueue("%RETRY%G_T", "G", 0))).isTrue();
  }

  @Test
  void shouldRefuseToUnlockWhatIsNotLocked() {
    assertThatThrownBy(() -> locks.unlock(QUEUE)).isInstanceOf(IllegalStateException.class);
  }
}
