package io.glassmq.store.timer;

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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimerMessageStoreTest {
  @TempDir Path folder;
  private HeldTimers held;

  @BeforeEach
  void open() throws StoreException {
    held = new HeldTimers(folder);
  }

  @AfterEach
  void close() {
    held.close();
  }

  @Nested
  class DoWork {
    @Test
    void shouldDeliverAtTheEndOfTheSecondAndNotBefore() {
      held.hold(2_300, "a");

      held.workAt(2_999);
      assertThat(held.texts()).isEmpty();

      held.workAt(3_000);
      assertThat(held.texts()).containsExactly("a");
    }

    @Test
    void shouldDeliverAtTheFullSecondThatWasAskedFor() {
      held.hold(2_000, "a");

      held.workAt(1_999);
      assertThat(held.texts()).isEmpty();

      held.workAt(2_000);
      assertThat(held.texts()).containsExactly("a");
    }

    @Test
    void shouldDeliverOnce() {
      held.hold(500, "a");

      held.workAt(1_000);
      held.workAt(5_000);

      assertThat(held.texts()).containsExactly("a");
    }

    @Test
    void shouldDeliverWhatIsDueEarlierFirst() {
      held.hold(5_500, "late");
      held.hold(1_500, "early", "early too");
      held.hold(5_600, "late too");

      held.workAt(7_000);

      assertThat(held.texts()).containsExactly("early", "early too", "late", "late too");
    }

    @Test
    void shouldDeliverMoreThanABatchInOneSecond() {
      String[] many = new String[2 * TimerMessageStore.BATCH + 1];
      Arrays.setAll(many, Integer::toString);
      held.hold(500, many);

      held.workAt(1_000);

      assertThat(held.texts()).containsExactly(many);
    }

    @Test
    void shouldDeliverAtOnceWhatComesWhenItsTimeIsOver() {
      held.write("late", Map.of("TIMER_OUT_MS", "1000", "REAL_TOPIC", "T", "REAL_QID", "0"));

      held.work();

      assertThat(held.texts()).containsExactly("late");
    }

    @Test
    void shouldWaitWhenTheClockIsPutBack() {
      held.hold(500, "a");
      held.work();

      held.workAt(-3_600_000);
      assertThat(held.texts()).isEmpty();

      held.workAt(1_000);
      assertThat(held.texts()).containsExactly("a");
    }
  }

  @Nested
  class Refused {
    @Test
    void shouldTryAgainUntilTheStoreTakesIt() {
      held.hold(500, "a", "b");
      held.refuse(any -> PutMessageStatus.SERVICE_NOT_AVAILABLE);
      held.workAt(1_000);
      assertThat(held.timer().isBehind()).isTrue();

      held.refuse(any -> null);
      held.work();

      assertThat(held.texts()).containsExactly("a", "b");
      assertThat(held.timer().isBehind()).isFalse();
    }

    @Test
    void shouldGoOnBehindTheLastOneThatWasTaken() {
      held.hold(500, "a", "b", "c");
      held.refuse(m -> new String(m.getBody()).equals("b") ? PutMessageStatus.UNKNOWN_ERROR : null);
      held.workAt(1_000);
      assertThat(held.texts()).containsExactly("a");

      held.refuse(any -> null);
      held.work();

      assertThat(held.texts()).containsExactly("a", "b", "c");
    }

    @Test
    void shouldLeaveOutWhatCanNeverBeStored() {
      held.hold(500, "a", "b");
      held.refuse(
          m -> new String(m.getBody()).equals("a") ? PutMessageStatus.MESSAGE_ILLEGAL : null);

      held.workAt(1_000);

      assertThat(held.texts()).containsExactly("b");
      assertThat(held.timer().isBehind()).isFalse();
    }
  }

  @Nested
  class Undeliverable {
    @Test
    void shouldLeaveOutWhatSaysNoTimeOrNoQueue() {
      held.write("no time", Map.of("REAL_TOPIC", "T", "REAL_QID", "0"));
      held.write("bad time", Map.of("TIMER_OUT_MS", "x", "REAL_TOPIC", "T", "REAL_QID", "0"));
      held.write("no topic", Map.of("TIMER_OUT_MS", "1000", "REAL_QID", "0"));
      held.write("bad queue", Map.of("TIMER_OUT_MS", "1000", "REAL_TOPIC", "T", "REAL_QID", "-1"));
      held.hold(500, "a");

      held.workAt(1_000);

      assertThat(held.texts()).containsExactly("a");
      assertThat(held.timer().isBehind()).isFalse();
    }
  }

  @Nested
  class TakenOut {
    private Map<String, String> due(long millis, String... more) {
      long second = HeldTimers.START + millis;
      var properties = new HashMap<>(Map.of("REAL_TOPIC", "T", "REAL_QID", "0"));
      properties.put("TIMER_OUT_MS", Long.toString(second));
      for (int i = 0; i < more.length; i += 2) {
        properties.put(more[i], more[i + 1]);
      }
      return properties;
    }

    @Test
    void shouldNotDeliverWhatWasCancelledNorTheMarker() {
      held.write("cancelled", due(1_000, "UNIQ_KEY", "K1"));
      held.write("wanted", due(1_000, "UNIQ_KEY", "K2"));
      held.write("0", due(1_000, "UNIQ_KEY", "K1", "TIMER_DEL_UNIQKEY", "K1"));

      held.workAt(2_000);

      assertThat(held.texts()).containsExactly("wanted");
    }

    @Test
    void shouldKnowAMarkerThatNamesTheTopic() {
      held.write("cancelled", due(1_000, "UNIQ_KEY", "K1"));
      held.write("0", due(1_000, "UNIQ_KEY", "K1", "TIMER_DEL_UNIQKEY", "T+K1"));

      held.workAt(2_000);

      assertThat(held.texts()).isEmpty();
    }

    @Test
    void shouldDeliverARolledMessageOnce() {
      held.write("far", due(1_000, "UNIQ_KEY", "K1"));
      held.write("far", due(1_000, "UNIQ_KEY", "K1", "TIMER_ROLL_TIMES", "1"));
      held.write("other", due(1_000, "UNIQ_KEY", "K2"));

      held.workAt(2_000);

      assertThat(held.texts()).containsExactly("far", "other");
    }
  }

  @Nested
  class Start {
    @Test
    void shouldWakeForAMessageThatComesWhileNothingWaits() {
      held.timer().start();
      try {
        held.hold(500, "a");
        held.advance(1_000);

        await().atMost(5, TimeUnit.SECONDS).until(() -> held.texts().equals(List.of("a")));
      } finally {
        held.timer().shutdown(1_000);
      }
    }
  }

  @Nested
  class IsBehind {
    @Test
    void shouldBeSoWhileSomethingDueIsNotDelivered() {
      held.hold(500, "a");
      held.work();
      assertThat(held.timer().isBehind()).isFalse();

      held.advance(1_000);
      assertThat(held.timer().isBehind()).isTrue();
      assertThat(held.timer().readBehindSeconds()).isZero();
      held.advance(2_000);
      assertThat(held.timer().readBehindSeconds()).isEqualTo(2);

      held.work();
      assertThat(held.timer().isBehind()).isFalse();
      assertThat(held.timer().readBehindSeconds()).isZero();
    }

    @Test
    void shouldBeSoWhileNobodyLooksAtWhatCame() {
      held.work();
      held.advance(2_000);
      assertThat(held.timer().isBehind()).isFalse();

      held.hold(9_000, "a");
      assertThat(held.timer().offsetBehind()).isEqualTo(1);
      assertThat(held.timer().isBehind()).isTrue();

      held.work();
      assertThat(held.timer().offsetBehind()).isZero();
      assertThat(held.timer().isBehind()).isFalse();
    }
  }

  /** What was delivered says the same as what was held back, and when it came and went. */
  @Test
  void shouldDeliverWhatWasPut() {
    var message = HeldTimers.message("a");
    message.setFlag(5);
    message.setSysFlag(1);
    message.setBornTimestamp(42);
    message.setReconsumeTimes(3);
    message.setPropertiesString(MessageProperties.encode(Map.of("TAGS", "ck")));
    held.advance(250);
    new TimerTopic(held::now).holdBack(message, HeldTimers.START + 500);
    held.store().putMessage(message).join();
    held.delivered();

    held.workAt(1_007);

    MessageExt delivered = held.delivered().get(0);
    assertThat(delivered.getFlag()).isEqualTo(5);
    assertThat(delivered.getSysFlag()).isEqualTo(1);
    assertThat(delivered.getBornTimestamp()).isEqualTo(42);
    assertThat(delivered.getReconsumeTimes()).isEqualTo(3);
    assertThat(delivered.getBornHost()).isEqualTo(message.getBornHost());
    assertThat(delivered.getStoreHost()).isEqualTo(message.getStoreHost());
    assertThat(delivered.getProperties())
        .isEqualTo(
            Map.of(
                "TAGS", "ck",
                "REAL_TOPIC", "T",
                "REAL_QID", "0",
                "TIMER_OUT_MS", "1795324000000",
                "TIMER_ENQUEUE_MS", "1795324000000",
                "TIMER_DEQUEUE_MS", "1795324001007"));
  }
}
