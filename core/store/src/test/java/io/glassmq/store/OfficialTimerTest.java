package io.glassmq.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.common.message.MessageExt;
import io.glassmq.store.timer.TimerMessageStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The folder of an official broker that had delivered two timer messages, two check points and two
 * acknowledgements, while two messages wait until {@link #DUE} and a third one is cancelled.
 */
class OfficialTimerTest {
  private static final long STOPPED = 1_795_327_490_000L;
  private static final long DUE = 1_795_413_810_000L;
  private static final String REVIVE = "rmq_sys_REVIVE_LOG_VecCluster";

  @TempDir Path folder;
  private Path root;
  private long now = STOPPED;

  @BeforeEach
  void unpack() throws Exception {
    String files = "commitlog/.*|(batch)?consumequeue/.*|checkpoint|config/timercheck|timerlog/.*";
    root = OfficialStore.unpack("clean", folder, files);
    Files.createFile(root.resolve("timerwheel"));
  }

  private interface Look {
    void at(TestStore store, TimerMessageStore timer) throws Exception;
  }

  private void open(Look look) throws Exception {
    var parts = StoreParts.defaults().with(() -> now);
    var config = OfficialStore.config(root);
    try (var store =
        TestStore.open(config, parts, OfficialStore::queueType, MessageArrivingListener.NONE)) {
      var timer = new TimerMessageStore(store.store, root, () -> now);
      timer.load();
      look.at(store, timer);
    }
  }

  private static void work(TimerMessageStore timer) {
    while (timer.doWork() > 0) {
      // to the end
    }
  }

  @Test
  void shouldDeliverWhatWaitedAndNothingElse() throws Exception {
    open(
        (store, timer) -> {
          work(timer);
          assertThat(store.readAll("TopicTimer", 0)).hasSize(2);

          now = DUE;
          work(timer);

          assertThat(store.readAll("TopicTimer", 0))
              .extracting(MessageExt::getKeys)
              .containsExactly("timer0", "timer1", "timerlater0", "timerlater1");
          assertThat(store.readAll(REVIVE, 0)).hasSize(4);
        });
  }

  @Test
  void shouldNotLetLogAndWheelMisleadALaterOfficialBroker() throws Exception {
    open((store, timer) -> work(timer));

    assertThat(root.resolve("timerlog")).isEmptyDirectory();
    assertThat(root.resolve("timerwheel")).doesNotExist();
  }

  @Test
  void shouldKnowAfterARestartWhatTheOfficialBrokerHadDelivered() throws Exception {
    open((store, timer) -> {}); // killed before it has read anything
    open(
        (store, timer) -> {
          work(timer);
          timer.persist();
        });
    now = DUE;

    open(
        (store, timer) -> {
          work(timer);

          assertThat(store.readAll("TopicTimer", 0)).hasSize(4);
          assertThat(store.readAll(REVIVE, 0)).hasSize(4);
        });
  }
}
