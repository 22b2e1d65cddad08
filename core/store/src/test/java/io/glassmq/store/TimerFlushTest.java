package io.glassmq.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.store.timer.TimerMessageStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the timer notes about messages that the disk may not have. */
class TimerFlushTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldNoteNothingThatTheDiskDidNotTake(boolean fails) throws Exception {
    var disk = new FaultyFileLayer("commitlog");
    Path root = folder.resolve("store");
    var parts = StoreParts.defaults().with(disk);
    try (var store = TestStore.open(TestStore.config(root), parts, MessageArrivingListener.NONE)) {
      var timer = new TimerMessageStore(store.store, root, System::currentTimeMillis);
      timer.load();
      store.put(
          Messages.message(
              "rmq_sys_wheel_timer",
              0,
              "due",
              Map.of("TIMER_OUT_MS", "1000", "REAL_TOPIC", "A", "REAL_QID", "0")));
      store.awaitDispatched();
      timer.doWork();
      assertThat(store.bodies("A", 0)).containsExactly("due");

      disk.failingForces = fails;
      timer.persist();

      assertThat(Files.exists(root.resolve("config/timercheck"))).isEqualTo(!fails);
    }
  }
}
