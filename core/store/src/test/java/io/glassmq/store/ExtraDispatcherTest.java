package io.glassmq.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.common.message.MessageProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A dispatcher that is plugged in behind those of the store; the numbers are those of {@link
 * CommitLogDispatcher}.
 */
class ExtraDispatcherTest {
  @TempDir Path root;

  private final List<Long> seen = new CopyOnWriteArrayList<>();
  private final List<String> arrived = new CopyOnWriteArrayList<>();
  private volatile boolean broken;

  private void dispatch(DispatchRequest record) throws IOException {
    if (broken) {
      throw new IOException("the extra dispatcher is broken");
    }
    seen.add(record.physicalOffset());
  }

  private TestStore open() throws StoreException {
    return TestStore.open(
        TestStore.config(root),
        StoreParts.defaults().with(List.of(this::dispatch)),
        (topic, queueId, offset, tagsCode) -> arrived.add(topic + queueId + ":" + offset));
  }

  @Test
  void shouldHearOfEveryRecordInLogOrder_DI1() throws Exception {
    try (var opened = open()) {
      for (int i = 0; i < 100; i++) {
        opened.put("A", i % 3, "x".repeat(i * 10));
      }
      opened.awaitDispatched();

      assertThat(seen).hasSize(100).isSorted();
    }
  }

  @Test
  void shouldHearOfRecordsAgainAfterACrash_DI2() throws Exception {
    try (var opened = open()) {
      opened.put("A", 0, "1", "2", "3");
      opened.awaitDispatched();
    }
    List<Long> before = List.copyOf(seen);
    seen.clear();
    Files.writeString(root.resolve("abort"), "0");

    open().close();

    assertThat(seen).isEqualTo(before);
  }

  @Test
  void shouldHearOfAFailedRecordAgainBeforeTheNext_DI3() throws Exception {
    try (var opened = open()) {
      broken = true;
      long first = opened.put(Messages.message("A", 0, "1")).wroteOffset();
      await().until(() -> refuses(opened));
      assertThat(seen).isEmpty();
      assertThat(arrived).isEmpty();

      broken = false;

      await().until(() -> !refuses(opened));
      opened.put("A", 0, "last");
      opened.awaitDispatched();
      assertThat(seen).startsWith(first).isSorted().doesNotHaveDuplicates();
      assertThat(opened.bodies("A", 0)).startsWith("1").endsWith("last").hasSize(seen.size());
    }
  }

  /** What nobody could find is not taken; the messages that are there can be read. */
  @Test
  void shouldMakeTheStoreRefuseMessagesWhileItFails() throws Exception {
    try (var opened = open()) {
      opened.put("A", 0, "found");
      opened.awaitDispatched();
      broken = true;
      opened.put("A", 0, "not dispatched");

      await().until(() -> refuses(opened));

      GetMessageResult found = opened.store.getMessage("A", 0, 0, 1, MessageFilter.ALL);
      assertThat(TestStore.decode(found)).extracting(Messages::body).containsExactly("found");
      assertThat(opened.store.dispatchBehindBytes()).isPositive();
    }
    assertThat(root.resolve("abort")).as("not all is dispatched").exists();
  }

  @Test
  void shouldSeeWhatTheRecordSays() throws Exception {
    List<DispatchRequest> records = new CopyOnWriteArrayList<>();
    var parts = StoreParts.defaults().with(List.of(record -> records.add(record)));
    try (var opened = TestStore.open(TestStore.config(root), parts, MessageArrivingListener.NONE)) {
      opened.put(Messages.message("A", 7, "x", Map.of("KEYS", "k1 k2", "TAGS", "red")));
      opened.awaitDispatched();

      DispatchRequest record = records.get(0);
      assertThat(record.topic()).isEqualTo("A");
      assertThat(record.queueId()).isEqualTo(7);
      assertThat(record.tagsCode()).isEqualTo("red".hashCode());
      assertThat(MessageProperties.find(record.properties(), "KEYS")).isEqualTo("k1 k2");
      assertThat(record.messageCount()).isEqualTo(1);
    }
  }

  private static boolean refuses(TestStore store) {
    var message = Messages.message("A", 0, "probe");
    return store.store.putMessage(message).join().status()
        == PutMessageStatus.SERVICE_NOT_AVAILABLE;
  }
}
