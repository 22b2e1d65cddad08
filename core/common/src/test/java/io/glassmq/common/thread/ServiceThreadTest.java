package io.glassmq.common.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ServiceThreadTest {
  private static final long LONG = TimeUnit.MINUTES.toMillis(10);

  private final AtomicInteger rounds = new AtomicInteger();
  private ServiceThread service;

  private void start(long idleMillis, Agent agent) {
    service = new ServiceThread("TestService", agent, idleMillis);
    service.start();
  }

  @AfterEach
  void stop() {
    service.shutdown(LONG);
  }

  @Test
  void shouldWorkUntilThereIsNothingToDoAndThenSleep() {
    var work = new AtomicInteger(5);

    start(
        LONG,
        () -> {
          rounds.incrementAndGet();
          return work.getAndDecrement() > 0 ? 1 : 0;
        });

    await().until(() -> rounds.get() == 6);
    await().during(Duration.ofMillis(50)).until(() -> rounds.get() == 6);
  }

  @Test
  void shouldDoEverythingThatWasHandedOverBeforeAWakeUp() {
    var queue = new LinkedBlockingQueue<Integer>();
    var done = new AtomicInteger();
    start(ServiceThread.UNTIL_WOKEN, () -> queue.poll() == null ? 0 : done.incrementAndGet());

    for (int i = 1; i <= 10_000; i++) {
      queue.add(i);
      service.wakeup();
    }

    await().until(() -> done.get() == 10_000);
  }

  @Test
  void shouldWorkAgainAfterItsIdleTime() {
    start(
        1,
        () -> {
          rounds.incrementAndGet();
          return 0;
        });

    await().until(() -> rounds.get() >= 3);
  }

  @Test
  void shouldGoOnAfterAFailedRound() {
    start(
        1,
        () -> {
          if (rounds.incrementAndGet() < 3) {
            throw new IllegalStateException("on purpose");
          }
          return 0;
        });

    await().until(() -> rounds.get() >= 4);
  }

  @Test
  void shouldGoOnAfterAnErrorToo() {
    start(
        1,
        () -> {
          if (rounds.incrementAndGet() < 3) {
            throw new NoClassDefFoundError("on purpose");
          }
          return 0;
        });

    await().until(() -> rounds.get() >= 4);
  }

  @Test
  void shouldLetTheCurrentRoundEndWhenItIsStopped() throws InterruptedException {
    var started = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    var ended = new AtomicReference<Thread>();
    start(
        ServiceThread.UNTIL_WOKEN,
        () -> {
          started.countDown();
          mayEnd.await();
          ended.set(Thread.currentThread());
          return 0;
        });
    started.await();

    var stopper = new Thread(() -> service.shutdown(LONG), "stopper");
    stopper.start();
    mayEnd.countDown();
    stopper.join();

    assertThat(ended.get().getName()).isEqualTo("TestService");
    assertThat(ended.get().isAlive()).isFalse();
    assertThat(ended.get().isDaemon()).isTrue();
  }

  @Test
  void shouldStopFromWithinItsOwnRound() {
    start(
        ServiceThread.UNTIL_WOKEN,
        () -> {
          rounds.incrementAndGet();
          service.shutdown(LONG);
          return 1;
        });

    service.wakeup();

    await().until(() -> service.toString().endsWith("stopped"));
    assertThat(rounds).hasValueLessThanOrEqualTo(1);
  }
}
