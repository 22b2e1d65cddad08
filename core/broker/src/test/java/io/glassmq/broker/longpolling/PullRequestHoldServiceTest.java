package io.glassmq.broker.longpolling;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.broker.TestClock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PullRequestHoldServiceTest {
  private final TestClock clock = new TestClock();
  private final List<String> answered = new ArrayList<>();
  private final PullRequestHoldService service =
      new PullRequestHoldService(new WaitingPullTable(), Runnable::run, clock);

  private WaitingPull pull(String name, long offset, long waitMillis) {
    return new WaitingPull(
        "group",
        "T",
        0,
        offset,
        clock.millis() + waitMillis,
        tagsCode -> tagsCode == 7,
        name,
        () -> answered.add(name));
  }

  @Test
  void shouldAnswerWhenAWantedMessageComes() {
    service.suspend(pull("a", 3, 1_000), () -> 3);

    service.arriving("T", 0, 4, 8);
    assertThat(answered).isEmpty();
    service.arriving("T", 0, 5, 7);
    assertThat(answered).containsExactly("a");
  }

  @Test
  void shouldAnswerWhenTheTimeIsOverAndNotBefore() {
    service.suspend(pull("a", 3, 1_000), () -> 3);

    clock.advance(999);
    assertThat(service.doWork()).isZero();
    clock.advance(1);
    assertThat(service.doWork()).isEqualTo(1);

    assertThat(answered).containsExactly("a");
  }

  @Test
  void shouldAnswerAtOnceWhenAMessageCameBeforeItWasParked() {
    service.suspend(pull("a", 3, 1_000), () -> 4);

    assertThat(answered).containsExactly("a");
  }

  @Test
  void shouldForgetWhoIsGone() {
    service.suspend(pull("a", 3, 1_000), () -> 3);

    service.drop("a");
    service.arriving("T", 0, 4, 7);
    clock.advance(2_000);

    assertThat(service.doWork()).isZero();
    assertThat(answered).isEmpty();
  }

  @Test
  void shouldGoOnWhenThePullThreadsRefuse() {
    var refusing =
        new PullRequestHoldService(
            new WaitingPullTable(),
            work -> {
              throw new java.util.concurrent.RejectedExecutionException("full");
            },
            clock);
    refusing.suspend(pull("a", 3, 1_000), () -> 3);

    refusing.arriving("T", 0, 4, 7);
    clock.advance(2_000);

    assertThat(refusing.doWork()).isZero();
  }
}
