package io.glassmq.store.timer;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.store.PutMessageStatus;
import io.glassmq.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the timer knows after a restart. */
class TimerPersistTest {
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

  @Test
  void shouldGoOnAfterARestart() throws Exception {
    held.hold(500, "a");
    held.hold(1_500, "b");
    held.workAt(1_000);
    held.timer().persist();

    held.reopen();
    held.workAt(2_000);

    assertThat(held.texts()).containsExactly("a", "b");
  }

  @Test
  void shouldDeliverTwiceButMissNothingWhenACrashCostTheCheckpoint() throws Exception {
    held.hold(500, "a", "b");
    held.workAt(1_000);

    held.reopen();
    held.work();

    assertThat(held.texts()).containsExactly("a", "b", "a", "b");
  }

  @Test
  void shouldNotDeliverAgainWhatWasDeliveredBehindOneThatWaits() throws Exception {
    held.hold(9_500, "waits");
    held.hold(500, "a");
    held.workAt(1_000);
    held.timer().persist();

    held.reopen();
    held.workAt(10_000);

    assertThat(held.texts()).containsExactly("a", "waits");
  }

  @Test
  void shouldKnowNothingLessWhenItIsWrittenWhileTheQueueIsReadAgain() throws Exception {
    held.hold(9_500, "waits");
    held.hold(500, "a");
    held.workAt(1_000);
    held.timer().persist();
    held.reopen();
    held.timer().persist();

    held.reopen();
    held.workAt(10_000);

    assertThat(held.texts()).containsExactly("a", "waits");
  }

  @Test
  void shouldDeliverWhatCameLateAndWasRefused() throws Exception {
    held.hold(500, "a");
    held.workAt(1_000);
    held.timer().persist();
    held.write("late", Map.of("TIMER_OUT_MS", "1000", "REAL_TOPIC", "T", "REAL_QID", "0"));
    held.refuse(any -> PutMessageStatus.SERVICE_NOT_AVAILABLE);
    held.work();
    held.timer().persist();

    held.refuse(any -> null);
    held.reopen();
    held.work();

    assertThat(held.texts()).containsExactly("a", "late");
  }

  @Test
  void shouldDeliverAllAgainWhenTheCheckpointIsDamaged() throws Exception {
    held.hold(500, "a");
    held.workAt(1_000);
    held.timer().persist();
    held.close();
    Files.write(folder.resolve("config/timercheck"), new byte[] {1, 2, 3});

    held.reopen();
    held.work();

    assertThat(held.texts()).containsExactly("a", "a");
  }

  @Test
  void shouldReadAgainWhatWasWrittenAnewBehindALostEnd() throws Exception {
    var far = new TimerCheckpoint(HeldTimers.START + 3_600_000, 100, 100, 0, 7);
    far.save(folder.resolve("config/timercheck"));
    held.reopen();

    held.hold(500, "a");
    held.workAt(1_000);

    assertThat(held.texts()).containsExactly("a");
  }

  @Test
  void shouldWriteOnlyWhenSomethingChanged() throws Exception {
    held.work();
    held.timer().persist();
    assertThat(folder.resolve("config/timercheck")).doesNotExist();

    held.hold(500, "a");
    held.work();
    held.timer().persist();
    byte[] first = Files.readAllBytes(folder.resolve("config/timercheck"));
    held.advance(100);
    held.timer().persist();

    assertThat(first).hasSize(4096);
    assertThat(Files.readAllBytes(folder.resolve("config/timercheck"))).isEqualTo(first);
  }

  @Test
  void shouldTellAnOfficialBrokerWhereToBegin() throws Exception {
    held.hold(500, "a");
    held.hold(9_500, "waits");
    held.hold(600, "b");
    held.workAt(1_000);
    held.timer().persist();

    var said = TimerCheckpoint.load(folder.resolve("config/timercheck")).orElseThrow();

    assertThat(said.masterTimerQueueOffset()).isEqualTo(1);
    assertThat(said.lastTimerQueueOffset()).isEqualTo(3);
    assertThat(said.lastReadTimeMs()).isEqualTo(HeldTimers.START + 9_000);
  }
}
