package io.glassmq.client.impl.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.common.message.MessageQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PullRequestTest {
  private final PullRequest request =
      new PullRequest(new MessageQueue("T", "b", 0), new SortedProcessQueue(), 0);

  @Test
  void shouldRunNothingAfterItWasDropped() {
    var runs = new AtomicInteger();
    request.unlessDropped(runs::incrementAndGet);

    request.drop();
    request.unlessDropped(runs::incrementAndGet);

    assertThat(runs).hasValue(1);
    assertThat(request.isDropped()).isTrue();
  }

  @Test
  void shouldNotBeDroppedInTheMiddleOfAnAction() throws Exception {
    var inAction = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    var worker =
        new Thread(
            () ->
                request.unlessDropped(
                    () -> {
                      inAction.countDown();
                      awaitQuietly(release);
                    }));
    worker.start();
    assertThat(inAction.await(30, TimeUnit.SECONDS)).isTrue();
    var dropper = new Thread(request::drop);
    dropper.start();

    dropper.join(100);
    assertThat(dropper.isAlive()).isTrue();
    release.countDown();
    dropper.join(30_000);

    assertThat(request.isDropped()).isTrue();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
