package io.glassmq.broker.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageProperties;
import io.glassmq.store.PutMessageStatus;
import io.glassmq.store.StoreException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScheduleMessageServiceTest {
  @TempDir Path folder;
  private HeldMessages held;

  @BeforeEach
  void open() throws StoreException {
    held = new HeldMessages(folder);
  }

  @AfterEach
  void close() {
    held.close();
  }

  @Nested
  class DoWork {
    @Test
    void shouldDeliverAtTheDueTimeAndNotBefore() {
      held.hold(1, "a");

      held.clock().advance(999);
      held.work();
      assertThat(held.texts()).isEmpty();

      held.clock().advance(1);
      held.work();
      assertThat(held.texts()).containsExactly("a");
    }

    @Test
    void shouldDeliverOnce() {
      held.hold(1, "a");
      held.clock().advance(1_000);

      held.work();
      held.work();

      assertThat(held.texts()).containsExactly("a");
    }

    @Test
    void shouldKeepTheOrderOfALevel() {
      held.hold(2, "a", "b", "c");
      held.clock().advance(10_000);

      held.work();

      assertThat(held.texts()).containsExactly("a", "b", "c");
    }

    @Test
    void shouldDeliverAShortDelayBeforeALongOneThatCameFirst() {
      held.hold(2, "long");
      held.hold(1, "short");

      held.clock().advance(1_000);
      held.work();
      held.clock().advance(9_000);
      held.work();

      assertThat(held.texts()).containsExactly("short", "long");
    }

    @Test
    void shouldSeeTheMessageThatComesAfterOneThatWaits() {
      held.hold(1, "a");
      held.clock().advance(500);
      held.work();
      held.hold(1, "b");

      held.clock().advance(500);
      held.work();
      assertThat(held.texts()).containsExactly("a");

      held.clock().advance(500);
      held.work();
      assertThat(held.texts()).containsExactly("a", "b");
    }

    @Test
    void shouldNotKeepOtherLevelsWaitingBehindALongQueue() {
      String[] many = new String[DelayLevelQueue.BATCH + 1];
      Arrays.fill(many, "many");
      held.hold(1, many);
      held.hold(2, "other");
      held.clock().advance(10_000);

      held.service().doWork();

      assertThat(held.texts()).hasSize(DelayLevelQueue.BATCH + 1).endsWith("other");
      held.work();
      assertThat(held.texts()).hasSize(many.length + 1);
    }

    @Test
    void shouldDeliverAtOnceWhenTheClockWasPutBackByMoreThanTheDelay() {
      held.hold(1, "a");

      held.clock().advance(-3_600_000);
      held.work();

      assertThat(held.texts()).containsExactly("a");
    }
  }

  @Nested
  class Refused {
    @Test
    void shouldTryAgainUntilTheStoreTakesIt() {
      held.hold(1, "a", "b");
      held.clock().advance(1_000);
      held.refuse(any -> PutMessageStatus.SERVICE_NOT_AVAILABLE);

      held.work();
      held.clock().advance(DelayLevelQueue.RETRY_MILLIS - 1);
      held.refuse(any -> null);
      held.work();
      assertThat(held.texts()).isEmpty();

      held.clock().advance(1);
      held.work();
      assertThat(held.texts()).containsExactly("a", "b");
    }

    @Test
    void shouldGoOnBehindTheLastOneThatWasTaken() {
      held.hold(1, "a", "b", "c");
      held.clock().advance(1_000);
      held.refuse(m -> new String(m.getBody()).equals("b") ? PutMessageStatus.UNKNOWN_ERROR : null);

      held.work();

      assertThat(held.texts()).containsExactly("a");
      assertThat(held.offsets().offset(1)).isEqualTo(1);
      held.refuse(any -> null);
      held.clock().advance(DelayLevelQueue.RETRY_MILLIS);
      held.work();
      assertThat(held.texts()).containsExactly("a", "b", "c");
    }

    @Test
    void shouldLeaveOutWhatCanNeverBeStored() {
      held.hold(1, "a", "b");
      held.clock().advance(1_000);
      held.refuse(
          m -> new String(m.getBody()).equals("a") ? PutMessageStatus.MESSAGE_ILLEGAL : null);

      held.work();

      assertThat(held.texts()).containsExactly("b");
      assertThat(held.offsets().offset(1)).isEqualTo(2);
    }

    @Test
    void shouldDeliverOtherLevelsWhileOneFails() {
      held.hold(1, "bad");
      held.hold(2, "good");
      held.clock().advance(10_000);
      held.refuse(
          m -> {
            if (new String(m.getBody()).equals("bad")) {
              throw new IllegalStateException("on purpose");
            }
            return null;
          });

      held.work();
      assertThat(held.texts()).containsExactly("good");

      held.refuse(any -> null);
      held.clock().advance(10_000);
      held.work();
      assertThat(held.texts()).containsExactly("good", "bad");
    }
  }

  @Nested
  class Undeliverable {
    @Test
    void shouldLeaveOutAMessageThatNamesNoTopic() {
      var message = HeldMessages.message("lost");
      message.setTopic(ScheduleTopic.NAME);
      message.setPropertiesString(MessageProperties.encode(Map.of("DELAY", "1")));
      held.put(message);
      held.hold(1, "a");
      held.clock().advance(1_000);

      held.work();

      assertThat(held.texts()).containsExactly("a");
    }

    @Test
    void shouldLeaveOutHalfATransaction() {
      var half = HeldMessages.message("half");
      half.setTopic("RMQ_SYS_TRANS_HALF_TOPIC");
      held.topic().holdBack(half, 1);
      held.put(half);
      held.clock().advance(1_000);

      held.work();

      assertThat(held.offsets().offset(1)).isEqualTo(1);
      assertThat(held.store().getMaxOffsetInQueue("RMQ_SYS_TRANS_HALF_TOPIC", 0)).isZero();
    }
  }

  @Nested
  class Progress {
    @Test
    void shouldGoOnAfterARestart() throws Exception {
      held.hold(1, "a");
      held.clock().advance(1_000);
      held.work();
      held.hold(1, "b");
      held.offsets().doWork();

      held.reopen();
      held.clock().advance(1_000);
      held.work();

      assertThat(held.texts()).containsExactly("a", "b");
    }

    @Test
    void shouldDeliverTwiceButMissNothingWhenACrashCostTheLastOffsets() throws Exception {
      held.hold(1, "a", "b");
      held.clock().advance(1_000);
      held.work();

      held.reopen(); // and nobody wrote the offsets
      held.work();

      assertThat(held.texts()).containsExactly("a", "b", "a", "b");
    }

    @Test
    void shouldGoBackToTheEndOfAQueueThatIsShorterThanTheOffset() {
      held.offsets().update(1, 7);
      held.work();

      held.hold(1, "a");
      held.clock().advance(1_000);
      held.work();

      assertThat(held.texts()).containsExactly("a");
      assertThat(held.offsets().offset(1)).isEqualTo(1);
    }

    @Test
    void shouldWriteTheFileOnlyWhenSomethingChanged() throws Exception {
      held.offsets().doWork();
      assertThat(folder.resolve("delayOffset.json")).doesNotExist();

      held.hold(1, "a");
      held.clock().advance(1_000);
      held.work();
      held.offsets().doWork();

      assertThat(folder.resolve("delayOffset.json")).content().containsPattern("\"1\":1");
    }
  }

  @Nested
  class Start {
    @Test
    void shouldWakeForAMessageThatComesWhileNothingWaits() {
      held.service().start();
      try {
        held.hold(1, "a");
        held.clock().advance(1_000);

        await().until(() -> held.texts().equals(List.of("a")));
      } finally {
        held.service().shutdown(1_000);
      }
    }
  }

  /** What was delivered says the same as what was held back, and more would be too much. */
  @Test
  void shouldDeliverWhatWasSent() {
    var message = HeldMessages.message("a");
    message.setQueueId(0);
    message.setFlag(5);
    message.setSysFlag(1);
    message.setBornTimestamp(42);
    message.setReconsumeTimes(3);
    message.setPropertiesString(MessageProperties.encode(Map.of("TAGS", "TagA", "DELAY", "9")));
    held.topic().holdBack(message, 9);
    held.put(message);
    held.clock().advance(60_000);

    held.work();

    MessageExt delivered = held.delivered().get(0);
    assertThat(delivered.getFlag()).isEqualTo(5);
    assertThat(delivered.getSysFlag()).isEqualTo(1);
    assertThat(delivered.getBornTimestamp()).isEqualTo(42);
    assertThat(delivered.getReconsumeTimes()).isEqualTo(3);
    assertThat(delivered.getBornHost()).isEqualTo(HeldMessages.HOST);
    assertThat(delivered.getStoreHost()).isEqualTo(HeldMessages.HOST);
    var expected = new HashMap<>(Map.of("TAGS", "TagA", "DELAY", "3"));
    expected.putAll(Map.of("REAL_TOPIC", "T", "REAL_QID", "0"));
    assertThat(delivered.getProperties()).isEqualTo(expected);
  }
}
