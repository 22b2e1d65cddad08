package io.glassmq.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.common.Clock;
import io.glassmq.common.attribute.CQType;
import io.glassmq.common.sysflag.MessageSysFlag;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PutMessageTest {
  @TempDir Path root;

  private static PutMessageStatus put(TestStore store, MessageExtBrokerInner message) {
    return store.store.putMessage(message).join().status();
  }

  @Test
  void shouldRefuseWhatTheRulesForbid() throws Exception {
    var noBody = Messages.message("A", 0, "x");
    noBody.setBody(null);
    var innerBatch = Messages.message("A", 0, "x");
    innerBatch.setSysFlag(MessageSysFlag.INNER_BATCH_FLAG);
    try (var store = TestStore.open(root)) {
      assertThat(put(store, noBody)).isEqualTo(PutMessageStatus.MESSAGE_ILLEGAL);
      assertThat(put(store, innerBatch)).isEqualTo(PutMessageStatus.MESSAGE_ILLEGAL);
      assertThat(put(store, Messages.message("A", 0, "x", Map.of("INNER_NUM", "2"))))
          .isEqualTo(PutMessageStatus.MESSAGE_ILLEGAL);
      assertThat(store.store.getMaxPhyOffset()).isZero();
      assertThat(store.store.stats().putMessageFailedTimes()).isEqualTo(3);
    }
  }

  @Test
  void shouldRefuseBeforeStartAndAfterShutdown() throws Exception {
    var store =
        new DefaultMessageStore(
            TestStore.config(root),
            StoreParts.defaults(),
            topic -> CQType.SimpleCQ,
            MessageArrivingListener.NONE);
    store.load();
    assertThat(store.putMessage(Messages.message("A", 0, "x")).join().status())
        .isEqualTo(PutMessageStatus.SERVICE_NOT_AVAILABLE);
    store.start();
    store.shutdown();
    assertThat(store.putMessage(Messages.message("A", 0, "x")).join().status())
        .isEqualTo(PutMessageStatus.SERVICE_NOT_AVAILABLE);
  }

  @Test
  void shouldRefuseWhileAnAppendHoldsTheLockForTooLong() throws Exception {
    var now = new AtomicLong(1_000_000);
    AppendPath stuck = new StuckAppendPath(now.get());
    var parts =
        StoreParts.defaults()
            .with((files, offsets, config, clock, last) -> stuck)
            .with((Clock) now::get);
    try (var store = TestStore.open(TestStore.config(root), parts, MessageArrivingListener.NONE)) {
      now.addAndGet(1_000);
      assertThat(put(store, Messages.message("A", 0, "x"))).isEqualTo(PutMessageStatus.PUT_OK);
      assertThat(store.store.lockTimeMillis()).isEqualTo(1_000);
      now.addAndGet(1);
      assertThat(put(store, Messages.message("A", 0, "x")))
          .isEqualTo(PutMessageStatus.OS_PAGE_CACHE_BUSY);
    }
  }

  @Test
  void shouldTellTheListenerOfEachMessageWhenItCanBeRead() throws Exception {
    var arrived = new AtomicLong();
    var tags = new AtomicLong();
    MessageArrivingListener listener =
        (topic, queueId, logicOffset, tagsCode) -> {
          assertThat(topic + queueId).isEqualTo("A3");
          tags.set(tagsCode);
          arrived.set(logicOffset); // last: the test waits for it
        };
    try (var store = TestStore.open(TestStore.config(root), StoreParts.defaults(), listener)) {
      store.put("A", 3, "1");
      store.put(Messages.message("A", 3, "2", Map.of("TAGS", "TagA")));

      await().untilAtomic(arrived, org.hamcrest.Matchers.is(2L));
      assertThat(tags).hasValue("TagA".hashCode());
      assertThat(store.store.getMaxOffsetInQueue("A", 3)).isEqualTo(2);
    }
  }

  @Test
  void shouldRefuseMessagesWhileTheyCannotBeDispatchedAndCatchUpLater() throws Exception {
    var broken = new AtomicBoolean(true);
    CommitLogDispatcher dispatcher =
        record -> {
          if (broken.get()) {
            throw new IOException("no index today");
          }
        };
    var parts = StoreParts.defaults().with(List.of(dispatcher));
    try (var store = TestStore.open(TestStore.config(root), parts, MessageArrivingListener.NONE)) {
      store.put("A", 0, "1");
      await()
          .untilAsserted(
              () ->
                  assertThat(put(store, Messages.message("A", 0, "2")))
                      .isEqualTo(PutMessageStatus.SERVICE_NOT_AVAILABLE));

      broken.set(false);
      await()
          .untilAsserted(
              () ->
                  assertThat(put(store, Messages.message("A", 0, "3")))
                      .isEqualTo(PutMessageStatus.PUT_OK));
      assertThat(store.bodies("A", 0)).startsWith("1").endsWith("3");
    }
  }

  @Test
  void shouldCountWhatItDid() throws Exception {
    try (var store = TestStore.open(root)) {
      store.put(Messages.batch("A", 0, "1", "2", "3"));
      store.bodies("A", 0);
      store.store.getMessage("A", 0, 3, 1, MessageFilter.ALL).release();

      StoreStats stats = store.store.stats();
      assertThat(stats.putMessageTimes()).isEqualTo(3);
      assertThat(stats.putMessageBytes()).isEqualTo(store.store.getMaxPhyOffset());
      assertThat(stats.getMessageTransferred()).isEqualTo(3);
      assertThat(stats.getMessageTimesFound()).isEqualTo(1);
      assertThat(stats.getMessageTimesMiss()).isEqualTo(1);
    }
  }

  private record StuckAppendPath(long lockedSinceMillis) implements AppendPath {
    @Override
    public PutMessageResult append(MessageExtBrokerInner message) {
      var nowhere = new AppendMessageResult(0, 0, "", 0, 0, 1);
      return new PutMessageResult(PutMessageStatus.PUT_OK, nowhere);
    }

    @Override
    public long lastStoreTimestamp() {
      return 0;
    }

    @Override
    public void close() {}
  }
}
