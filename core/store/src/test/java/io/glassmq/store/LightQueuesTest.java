package io.glassmq.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that name light queues, as an official broker with LMQ writes them. */
class LightQueuesTest {
  private static final String[] ON = {"enableLmq", "true", "enableMultiDispatch", "true"};

  @TempDir Path root;

  @BeforeEach
  void fill() throws StoreException {
    try (var store = TestStore.open(root, ON)) {
      put(store, "%LMQ%a,%LMQ%b", "0,0");
      put(store, "%LMQ%a", "1");
      put(store, "%LMQ%b,%LMQ%a", "1,2");
    }
  }

  private static void put(TestStore store, String queues, String offsets) {
    var names = Map.of("INNER_MULTI_DISPATCH", queues, "INNER_MULTI_QUEUE_OFFSET", offsets);
    store.put(Messages.message("A", 0, queues, names));
    store.awaitDispatched();
  }

  private static long max(TestStore store, String queue) {
    return store.store.getMaxOffsetInQueue(queue, 0);
  }

  @Test
  void shouldFindTheMessagesInEachQueueThatARecordNames() throws StoreException {
    try (var store = TestStore.open(root, ON)) {
      assertThat(store.bodies("A", 0)).hasSize(3);
      assertThat(store.bodies("%LMQ%a", 0))
          .containsExactly("%LMQ%a,%LMQ%b", "%LMQ%a", "%LMQ%b,%LMQ%a");
      assertThat(store.bodies("%LMQ%b", 0)).containsExactly("%LMQ%a,%LMQ%b", "%LMQ%b,%LMQ%a");
    }
  }

  @Test
  void shouldKeepTheQueuesThatAreThereAndMakeNoneWhenOff() throws Exception {
    for (int round = 0; round < 2; round++) {
      try (var store = TestStore.open(root)) {
        put(store, "%LMQ%c,%LMQ%b", "0," + (2 + round));

        assertThat(max(store, "%LMQ%a")).isEqualTo(3);
        assertThat(max(store, "%LMQ%b")).isEqualTo(3 + round);
        assertThat(root.resolve("consumequeue/%LMQ%c")).doesNotExist();
      }
      Files.writeString(root.resolve("abort"), "0");
      Files.delete(root.resolve("checkpoint"));
    }
  }

  @Test
  void shouldNotBelieveAnOffsetFarBehindTheEnd() throws StoreException {
    try (var store = TestStore.open(root, ON)) {
      put(store, "%LMQ%a", "100000000");
      put(store, "%LMQ%a", "-1");
      put(store, "%LMQ%a,%LMQ%b", "3");
      put(store, "%LMQ%/../x", "0");

      assertThat(max(store, "%LMQ%a")).isEqualTo(3);
      assertThat(store.bodies("A", 0)).hasSize(7);
    }
  }

  @Test
  void shouldBuildThemAnewWhenTheyAreLost() throws Exception {
    TestStore.delete(root.resolve("consumequeue"));

    try (var store = TestStore.open(root, ON)) {
      assertThat(store.bodies("%LMQ%a", 0)).hasSize(3);
      assertThat(store.bodies("%LMQ%b", 0)).hasSize(2);
    }
  }
}
