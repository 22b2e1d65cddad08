package io.glassmq.common.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BoundedThreadPoolTest {
  private final BoundedThreadPool pool = new BoundedThreadPool("TestThread_", 1, 1);
  private final CountDownLatch gate = new CountDownLatch(1);

  @AfterEach
  void stop() {
    gate.countDown();
    pool.shutdown();
  }

  @Test
  void shouldNameItsThreads() throws Exception {
    String name = pool.submit(() -> Thread.currentThread().getName()).get(30, TimeUnit.SECONDS);

    assertThat(name).isEqualTo("TestThread_1");
  }

  @Test
  void shouldRejectWhatDoesNotFitIntoTheQueue() {
    pool.submit(this::pass);
    pool.submit(this::pass);

    assertThatThrownBy(() -> pool.submit(this::pass))
        .isInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void shouldLetItsThreadsEndWhenThereIsNoWork() {
    assertThat(pool.allowsCoreThreadTimeOut()).isTrue();
    assertThat(pool.getKeepAliveTime(TimeUnit.SECONDS)).isEqualTo(60);
  }

  private boolean pass() throws InterruptedException {
    gate.await();
    return true;
  }
}
