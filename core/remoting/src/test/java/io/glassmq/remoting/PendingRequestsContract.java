package io.glassmq.remoting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.glassmq.remoting.exception.RemotingException;
import io.glassmq.remoting.exception.RemotingSendRequestException;
import io.glassmq.remoting.exception.RemotingTimeoutException;
import io.glassmq.remoting.protocol.RemotingCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every {@link PendingRequests} does; the numbers are those of its contract. */
abstract class PendingRequestsContract {
  private static final RemotingException BROKEN = new RemotingSendRequestException("broken");

  private final PendingRequests pending = pendingRequests();

  abstract PendingRequests pendingRequests();

  private static RemotingCommand answer(int opaque) {
    var answer = RemotingCommand.success();
    answer.opaque(opaque);
    return answer;
  }

  private static void assertFailed(CompletableFuture<?> request, Class<?> cause) {
    assertThat(request)
        .failsWithin(0, TimeUnit.SECONDS)
        .withThrowableOfType(ExecutionException.class)
        .satisfies(e -> assertThat(e.getCause()).isInstanceOf(cause));
  }

  /** PR-2, PR-6. */
  @Test
  void shouldCompleteTheRequestWithTheSameNumberInWhateverOrder() {
    var first = pending.add(1, 100);
    var second = pending.add(2, 100);
    var answer = answer(2);

    assertThat(pending.complete(answer)).isTrue();

    assertThat(second).isCompletedWithValue(answer);
    assertThat(first).isNotDone();
    assertThat(pending.size()).isEqualTo(1);
  }

  /** PR-3. */
  @Test
  void shouldDropAnAnswerThatNobodyWaitsFor() {
    var other = pending.add(1, 100);

    assertThat(pending.complete(answer(-1))).isFalse();

    assertThat(other).isNotDone();
  }

  /** PR-3, PR-4. */
  @Test
  void shouldDropAnAnswerThatComesTooLate() {
    var late = pending.add(1, 100);
    pending.expire(100);

    assertThat(pending.complete(answer(1))).isFalse();

    assertFailed(late, RemotingTimeoutException.class);
  }

  /** PR-4. */
  @Test
  void shouldFailExactlyThoseWhoseDeadlineIsOver() {
    var late = pending.add(1, 99);
    var justLate = pending.add(2, 100);
    var early = pending.add(3, 101);
    var earlier = pending.add(4, 200);

    long next = pending.expire(100);

    assertFailed(late, RemotingTimeoutException.class);
    assertFailed(justLate, RemotingTimeoutException.class);
    assertThat(early).isNotDone();
    assertThat(earlier).isNotDone();
    assertThat(next).isEqualTo(101);
    assertThat(pending.size()).isEqualTo(2);
  }

  /** PR-4. */
  @Test
  void shouldHaveNoNextDeadlineWhenNobodyWaits() {
    pending.add(1, 100);
    pending.complete(answer(1));

    assertThat(pending.expire(50)).isEqualTo(PendingRequests.NEVER);
  }

  /** PR-1, PR-6. */
  @Test
  void shouldFailTheOneThatCouldNotBeSentAndNoOther() {
    var one = pending.add(1, 100);
    var other = pending.add(2, 100);

    pending.fail(1, BROKEN);
    pending.fail(7, BROKEN);

    assertFailed(one, RemotingSendRequestException.class);
    assertThat(other).isNotDone();
    assertThat(pending.size()).isEqualTo(1);
  }

  /** PR-5. */
  @Test
  void shouldFailAllWhenTheConnectionIsGoneAndAllThatComeLater() {
    var one = pending.add(1, 100);
    var other = pending.add(2, 100);

    pending.close(BROKEN);

    assertFailed(one, RemotingSendRequestException.class);
    assertFailed(other, RemotingSendRequestException.class);
    assertFailed(pending.add(3, 100), RemotingSendRequestException.class);
    assertThat(pending.size()).isZero();
  }

  /** PR-7. */
  @Test
  void shouldRefuseANumberThatWaitsAlready() {
    var first = pending.add(1, 100);

    assertThatIllegalStateException().isThrownBy(() -> pending.add(1, 100));

    assertThat(first).isNotDone();
    pending.complete(answer(1));
    assertThat(pending.add(1, 100)).isNotDone();
  }

  /** PR-1: every request ends once, although three threads try to end it at the same time. */
  @Test
  void shouldEndEveryRequestOnceWhenAllHappensAtTheSameTime() throws Exception {
    int rounds = 2_000;
    var ends = new AtomicInteger();
    List<CompletableFuture<RemotingCommand>> requests = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      var request = pending.add(i, i);
      request.whenComplete((answer, failure) -> ends.incrementAndGet());
      requests.add(request);
    }
    ExecutorService pool = Executors.newFixedThreadPool(3);
    try {
      var work =
          List.of(
              pool.submit(
                  () -> {
                    for (int i = 0; i < rounds; i++) {
                      pending.complete(answer(i));
                    }
                  }),
              pool.submit(
                  () -> {
                    for (int i = 0; i < rounds; i++) {
                      pending.fail(i, BROKEN);
                    }
                  }),
              pool.submit(
                  () -> {
                    for (int i = 0; i < rounds; i += 50) {
                      pending.expire(i);
                    }
                    pending.close(BROKEN);
                  }));
      for (var each : work) {
        each.get(10, TimeUnit.SECONDS);
      }
    } finally {
      pool.shutdownNow();
    }

    assertThat(requests).allMatch(CompletableFuture::isDone);
    assertThat(ends).hasValue(rounds);
    assertThat(pending.size()).isZero();
  }
}
