package io.glassmq.labs.contracts.lab04;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.boot.AllInOneConfig;
import io.glassmq.broker.BrokerParts;
import io.glassmq.common.message.MessageExt;
import io.glassmq.labs.Meaning;
import io.glassmq.labs.Step;
import io.glassmq.labs.wire.WireContract;
import io.glassmq.store.AppendMessageResult;
import io.glassmq.store.PutMessageStatus;
import io.glassmq.store.StoreParts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * What every {@link io.glassmq.store.AppendPath} must keep; the numbers CL-1 to CL-7 in the names
 * are those of its Javadoc. Here: many senders, a disk that fails, batches, and the official
 * client.
 */
public abstract class AppendPathContract extends SenderContract {

  @Nested
  @Step(5)
  class TakeTurns {

    @Test
    @Order(1)
    @Meaning(
        value =
            "it works in every test with one sender, and loses a message a day in production, when"
                + " two senders meet",
        hint = 2)
    void shouldLeaveNoGapsWhenManyThreadsAppend_CL2() throws InterruptedException {
      int threads = 8;
      int each = 50;
      var together = new CyclicBarrier(threads);
      List<Background> senders = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int queueId = t % 3;
        senders.add(Background.start("sender " + t, () -> send(together, queueId, each)));
      }
      for (Background sender : senders) {
        sender.join();
      }

      List<MessageExt> log = log();
      assertThat(log).as("records found by walking the log").hasSize(threads * each);
      log.stream()
          .collect(Collectors.groupingBy(MessageExt::getQueueId))
          .forEach(
              (queueId, queue) ->
                  assertThat(queue)
                      .extracting(MessageExt::getQueueOffset)
                      .as("queue offsets of queue %d, in log order", queueId)
                      .containsExactlyElementsOf(
                          LongStream.range(0, queue.size()).boxed().toList()));
    }

    private void send(CyclicBarrier together, int queueId, int count) {
      try {
        together.await();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
      for (int i = 0; i < count; i++) {
        path.append(Messages.message("A", queueId, "x".repeat(i)));
      }
    }

    @Test
    @Order(2)
    @Meaning(
        value =
            "the sender writes with the offset of a queue that is gone; the new queue of that name"
                + " has a hole from its first day",
        hint = 3)
    void shouldLookUpTheQueueWhenItIsTheSendersTurn_CL2() throws InterruptedException {
      append("A", 0, "of the deleted topic");
      var goOn = new CountDownLatch(1);
      holdUpFirstAppend(goOn);
      Background holder =
          Background.start("holds the lock", () -> append("B", 0, "holds the lock"));
      holder.awaitStandstill();
      Background waiting = Background.start("waits", () -> append("A", 0, "waited"));
      waiting.awaitStandstill();

      offsets.remove("A");
      goOn.countDown();
      holder.join();
      waiting.join();
      append("A", 0, "came later");

      assertThat(lines())
          .as("the topic was deleted while one of its senders waited for the lock")
          .containsExactly(
              "A0:0 of the deleted topic", "B0:0 holds the lock", "A0:0 waited", "A0:1 came later");
    }

    @Test
    @Order(3)
    @Meaning(
        value =
            "nobody notices a disk that hangs: the broker goes on to accept requests, and they pile"
                + " up behind the lock",
        hint = 2)
    void shouldTellSinceWhenTheLockHasBeenHeld() {
      var seen = new AtomicLong();
      tail.beforeAppend(() -> seen.set(path.lockedSinceMillis()));
      append("A", 0, "1");

      assertThat(seen).as("held since, asked in the middle of an append").hasValue(START);
      assertThat(path.lockedSinceMillis()).as("held since, after the append").isZero();
    }

    @Test
    @Order(4)
    @Meaning(
        value =
            "a message is written into files that are being closed; nobody knows whether it is"
                + " there",
        hint = 3)
    void shouldRefuseEverythingAfterItWasClosed() {
      append("A", 0, "1");
      path.close();

      assertThat(statusOf(Messages.message("A", 0, "2")))
          .as("status after close()")
          .isEqualTo(PutMessageStatus.SERVICE_NOT_AVAILABLE);
      assertThat(lines()).as("the log").containsExactly("A0:0 1");
      assertThat(path.lockedSinceMillis()).as("lock held since").isZero();
    }

    @Test
    @Order(5)
    @Meaning("shutdown unmaps the file while a sender still copies into it, and the JVM dies")
    void shouldLetARunningAppendEndBeforeItIsClosed() throws InterruptedException {
      var goOn = new CountDownLatch(1);
      holdUpFirstAppend(goOn);
      Background sender = Background.start("sender", () -> append("A", 0, "1"));
      sender.awaitStandstill();
      Background closer = Background.start("closer", path::close);
      closer.awaitStandstill();

      assertThat(closer.isRunning()).as("close() waits while an append runs").isTrue();
      goOn.countDown();
      sender.join();
      closer.join();
      assertThat(lines()).as("the log").containsExactly("A0:0 1");
    }

    @Test
    @Order(6)
    @Meaning(
        value = "a sender that waited while the broker shut down copies into files that are gone",
        hint = 3)
    void shouldRefuseWhoStillWaitedWhenItWasClosed() throws InterruptedException {
      var goOn = new CountDownLatch(1);
      holdUpFirstAppend(goOn);
      Background holder = Background.start("holds the lock", () -> append("A", 0, "1"));
      holder.awaitStandstill();
      Background closer = Background.start("closer", path::close);
      closer.awaitStandstill();
      var status = new AtomicReference<PutMessageStatus>();
      Background waiting =
          Background.start("waits", () -> status.set(statusOf(Messages.message("A", 0, "2"))));
      waiting.awaitStandstill();

      goOn.countDown();
      holder.join();
      closer.join();
      waiting.join();
      assertThat(status)
          .as("status of a sender that came before close() was done, and whose turn came after")
          .hasValue(PutMessageStatus.SERVICE_NOT_AVAILABLE);
      assertThat(lines()).as("the log").containsExactly("A0:0 1");
    }

    @Test
    @Order(7)
    @Meaning(
        value =
            "each sender that had to wait looks as if it held the lock all that time; the broker"
                + " refuses messages because of a disk that is fast",
        hint = 2)
    void shouldNotCountTheTimeThatASenderWaited() throws InterruptedException {
      var goOn = new CountDownLatch(1);
      holdUpFirstAppend(goOn);
      Background holder = Background.start("holds the lock", () -> append("A", 0, "1"));
      holder.awaitStandstill();
      var seen = new AtomicLong();
      tail.beforeAppend(() -> seen.set(path.lockedSinceMillis()));
      Background waiting = Background.start("waits", () -> append("A", 0, "2"));
      waiting.awaitStandstill();

      now = START + 500;
      goOn.countDown();
      holder.join();
      waiting.join();
      assertThat(seen)
          .as("held since, by a sender that came at %d and waited 500 ms for the lock", START)
          .hasValue(START + 500);
    }
  }

  @Nested
  @Step(6)
  class Failures {

    @Test
    @Order(1)
    @Meaning(
        "a message that was never stored has left its traces: a queue offset that consumers wait"
            + " for, or a store time that no record has")
    void shouldLeaveNothingBehindWhenTheDiskIsFull_CL6() {
      append("A", 0, "1");
      now = START + 50;
      tail.beforeAppend(
          () -> {
            throw new IOException("no space left on device");
          });
      assertThat(statusOf(Messages.message("A", 0, "lost")))
          .as("status when the copy fails")
          .isEqualTo(PutMessageStatus.SERVICE_NOT_AVAILABLE);
      assertThat(path.lastStoreTimestamp()).as("store time of the newest record").isEqualTo(START);

      tail.beforeAppend(() -> {});
      append("A", 0, "2");

      assertThat(lines()).as("the log").containsExactly("A0:0 1", "A0:1 2");
    }

    @Test
    @Order(2)
    @Meaning(
        value =
            "one failed append ends the broker: every sender after it waits for a lock that nobody"
                + " will ever give back",
        hint = 2)
    void shouldGiveTheLockBackWhateverHappens() throws InterruptedException {
      tail.beforeAppend(
          () -> {
            throw new IOException("no space left on device");
          });
      statusOf(Messages.message("A", 0, "lost"));
      tail.beforeAppend(() -> {});

      Background next = Background.start("next sender", () -> append("A", 0, "1"));
      next.awaitStandstill();
      assertThat(next.isRunning()).as("the next sender waits for the lock").isFalse();
      next.join();
      assertThat(path.lockedSinceMillis()).as("lock held since").isZero();
      assertThat(lines()).as("the log").containsExactly("A0:0 1");
    }

    @Test
    @Order(3)
    @Meaning(
        value =
            "the broker goes on to acknowledge messages that it writes behind a page that the disk"
                + " has lost",
        hint = 3)
    void shouldTakeNothingMoreAfterALostPage() {
      append("A", 0, "1");
      tail.beforeAppend(
          () -> {
            throw new InternalError("a fault occurred in an unsafe memory access operation");
          });
      assertThat(statusOf(Messages.message("A", 0, "2")))
          .as("status when a mapped page is lost")
          .isEqualTo(PutMessageStatus.UNKNOWN_ERROR);

      tail.beforeAppend(() -> {});
      assertThat(statusOf(Messages.message("A", 0, "3")))
          .as("status after that")
          .isEqualTo(PutMessageStatus.SERVICE_NOT_AVAILABLE);
      assertThat(lines()).as("the log").containsExactly("A0:0 1");
    }
  }

  @Nested
  @Step(7)
  class Batches {

    @Test
    @Order(1)
    @Meaning(
        "the next message gets an offset that its queue has given away; the queue is taken for that"
            + " of a deleted topic, and all that was in it is never consumed")
    void shouldWriteABatchBackToBack_CL5() {
      append("A", 0, "before");
      AppendMessageResult batch = append(Messages.batch("A", 0, "1", "22", "333"));
      append("A", 0, "behind");

      assertThat(lines())
          .as("the log")
          .containsExactly("A0:0 before", "A0:1 1", "A0:2 22", "A0:3 333", "A0:4 behind");
      assertThat(batch.msgNum()).as("messages in the answer").isEqualTo(3);
      assertThat(batch.queueOffset()).as("queue offset of the first entry").isEqualTo(1);
    }

    @Test
    @Order(2)
    @Meaning("an entry of a batch cannot be looked up by the id that its sender was given")
    void shouldAnswerWithTheIdsOfAllEntries_CL5() {
      append("A", 0, "before");
      AppendMessageResult batch = append(Messages.batch("A", 0, "1", "22"));

      assertThat(batch.msgId())
          .as("ids of the entries, joined by commas")
          .isEqualTo(
              log().subList(1, 3).stream()
                  .map(MessageExt::getOffsetMsgId)
                  .collect(Collectors.joining(",")));
    }

    @Test
    @Order(3)
    @Meaning("a crash between two files leaves half a batch that was never acknowledged")
    void shouldMoveAWholeBatchToTheNextFile_CL5() {
      leaveRoom(300);
      String tooMuch = "y".repeat(150);
      AppendMessageResult batch = append(Messages.batch("A", 0, tooMuch, tooMuch));

      assertThat(batch.wroteOffset()).as("offset of the batch's first record").isEqualTo(FILE);
      assertThat(log())
          .extracting(MessageExt::getCommitLogOffset)
          .as("physical offsets of all records")
          .containsExactly(0L, (long) FILE, (long) FILE + at(FILE).getStoreSize());
    }

    @Test
    @Order(4)
    @Meaning("half a batch is read, though the sender was told that all of it failed")
    void shouldWriteNothingOfABatchThatFails_CL6() {
      append("A", 0, "before");
      tail.beforeAppend(
          () -> {
            throw new IOException("no space left on device");
          });
      assertThat(statusOf(Messages.batch("A", 0, "1", "2")))
          .as("status when the copy fails")
          .isEqualTo(PutMessageStatus.SERVICE_NOT_AVAILABLE);

      tail.beforeAppend(() -> {});
      append("A", 0, "behind");

      assertThat(lines()).as("the log").containsExactly("A0:0 before", "A0:1 behind");
    }
  }

  @Nested
  @Step(8)
  class Wire extends WireContract {

    @Override
    protected BrokerParts brokerParts() {
      return BrokerParts.defaults().withStore(StoreParts.defaults().with(factory()));
    }

    /** Ten messages take three files: the log rolls under the client's eyes. */
    @Override
    protected AllInOneConfig config(Path folder) {
      AllInOneConfig config = super.config(folder);
      config.broker().set("mappedFileSizeCommitLog", FILE);
      return config;
    }
  }
}
