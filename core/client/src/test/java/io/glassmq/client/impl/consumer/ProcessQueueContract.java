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
}
