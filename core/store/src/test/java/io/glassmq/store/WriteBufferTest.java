package io.glassmq.store;

import static io.glassmq.store.PutMessageStatus.OS_PAGE_CACHE_BUSY;
import static io.glassmq.store.PutMessageStatus.PUT_OK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.glassmq.common.config.ConfigException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store with {@code transientStorePoolEnable}. */
class WriteBufferTest {
  private static final String NEVER = "60000";

  @TempDir Path folder;

  private static TestStore open(Path root, String commitMillis, String... more) throws Exception {
    String[] settings = {
      "transientStorePoolEnable", "true",
      "commitIntervalCommitLog", commitMillis,
      "transientStorePoolSize", "2"
    };
    String[] all = java.util.Arrays.copyOf(settings, settings.length + more.length);
    System.arraycopy(more, 0, all, settings.length, more.length);
    return TestStore.open(root, all);
  }

  private static String[] bodies(int count) {
    return IntStream.range(0, count).mapToObj(i -> "body " + i).toArray(String[]::new);
  }

  @Test
  void shouldShowAMessageOnceItIsCommitted() throws Exception {
    try (var store = open(folder, "5")) {
      store.put("A", 0, bodies(500));

      await().until(() -> store.store.getMaxOffsetInQueue("A", 0) == 500);
      assertThat(store.bodies("A", 0)).containsExactly(bodies(500));
    }
  }

  @Test
  void shouldShowAndFlushNothingBefore() throws Exception {
    try (var store = open(folder, NEVER)) {
      store.put("A", 0, "1");

      assertThat(store.store.getMaxPhyOffset()).isZero();
      assertThat(store.store.dispatchBehindBytes()).isZero();
    }
  }

  @Test
  void shouldHaveEverythingAfterAProperEndAndGoOnInTheMiddleOfAFile() throws Exception {
    String[] bodies = bodies(90);
    for (int start = 0; start < 90; start += 30) {
      try (var store = open(folder, NEVER)) {
        store.put("A", 0, java.util.Arrays.copyOfRange(bodies, start, start + 30));
      }
    }
    try (var plain = TestStore.open(folder)) {
      assertThat(plain.bodies("A", 0)).containsExactly(bodies);
    }
  }

  @Test
  void shouldLoseNothingButASuffixInACrash() throws Exception {
    Path crashed = folder.resolve("crashed");
    try (var store = open(folder.resolve("running"), NEVER)) {
      store.put("A", 0, bodies(400)); // more than two buffers: the sender has committed the first
      store.awaitDispatched();
      TestStore.copy(folder.resolve("running"), crashed);
    }
    try (var store = open(crashed, "5")) {
      int left = (int) store.store.getMaxOffsetInQueue("A", 0);
      assertThat(left).isBetween(1, 399);
      assertThat(store.bodies("A", 0)).containsExactly(bodies(left));

      store.put("A", 0, "next");
      await().until(() -> store.store.getMaxOffsetInQueue("A", 0) == left + 1);
    }
  }

  @Test
  void shouldRefuseWhenNoBufferIsFreeAndItMustNotWait() throws Exception {
    try (var store = open(folder, NEVER, "fastFailIfNoBufferInStorePool", "true")) {
      PutMessageStatus status = PUT_OK;
      for (int i = 0; i < 100 && status == PUT_OK; i++) {
        var message = Messages.message("A", 0, "x".repeat(1_000));
        status = store.store.putMessage(message).join().status();
      }

      assertThat(status).isEqualTo(OS_PAGE_CACHE_BUSY);
    }
    try (var store = TestStore.open(folder)) {
      assertThat(store.bodies("A", 0)).hasSize(2 * (TestStore.LOG_FILE / 1_098));
    }
  }

  @Test
  void shouldForgetATopicWithWhatIsStillInTheBuffer() throws Exception {
    try (var store = open(folder, NEVER)) {
      store.put("A", 0, "1", "2");
      store.store.deleteTopic("A");
      store.put("A", 0, "anew");
    }
    try (var store = TestStore.open(folder)) {
      assertThat(store.bodies("A", 0)).containsExactly("anew");
    }
  }

  @Test
  void shouldRefuseToPromiseASyncFlush() {
    assertThatThrownBy(
            () ->
                TestStore.config(
                    folder, "transientStorePoolEnable", "true", "flushDiskType", "SYNC_FLUSH"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("transientStorePoolEnable = true")
        .hasMessageContaining("set ASYNC_FLUSH");
  }
}
