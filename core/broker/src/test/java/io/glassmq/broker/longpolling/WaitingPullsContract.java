package io.glassmq.broker.longpolling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@link WaitingPulls} promises, number by number. */
abstract class WaitingPullsContract {
  private static final LongPredicate EVERYTHING = tagsCode -> true;

  private WaitingPulls waiting;

  abstract WaitingPulls create();

  @BeforeEach
  void setUp() {
    waiting = create();
  }

  private WaitingPull park(String topic, int queueId, long offset, long deadline) {
    return park(topic, queueId, offset, deadline, EVERYTHING, "owner");
  }

  private WaitingPull park(
      String topic, int queueId, long offset, long deadline, LongPredicate tags, Object owner) {
    var pull =
        new WaitingPull("group", topic, queueId, offset, deadline, tags, owner, new Answer());
    waiting.park(pull);
    return pull;
  }

  /** Two pulls may be equal but for this. */
  private static final class Answer implements Runnable {
    @Override
    public void run() {
      throw new AssertionError("the table must not answer (it only keeps and finds)");
    }
  }

  @Test
  void shouldHandOutAParkedPullOnce_WP1() {
    WaitingPull pull = park("T", 0, 5, 100);

    assertThat(waiting.wake("T", 0, 6, null)).containsExactly(pull);
    assertThat(waiting.wake("T", 0, 7, null)).isEmpty();
    assertThat(waiting.expire(1_000)).isEmpty();
  }

  @Test
  void shouldNotWakeAPullThatHasExpired_WP1() {
    WaitingPull pull = park("T", 0, 5, 100);

    assertThat(waiting.expire(100)).containsExactly(pull);
    assertThat(waiting.wake("T", 0, 6, null)).isEmpty();
  }

  @Test
  void shouldKeepTwoPullsThatLookTheSame_WP1() {
    WaitingPull first = park("T", 0, 5, 100);
    WaitingPull second = park("T", 0, 5, 100);

    assertThat(waiting.wake("T", 0, 6, null)).containsExactly(first, second);
  }

  @Test
  void shouldWakeOnlyTheQueueThatGrew_WP2() {
    park("T", 1, 0, 100);
    park("U", 0, 0, 100);
    WaitingPull pull = park("T", 0, 0, 100);

    assertThat(waiting.wake("T", 0, 1, null)).containsExactly(pull);
  }

  @Test
  void shouldWakeOnlyPullsThatTheQueueHasPassed_WP2() {
    park("T", 0, 8, 100);
    WaitingPull pull = park("T", 0, 7, 100);

    assertThat(waiting.wake("T", 0, 8, null)).containsExactly(pull);
  }

  @Test
  void shouldWakeOnlyThoseWhoWantTheTag_WP2() {
    WaitingPull wantsSeven = park("T", 0, 0, 100, tagsCode -> tagsCode == 7, "a");
    WaitingPull wantsAll = park("T", 0, 0, 100, EVERYTHING, "b");

    assertThat(waiting.wake("T", 0, 1, 8L)).containsExactly(wantsAll);
    assertThat(waiting.wake("T", 0, 2, 7L)).containsExactly(wantsSeven);
  }

  @Test
  void shouldWakeEverybodyWhenTheTagIsNotKnown_WP2() {
    WaitingPull wantsSeven = park("T", 0, 0, 100, tagsCode -> tagsCode == 7, "a");

    assertThat(waiting.wake("T", 0, 1, null)).containsExactly(wantsSeven);
  }

  @Test
  void shouldWakeInTheOrderOfParking_WP2() {
    WaitingPull late = park("T", 0, 0, 300);
    WaitingPull early = park("T", 0, 0, 100);

    assertThat(waiting.wake("T", 0, 1, null)).containsExactly(late, early);
  }

  @Test
  void shouldExpireWhatIsDueAndNothingElse_WP3() {
    park("T", 0, 0, 101);
    WaitingPull second = park("T", 0, 0, 100);
    WaitingPull first = park("U", 3, 0, 99);

    assertThat(waiting.expire(98)).isEmpty();
    assertThat(waiting.expire(100)).containsExactly(first, second);
  }

  @Test
  void shouldForgetThePullsOfAnOwner_WP4() {
    park("T", 0, 0, 100, EVERYTHING, "gone");
    WaitingPull stays = park("T", 0, 0, 100, EVERYTHING, "here");
    park("U", 0, 0, 50, EVERYTHING, "gone");

    waiting.drop("gone");

    assertThat(waiting.nextDeadlineMillis()).isEqualTo(100);
    assertThat(waiting.wake("U", 0, 1, null)).isEmpty();
    assertThat(waiting.wake("T", 0, 1, null)).containsExactly(stays);
  }

  @Test
  void shouldKnowTheEarliestDeadline_WP5() {
    assertThat(waiting.nextDeadlineMillis()).isEqualTo(WaitingPulls.NO_DEADLINE);

    park("T", 0, 0, 200);
    park("T", 1, 0, 100);
    assertThat(waiting.nextDeadlineMillis()).isEqualTo(100);

    waiting.wake("T", 1, 1, null);
    assertThat(waiting.nextDeadlineMillis()).isEqualTo(200);

    waiting.expire(200);
    assertThat(waiting.nextDeadlineMillis()).isEqualTo(WaitingPulls.NO_DEADLINE);
  }

  @Test
  @Timeout(20)
  void shouldLoseAndDoubleNothingUnderManyThreads_WP6() throws InterruptedException {
    int perThread = 2_000;
    List<WaitingPull> out = Collections.synchronizedList(new ArrayList<>());
    var parkersDone = new CountDownLatch(2);
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 2; t++) {
      int seed = t;
      threads.add(
          new Thread(
              () -> {
                var random = new Random(seed);
                for (int i = 0; i < perThread; i++) {
                  park("T", random.nextInt(4), random.nextInt(10), random.nextInt(1_000));
                }
                parkersDone.countDown();
              }));
      threads.add(
          new Thread(
              () -> {
                var random = new Random(100 + seed);
                while (parkersDone.getCount() > 0) {
                  out.addAll(waiting.wake("T", random.nextInt(4), random.nextInt(10), null));
                  out.addAll(waiting.expire(random.nextInt(500)));
                }
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    out.addAll(waiting.expire(Long.MAX_VALUE));

    assertThat(out).hasSize(2 * perThread);
    assertThat(out.stream().map(WaitingPull::answer)).doesNotHaveDuplicates();
  }
}
