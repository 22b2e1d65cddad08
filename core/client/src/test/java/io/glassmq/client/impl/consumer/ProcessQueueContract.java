package io.glassmq.client.impl.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.common.message.MessageExt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ProcessQueue} must do. */
abstract class ProcessQueueContract {
  private ProcessQueue window;

  abstract ProcessQueue create();

  @BeforeEach
  void createWindow() {
    window = create();
  }

  private static List<MessageExt> messages(long... offsets) {
    return LongStream.of(offsets).mapToObj(ProcessQueueContract::message).toList();
  }

  private static MessageExt message(long offset) {
    var message = new MessageExt();
    message.setQueueOffset(offset);
    message.setBody(new byte[10]);
    return message;
  }

  /** PQ-1. */
  @Test
  void shouldReturnTheOldestUnfinishedOffset() {
    window.putMessage(messages(5, 6, 7));

    assertThat(window.removeMessage(messages(6))).isEqualTo(5);
    assertThat(window.removeMessage(messages(5))).isEqualTo(7);
  }

  /** PQ-1. */
  @Test
  void shouldReturnTheOffsetBehindTheHighestWhenAllIsFinished() {
    window.putMessage(messages(5, 6, 9));

    assertThat(window.removeMessage(messages(9))).isEqualTo(5);
    assertThat(window.removeMessage(messages(5, 6))).isEqualTo(10);
  }

  /** PQ-1. */
  @Test
  void shouldHaveNothingToReportWhenItWasEmpty() {
    assertThat(window.removeMessage(messages(1))).isEqualTo(ProcessQueue.NOTHING);

    window.putMessage(messages(1));
    window.removeMessage(messages(1));

    assertThat(window.removeMessage(messages(1))).isEqualTo(ProcessQueue.NOTHING);
  }

  /** PQ-2. */
  @Test
  void shouldNeverReportLessThanBefore() {
    List<MessageExt> all = new ArrayList<>(messages(LongStream.range(0, 500).toArray()));
    window.putMessage(all);
    Collections.shuffle(all, new Random(1));
    long before = 0;

    for (MessageExt message : all) {
      long now = window.removeMessage(List.of(message));
      assertThat(now).isGreaterThanOrEqualTo(before);
      before = now;
    }

    assertThat(before).isEqualTo(500);
  }

  /** PQ-3. */
  @Test
  void shouldCountAMessageOnceThatComesTwice() {
    window.putMessage(messages(1, 2));
    window.putMessage(messages(2, 3));

    assertThat(window.getMsgCount()).isEqualTo(3);
    assertThat(window.getMsgSize()).isEqualTo(30);
  }

  /** PQ-3. */
  @Test
  void shouldNotMindAMessageThatIsRemovedTwice() {
    window.putMessage(messages(1, 2));
    window.removeMessage(messages(1));

    assertThat(window.removeMessage(messages(1))).isEqualTo(2);
    assertThat(window.getMsgCount()).isEqualTo(1);
    assertThat(window.getMsgSize()).isEqualTo(10);
  }

  /** PQ-4. */
  @Test
  void shouldTellCountBytesAndSpanOfWhatIsUnfinished() {
    window.putMessage(messages(10, 11, 15));
    window.removeMessage(messages(11));

    assertThat(window.getMsgCount()).isEqualTo(2);
    assertThat(window.getMsgSize()).isEqualTo(20);
    assertThat(window.getMaxSpan()).isEqualTo(5);
    window.removeMessage(messages(10, 15));
    assertThat(window.getMsgCount()).isZero();
    assertThat(window.getMsgSize()).isZero();
    assertThat(window.getMaxSpan()).isZero();
  }

  /** PQ-1 and PQ-4, with one thread that puts and some that remove. */
  @Test
  void shouldLoseNothingWhenManyThreadsFinishMessages() throws InterruptedException {
    ExecutorService listeners = Executors.newFixedThreadPool(4);
    for (long offset = 0; offset < 20_000; offset++) {
      List<MessageExt> one = messages(offset);
      window.putMessage(one);
      listeners.execute(() -> window.removeMessage(one));
    }
    listeners.shutdown();

    assertThat(listeners.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    assertThat(window.getMsgCount()).isZero();
    assertThat(window.getMsgSize()).isZero();
    window.putMessage(messages(20_000));
    assertThat(window.removeMessage(messages(20_000))).isEqualTo(20_001);
  }

  private static List<Long> offsets(List<MessageExt> messages) {
    return messages.stream().map(MessageExt::getQueueOffset).toList();
  }

  /** PQ-1. */
  @Test
  void shouldNotReportBeyondAMessageThatIsTaken() {
    window.putMessage(messages(5, 6, 7));
    window.takeMessages(1);

    assertThat(window.removeMessage(messages(6, 7))).isEqualTo(5);
    assertThat(window.commit()).isEqualTo(8);
  }

  /** PQ-4. */
  @Test
  void shouldStillCountWhatIsTaken() {
    window.putMessage(messages(10, 11, 15));
    window.takeMessages(2);

    assertThat(window.getMsgCount()).isEqualTo(3);
    assertThat(window.getMsgSize()).isEqualTo(30);
    assertThat(window.getMaxSpan()).isEqualTo(5);
    assertThat(window.taken()).isEqualTo(new ProcessQueue.Range(10, 11, 2));
    assertThat(window.waiting()).isEqualTo(new ProcessQueue.Range(15, 15, 1));
    window.commit();
    assertThat(window.getMsgCount()).isEqualTo(1);
    assertThat(window.getMsgSize()).isEqualTo(10);
    assertThat(window.taken()).isEqualTo(new ProcessQueue.Range(0, 0, 0));
  }

  /** PQ-5. */
  @Test
  void shouldGiveOutTheOldestMessagesFirstAndEachOnce() {
    window.putMessage(messages(7, 5, 6, 8));

    assertThat(offsets(window.takeMessages(3))).containsExactly(5L, 6L, 7L);
    assertThat(offsets(window.takeMessages(3))).containsExactly(8L);
    assertThat(window.takeMessages(3)).isEmpty();
  }

  /** PQ-3 and PQ-5. */
  @Test
  void shouldNotGiveOutAgainWhatIsFetchedAgainWhileItIsTaken() {
    window.putMessage(messages(5));
    window.takeMessages(1);

    window.putMessage(messages(5, 6));

    assertThat(window.getMsgCount()).isEqualTo(2);
    assertThat(offsets(window.takeMessages(2))).containsExactly(6L);
  }

  /** PQ-1 and PQ-6. */
  @Test
  void shouldReportTheOldestWaitingMessageAfterACommit() {
    window.putMessage(messages(5, 6, 9));
    window.takeMessages(1);
    window.takeMessages(1);

    assertThat(window.commit()).isEqualTo(9);
    assertThat(window.commit()).isEqualTo(ProcessQueue.NOTHING);
  }

  /** PQ-6. */
  @Test
  void shouldGiveOutInOrderAgainWhatWasRolledBack() {
    window.putMessage(messages(5, 6, 7));
    window.takeMessages(1);
    window.takeMessages(1);

    window.rollback();

    assertThat(window.commit()).isEqualTo(ProcessQueue.NOTHING);
    assertThat(offsets(window.takeMessages(3))).containsExactly(5L, 6L, 7L);
  }

  /** PQ-1 and PQ-5. */
  @Test
  void shouldGiveOutAgainOnlyWhatIsToBeConsumedAgain() {
    window.putMessage(messages(5, 6, 7));
    window.takeMessages(2);

    window.makeMessageToConsumeAgain(messages(6, 99));

    assertThat(window.commit()).isEqualTo(6);
    assertThat(window.getMsgCount()).isEqualTo(2);
    assertThat(offsets(window.takeMessages(3))).containsExactly(6L, 7L);
  }

  /** PQ-7. */
  @Test
  void shouldSayOnceThatSomebodyHasToBegin() {
    assertThat(window.putMessage(messages(1))).isTrue();
    assertThat(window.putMessage(messages(2))).isFalse();
    window.takeMessages(2);
    assertThat(window.putMessage(messages(3))).isFalse();
    window.takeMessages(1);

    assertThat(window.takeMessages(1)).isEmpty();

    assertThat(window.putMessage(messages(4))).isTrue();
  }

  /** PQ-7. */
  @Test
  void shouldNotAskAnybodyToBeginWithNothing() {
    assertThat(window.putMessage(List.of())).isFalse();
    assertThat(window.putMessage(messages(1))).isTrue();
  }

  @Test
  void shouldTellWhatIsUnfinishedAndWhatWaitsLongest() {
    assertThat(window.firstMessage()).isEmpty();
    window.putMessage(messages(5, 6, 7));
    window.takeMessages(1);
    window.removeMessage(messages(7));

    assertThat(window.contains(message(5))).isTrue();
    assertThat(window.contains(message(6))).isTrue();
    assertThat(window.contains(message(7))).isFalse();
    assertThat(window.firstMessage()).map(MessageExt::getQueueOffset).contains(6L);
  }

  /** PQ-7: one thread puts, whoever is told to begin takes until nothing is left. */
  @Test
  void shouldLeaveNoMessageWithoutSomebodyWhoTakesIt() throws InterruptedException {
    ExecutorService takers = Executors.newFixedThreadPool(4);
    List<Long> seen = Collections.synchronizedList(new ArrayList<>());
    for (long offset = 0; offset < 20_000; offset++) {
      if (window.putMessage(messages(offset))) {
        takers.execute(
            () -> {
              List<MessageExt> batch = window.takeMessages(3);
              while (!batch.isEmpty()) {
                seen.addAll(offsets(batch));
                window.commit();
                batch = window.takeMessages(3);
              }
            });
      }
    }
    takers.shutdown();

    assertThat(takers.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    assertThat(seen).hasSize(20_000).isSorted();
    assertThat(window.getMsgCount()).isZero();
  }
}
