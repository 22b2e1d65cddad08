package io.glassmq.labs.contracts.lab02;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.glassmq.broker.BrokerParts;
import io.glassmq.labs.LabContract;
import io.glassmq.labs.Meaning;
import io.glassmq.labs.Step;
import io.glassmq.labs.wire.WireContract;
import io.glassmq.namesrv.NamesrvParts;
import io.glassmq.remoting.PendingRequests;
import io.glassmq.remoting.RemotingParts;
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
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What every {@link PendingRequests} does; PR-n are the numbers of its contract. */
@LabContract(2)
public abstract class PendingRequestsContract {
  private static final RemotingException BROKEN = new RemotingSendRequestException("broken");

  private final PendingRequests pending = pendingRequests();

  /** A new, empty table. */
  protected abstract PendingRequests pendingRequests();

  private static RemotingCommand answer(int opaque) {
    var answer = RemotingCommand.success();
    answer.opaque(opaque);
    return answer;
  }

  private static void assertFailed(String what, CompletableFuture<?> request, Class<?> cause) {
    assertThat(request.isDone()).as("%s is over", what).isTrue();
    assertThat(request)
        .as(what)
        .failsWithin(0, TimeUnit.SECONDS)
        .withThrowableOfType(ExecutionException.class)
        .satisfies(e -> assertThat(e.getCause()).as("why %s failed", what).isInstanceOf(cause));
  }

  /** Step 1. */
  @Nested
  @Step(1)
  public class Add {
    @Test
    @Meaning("a send that nobody has answered yet would seem to be over.")
    void shouldGiveAFutureThatIsOpen() {
      CompletableFuture<RemotingCommand> request = pending.add(1, 100);

      assertThat(request).as("the future of a request that was just added").isNotDone();
    }

    /** PR-6. */
    @Test
    @Meaning("nobody could see how many requests are on their way.")
    void shouldCountThoseWhoWait() {
      assertThat(pending.size()).as("how many wait at first").isZero();

      pending.add(1, 100);
      pending.add(-2, 100);

      assertThat(pending.size()).as("how many wait after two were added").isEqualTo(2);
    }

    /** PR-7. */
    @Test
    @Meaning(value = "one of two requests would get the other's answer.", hint = 2)
    void shouldRefuseANumberThatWaitsAlready() {
      pending.add(1, 100);

      try {
        pending.add(1, 100);
      } catch (IllegalStateException expected) {
        assertThat(pending.size()).as("how many wait after the second was refused").isEqualTo(1);
        return;
      }
      fail("a second request with number 1: expected an IllegalStateException, but it was added");
    }
  }

  /** Step 2. */
  @Nested
  @Step(2)
  public class Complete {
    /** PR-2. */
    @Test
    @Meaning("answers come in another order than requests: senders would get each other's results.")
    void shouldGiveTheAnswerToTheRequestWithItsNumber() {
      var first = pending.add(1, 100);
      var second = pending.add(2, 100);
      var answer = answer(2);

      boolean awaited = pending.complete(answer);

      assertThat(awaited).as("whether somebody waited for answer 2").isTrue();
      assertThat(second).as("request 2").isCompletedWithValue(answer);
      assertThat(first).as("request 1").isNotDone();
    }

    /** PR-6. */
    @Test
    @Meaning("the table would grow with each request until the memory is full.")
    void shouldForgetWhoGotItsAnswer() {
      pending.add(1, 100);
      pending.add(2, 100);

      pending.complete(answer(1));

      assertThat(pending.size()).as("how many still wait").isEqualTo(1);
    }

    /** PR-3. */
    @Test
    @Meaning("one stray answer would break a connection that others use.")
    void shouldDropAnAnswerThatNobodyWaitsFor() {
      var other = pending.add(1, 100);

      assertThat(pending.complete(answer(-1))).as("whether somebody waited for it").isFalse();

      assertThat(other).as("request 1").isNotDone();
    }

    /** PR-1. */
    @Test
    @Meaning("a second answer would be counted as one that was awaited.")
    void shouldDropTheSecondAnswerToOneRequest() {
      var request = pending.add(1, 100);
      var answer = answer(1);
      pending.complete(answer);

      assertThat(pending.complete(answer(1))).as("whether the second was awaited").isFalse();

      assertThat(request).as("request 1").isCompletedWithValue(answer);
    }

    /** PR-7. */
    @Test
    @Meaning(value = "the first sender would wait for ever, although its answer came.", hint = 2)
    void shouldStillCompleteTheFirstAfterASecondWasRefused() {
      var first = pending.add(1, 100);
      try {
        pending.add(1, 100);
      } catch (IllegalStateException expected) {
        // as it must be
      }
      var answer = answer(1);

      pending.complete(answer);

      assertThat(first).as("the first request 1").isCompletedWithValue(answer);
    }
  }

  /** Step 3. */
  @Nested
  @Step(3)
  public class Fail {
    /** PR-1, PR-6. */
    @Test
    @Meaning("a sender would wait for its whole time limit, although nothing was ever sent.")
    void shouldEndTheOneThatCouldNotBeSentAndNoOther() {
      var one = pending.add(1, 100);
      var other = pending.add(2, 100);

      pending.fail(1, BROKEN);

      assertFailed("request 1", one, RemotingSendRequestException.class);
      assertThat(other).as("request 2").isNotDone();
      assertThat(pending.size()).as("how many still wait").isEqualTo(1);
    }

    @Test
    @Meaning(
        "the answer came first, and then the write is reported as failed: that must be nothing.")
    void shouldDoNothingForARequestThatDoesNotWait() {
      var request = pending.add(1, 100);
      var answer = answer(1);
      pending.complete(answer);

      pending.fail(1, BROKEN);
      pending.fail(7, BROKEN);

      assertThat(request).as("request 1").isCompletedWithValue(answer);
    }
  }

  /** Step 4. */
  @Nested
  @Step(4)
  public class Expire {
    /** PR-4. */
    @Test
    @Meaning("a sender would wait longer than it wanted, or be told too early that it failed.")
    void shouldFailExactlyThoseWhoseDeadlineIsNotAfterNow() {
      var late = pending.add(1, 99);
      var now = pending.add(2, 100);
      var later = pending.add(3, 101);

      pending.expire(100);

      assertFailed("the request whose deadline is over", late, RemotingTimeoutException.class);
      assertFailed("the request whose deadline is now", now, RemotingTimeoutException.class);
      assertThat(later).as("the request whose deadline is to come").isNotDone();
      assertThat(pending.size()).as("how many still wait").isEqualTo(1);
    }

    @Test
    @Meaning(
        value = "the connection looks again at that time: a later one makes time-outs come late.",
        hint = 2)
    void shouldSayWhenTheNextDeadlineIs() {
      pending.add(1, 300);
      pending.add(2, 100);
      pending.add(3, 200);
      pending.add(4, 50);

      assertThat(pending.expire(60)).as("the earliest deadline of the others").isEqualTo(100);
    }

    @Test
    @Meaning("the connection would look for late requests although nobody waits.")
    void shouldSayNeverWhenNobodyWaits() {
      pending.add(1, 100);
      pending.expire(100);

      assertThat(pending.expire(100)).as("next deadline").isEqualTo(PendingRequests.NEVER);
    }

    /** PR-3. */
    @Test
    @Meaning("an answer that comes too late would be given to somebody who has gone.")
    void shouldLeaveNothingForALateAnswer() {
      var late = pending.add(1, 100);
      pending.expire(100);

      assertThat(pending.complete(answer(1))).as("whether somebody waited for it").isFalse();

      assertFailed("the request that was late", late, RemotingTimeoutException.class);
    }
  }

  /** Step 5. */
  @Nested
  @Step(5)
  public class Close {
    /** PR-5. */
    @Test
    @Meaning("the broker is gone, and all senders would wait for their whole time limit.")
    void shouldFailAllWhenTheConnectionIsGone() {
      var one = pending.add(1, 100);
      var other = pending.add(2, 100);

      pending.close(BROKEN);

      assertFailed("request 1", one, RemotingSendRequestException.class);
      assertFailed("request 2", other, RemotingSendRequestException.class);
      assertThat(pending.size()).as("how many still wait").isZero();
    }

    /** PR-5. */
    @Test
    @Meaning(value = "a sender that comes a moment later would wait for nothing.", hint = 2)
    void shouldFailAtOnceWhatIsAddedLater() {
      pending.close(BROKEN);

      assertFailed(
          "a request added after the close",
          pending.add(3, 100),
          RemotingSendRequestException.class);
      assertThat(pending.size()).as("how many still wait").isZero();
    }
  }

  /** Step 6: nothing new to write, if you thought of threads. */
  @Nested
  @Step(6)
  public class Race {
    private static final int ROUNDS = 2_000;

    /** PR-6, PR-7: who hangs on a request is called while the table ends it. */
    @Test
    @Meaning(
        value = "who sends again when a request fails is told that the number still waits.",
        hint = 2)
    void shouldHaveForgottenARequestWhenItEnds() {
      List<Integer> sizes = new ArrayList<>();
      IntConsumer add =
          opaque -> pending.add(opaque, 100).whenComplete((any, none) -> sizes.add(pending.size()));

      add.accept(1);
      pending.complete(answer(1));
      add.accept(2);
      pending.fail(2, BROKEN);
      add.accept(3);
      pending.expire(100);
      add.accept(4);
      pending.close(BROKEN);

      assertThat(sizes)
          .as("how many wait at the end of the only one: by complete, fail, expire, close")
          .containsExactly(0, 0, 0, 0);
    }

    /** PR-5: whoever adds while the others are told must not be forgotten. */
    @Test
    @Meaning(value = "who sends again when the connection breaks would wait for ever.", hint = 3)
    void shouldEndWhatIsAddedByWhoIsToldOfTheClose() {
      List<CompletableFuture<RemotingCommand>> again = new ArrayList<>();
      pending.add(1, 100).whenComplete((any, none) -> again.add(pending.add(0, 100)));

      pending.close(BROKEN);

      assertThat(again).as("requests added by who was told of the close").hasSize(1);
      assertFailed("what is added in the middle of the close", again.get(0), BROKEN.getClass());
      assertThat(pending.size()).as("how many still wait").isZero();
    }

    /** PR-1: whoever completes a request took it, and nobody else did. */
    @Test
    @Meaning(
        value = "permits are given back when a request ends: twice for one, and a limit is none.",
        hint = 2)
    void shouldEndEveryRequestOnceWhenAllHappensAtTheSameTime() throws Exception {
      List<CompletableFuture<RemotingCommand>> requests = new ArrayList<>();
      for (int i = 0; i < ROUNDS; i++) {
        requests.add(pending.add(i, i));
      }
      var waited = new boolean[ROUNDS];
      atTheSameTime(
          ROUNDS,
          i -> waited[i] = pending.complete(answer(i)),
          i -> {
            if (i == ROUNDS - 10) {
              pending.close(BROKEN);
            } else if (i % 100 == 0) {
              pending.expire(i);
            } else {
              pending.fail(i, BROKEN);
            }
          });

      assertThat(requests).as("requests after all is over").allMatch(CompletableFuture::isDone);
      assertThat(IntStream.range(0, ROUNDS))
          .as("requests that ended without their answer, and complete said that somebody waited")
          .noneMatch(i -> waited[i] && requests.get(i).isCompletedExceptionally());
      assertThat(pending.size()).as("how many still wait").isZero();
    }

    /** PR-5: whoever adds while the connection goes must not be forgotten. */
    @Test
    @Meaning(
        value = "a request that is added while the connection breaks would wait for ever.",
        hint = 3)
    void shouldForgetNobodyWhoIsAddedWhileTheTableIsClosed() throws Exception {
      List<PendingRequests> tables = new ArrayList<>();
      for (int i = 0; i < ROUNDS; i++) {
        PendingRequests table = pendingRequests();
        IntStream.rangeClosed(1, 5).forEach(opaque -> table.add(opaque, 100));
        tables.add(table);
      }
      List<CompletableFuture<RemotingCommand>> requests = new ArrayList<>();
      atTheSameTime(
          ROUNDS, i -> requests.add(tables.get(i).add(0, 100)), i -> tables.get(i).close(BROKEN));

      assertThat(requests)
          .as("requests added while the table was closed")
          .allMatch(CompletableFuture::isCompletedExceptionally);
      assertThat(tables).as("tables after the close").allMatch(table -> table.size() == 0);
    }
  }

  /**
   * Does one thing on one thread and the other on another, for 0, 1, 2 and so on. They start each
   * round together, now the one a moment later and now the other, so that their steps meet in all
   * ways. After a second none waits for the other any more: a busy machine lets one run at a time.
   */
  private static void atTheSameTime(int rounds, IntConsumer one, IntConsumer other)
      throws Exception {
    var arrived = new AtomicInteger();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      var first = pool.submit(() -> inStep(rounds, arrived, end, i -> i % 16, one));
      var second = pool.submit(() -> inStep(rounds, arrived, end, i -> i / 16 % 16, other));
      first.get(10, TimeUnit.SECONDS);
      second.get(10, TimeUnit.SECONDS);
    } finally {
      pool.shutdownNow();
    }
  }

  private static void inStep(
      int rounds, AtomicInteger arrived, long end, IntUnaryOperator delay, IntConsumer work) {
    try {
      for (int i = 0; i < rounds; i++) {
        int both = 2 * (i + 1);
        arrived.incrementAndGet();
        for (int spins = 0; arrived.get() < both && System.nanoTime() < end; spins++) {
          if (spins < 1_000) {
            Thread.onSpinWait();
          } else {
            Thread.yield(); // there may be one processor for both
          }
        }
        for (int moment = delay.applyAsInt(i); moment > 0; moment--) {
          Thread.onSpinWait();
        }
        work.accept(i);
      }
    } finally {
      arrived.addAndGet(2 * rounds); // the other one shall not wait for a thread that failed
    }
  }

  /** Step 7. */
  @Nested
  @Step(7)
  public class Wire extends WireContract {
    private RemotingParts remoting() {
      return RemotingParts.defaults().with(PendingRequestsContract.this::pendingRequests);
    }

    @Override
    protected BrokerParts brokerParts() {
      return super.brokerParts().withRemoting(remoting());
    }

    @Override
    protected NamesrvParts namesrvParts() {
      return super.namesrvParts().withRemoting(remoting());
    }
  }
}
