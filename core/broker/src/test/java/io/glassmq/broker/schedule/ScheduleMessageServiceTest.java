package io.glassmq.broker.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.broker.TestClock;
import io.glassmq.common.DelayLevelTable;
import io.glassmq.common.attribute.CQType;
import io.glassmq.common.config.ConfigReader;
import io.glassmq.common.message.MessageDecoder;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageProperties;
import io.glassmq.remoting.protocol.ConfigFile;
import io.glassmq.store.AppendPath;
import io.glassmq.store.DefaultMessageStore;
import io.glassmq.store.GetMessageResult;
import io.glassmq.store.MessageExtBrokerInner;
import io.glassmq.store.MessageFilter;
import io.glassmq.store.PutMessageResult;
import io.glassmq.store.PutMessageStatus;
import io.glassmq.store.StoreConfig;
import io.glassmq.store.StoreException;
import io.glassmq.store.StoreParts;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rounds over a real store, with a clock whose hands the test turns and no thread of its own. */
class ScheduleMessageServiceTest {
  private static final DelayLevelTable LEVELS = DelayLevelTable.parse("1s 10s 1m");
  private static final InetSocketAddress HOST = new InetSocketAddress("127.0.0.1", 10_911);

  @TempDir Path folder;

  private final TestClock clock = new TestClock();
  private final ScheduleTopic topic = new ScheduleTopic(LEVELS);
  private DelayOffsetTable offsets;
  private DefaultMessageStore store;
  private ScheduleMessageService service;
  private volatile Function<MessageExtBrokerInner, PutMessageStatus> refusal = any -> null;

  @BeforeEach
  void open() throws StoreException {
    offsets = new DelayOffsetTable(new ConfigFile(folder.resolve("delayOffset.json")), clock);
    offsets.load();
    AppendPath.Factory plain = StoreParts.defaults().appendPath();
    var parts =
        StoreParts.defaults()
            .with(clock)
            .with(
                (tail, counters, config, time, last) ->
                    new RefusingPath(plain.create(tail, counters, config, time, last)));
    store = new DefaultMessageStore(config(), parts, any -> CQType.SimpleCQ, this::arriving);
    service = new ScheduleMessageService(LEVELS, store, offsets, clock);
    store.load();
    store.start();
  }

  private StoreConfig config() {
    var properties = new Properties();
    properties.setProperty("storePathRootDir", folder.toString());
    properties.setProperty("mappedFileSizeCommitLog", Integer.toString(1 << 20));
    properties.setProperty("mappedFileSizeConsumeQueue", "20000");
    properties.setProperty("messageIndexEnable", "false");
    properties.setProperty("diskSpaceWarningLevelRatio", "100");
    properties.setProperty("diskSpaceCleanForciblyRatio", "100");
    return StoreConfig.read(new ConfigReader(properties));
  }

  private void arriving(String name, int queueId, long offset, long tagsCode) {
    if (name.equals(ScheduleTopic.NAME)) {
      service.arriving(queueId);
    }
  }

  @AfterEach
  void close() {
    store.shutdown();
  }

  private void reopen() throws StoreException {
    close();
    open();
  }

  /** An append path that refuses what the test wants refused. */
  private final class RefusingPath implements AppendPath {
    private final AppendPath path;

    RefusingPath(AppendPath path) {
      this.path = path;
    }

    @Override
    public PutMessageResult append(MessageExtBrokerInner message) {
      PutMessageStatus status = refusal.apply(message);
      return status == null ? path.append(message) : PutMessageResult.failed(status);
    }

    @Override
    public long lockedSinceMillis() {
      return path.lockedSinceMillis();
    }

    @Override
    public long lastStoreTimestamp() {
      return path.lastStoreTimestamp();
    }

    @Override
    public void close() {
      path.close();
    }
  }

  private static MessageExtBrokerInner message(String text) {
    var message = new MessageExtBrokerInner();
    message.setTopic("T");
    message.setBody(text.getBytes());
    message.setBornHost(HOST);
    message.setStoreHost(HOST);
    return message;
  }

  private void hold(int level, String... texts) {
    for (String text : texts) {
      var message = message(text);
      topic.holdBack(message, level);
      put(message);
    }
  }

  private void put(MessageExtBrokerInner message) {
    assertThat(store.putMessage(message).join().status()).isEqualTo(PutMessageStatus.PUT_OK);
    awaitDispatch();
  }

  private void awaitDispatch() {
    await().pollInterval(1, TimeUnit.MILLISECONDS).until(() -> store.dispatchBehindBytes() == 0);
  }

  private List<MessageExt> delivered() {
    awaitDispatch();
    List<MessageExt> messages = new ArrayList<>();
    GetMessageResult found = store.getMessage("T", 0, 0, 1_000, MessageFilter.ALL);
    while (found.messageCount() > 0) {
      found.buffers().forEach(record -> messages.add(MessageDecoder.decode(record.slice())));
      found.release();
      found = store.getMessage("T", 0, found.nextBeginOffset(), 1_000, MessageFilter.ALL);
    }
    found.release();
    return messages;
  }

  private List<String> texts() {
    return delivered().stream().map(message -> new String(message.getBody())).toList();
  }

  private void work() {
    while (service.doWork() > 0) {
      // to the end
    }
  }

  @Nested
  class DoWork {
    @Test
    void shouldDeliverAtTheDueTimeAndNotBefore() {
      hold(1, "a");

      clock.advance(999);
      work();
      assertThat(texts()).isEmpty();

      clock.advance(1);
      work();
      assertThat(texts()).containsExactly("a");
    }

    @Test
    void shouldDeliverOnce() {
      hold(1, "a");
      clock.advance(1_000);

      work();
      work();

      assertThat(texts()).containsExactly("a");
    }

    @Test
    void shouldKeepTheOrderOfALevel() {
      hold(2, "a", "b", "c");
      clock.advance(10_000);

      work();

      assertThat(texts()).containsExactly("a", "b", "c");
    }

    @Test
    void shouldDeliverAShortDelayBeforeALongOneThatCameFirst() {
      hold(2, "long");
      hold(1, "short");

      clock.advance(1_000);
      work();
      clock.advance(9_000);
      work();

      assertThat(texts()).containsExactly("short", "long");
    }

    @Test
    void shouldSeeTheMessageThatComesAfterOneThatWaits() {
      hold(1, "a");
      clock.advance(500);
      work();
      hold(1, "b");

      clock.advance(500);
      work();
      assertThat(texts()).containsExactly("a");

      clock.advance(500);
      work();
      assertThat(texts()).containsExactly("a", "b");
    }

    @Test
    void shouldNotKeepOtherLevelsWaitingBehindALongQueue() {
      String[] many = new String[DelayLevelQueue.BATCH + 1];
      Arrays.fill(many, "many");
      hold(1, many);
      hold(2, "other");
      clock.advance(10_000);

      service.doWork();

      assertThat(texts()).hasSize(DelayLevelQueue.BATCH + 1).endsWith("other");
      work();
      assertThat(texts()).hasSize(many.length + 1);
    }

    @Test
    void shouldDeliverAtOnceWhenTheClockWasPutBackByMoreThanTheDelay() {
      hold(1, "a");

      clock.advance(-3_600_000);
      work();

      assertThat(texts()).containsExactly("a");
    }
  }

  @Nested
  class Refused {
    @Test
    void shouldTryAgainUntilTheStoreTakesIt() {
      hold(1, "a", "b");
      clock.advance(1_000);
      refusal = any -> PutMessageStatus.SERVICE_NOT_AVAILABLE;

      work();
      clock.advance(DelayLevelQueue.RETRY_MILLIS - 1);
      refusal = any -> null;
      work();
      assertThat(texts()).isEmpty();

      clock.advance(1);
      work();
      assertThat(texts()).containsExactly("a", "b");
    }

    @Test
    void shouldGoOnBehindTheLastOneThatWasTaken() {
      hold(1, "a", "b", "c");
      clock.advance(1_000);
      refusal = m -> new String(m.getBody()).equals("b") ? PutMessageStatus.UNKNOWN_ERROR : null;

      work();

      assertThat(texts()).containsExactly("a");
      assertThat(offsets.offset(1)).isEqualTo(1);
      refusal = any -> null;
      clock.advance(DelayLevelQueue.RETRY_MILLIS);
      work();
      assertThat(texts()).containsExactly("a", "b", "c");
    }

    @Test
    void shouldLeaveOutWhatCanNeverBeStored() {
      hold(1, "a", "b");
      clock.advance(1_000);
      refusal = m -> new String(m.getBody()).equals("a") ? PutMessageStatus.MESSAGE_ILLEGAL : null;

      work();

      assertThat(texts()).containsExactly("b");
      assertThat(offsets.offset(1)).isEqualTo(2);
    }

    @Test
    void shouldDeliverOtherLevelsWhileOneFails() {
      hold(1, "bad");
      hold(2, "good");
      clock.advance(10_000);
      refusal =
          m -> {
            if (new String(m.getBody()).equals("bad")) {
              throw new IllegalStateException("on purpose");
            }
            return null;
          };

      work();
      assertThat(texts()).containsExactly("good");

      refusal = any -> null;
      clock.advance(10_000);
      work();
      assertThat(texts()).containsExactly("good", "bad");
    }
  }

  @Nested
  class Undeliverable {
    @Test
    void shouldLeaveOutAMessageThatNamesNoTopic() {
      var message = message("lost");
      message.setTopic(ScheduleTopic.NAME);
      message.setPropertiesString(MessageProperties.encode(Map.of("DELAY", "1")));
      put(message);
      hold(1, "a");
      clock.advance(1_000);

      work();

      assertThat(texts()).containsExactly("a");
    }

    @Test
    void shouldLeaveOutHalfATransaction() {
      var half = message("half");
      half.setTopic("RMQ_SYS_TRANS_HALF_TOPIC");
      topic.holdBack(half, 1);
      put(half);
      clock.advance(1_000);

      work();

      assertThat(offsets.offset(1)).isEqualTo(1);
      assertThat(store.getMaxOffsetInQueue("RMQ_SYS_TRANS_HALF_TOPIC", 0)).isZero();
    }
  }

  @Nested
  class Progress {
    @Test
    void shouldGoOnAfterARestart() throws Exception {
      hold(1, "a");
      clock.advance(1_000);
      work();
      hold(1, "b");
      offsets.doWork();

      reopen();
      clock.advance(1_000);
      work();

      assertThat(texts()).containsExactly("a", "b");
    }

    @Test
    void shouldDeliverTwiceButMissNothingWhenACrashCostTheLastOffsets() throws Exception {
      hold(1, "a", "b");
      clock.advance(1_000);
      work();

      reopen(); // and nobody wrote the offsets
      work();

      assertThat(texts()).containsExactly("a", "b", "a", "b");
    }

    @Test
    void shouldGoBackToTheEndOfAQueueThatIsShorterThanTheOffset() {
      offsets.update(1, 7);
      work();

      hold(1, "a");
      clock.advance(1_000);
      work();

      assertThat(texts()).containsExactly("a");
      assertThat(offsets.offset(1)).isEqualTo(1);
    }

    @Test
    void shouldWriteTheFileOnlyWhenSomethingChanged() throws Exception {
      offsets.doWork();
      assertThat(folder.resolve("delayOffset.json")).doesNotExist();

      hold(1, "a");
      clock.advance(1_000);
      work();
      offsets.doWork();

      assertThat(folder.resolve("delayOffset.json")).content().containsPattern("\"1\":1");
    }
  }

  @Nested
  class Start {
    @Test
    void shouldWakeForAMessageThatComesWhileNothingWaits() {
      service.start();
      try {
        hold(1, "a");
        clock.advance(1_000);

        await().atMost(3, TimeUnit.SECONDS).until(() -> texts().equals(List.of("a")));
      } finally {
        service.shutdown(1_000);
      }
    }
  }

  /** What was delivered says the same as what was held back, and more would be too much. */
  @Test
  void shouldDeliverWhatWasSent() {
    var message = message("a");
    message.setQueueId(0);
    message.setFlag(5);
    message.setSysFlag(1);
    message.setBornTimestamp(42);
    message.setReconsumeTimes(3);
    message.setPropertiesString(MessageProperties.encode(Map.of("TAGS", "TagA", "DELAY", "9")));
    topic.holdBack(message, 9);
    put(message);
    clock.advance(60_000);

    work();

    MessageExt delivered = delivered().get(0);
    assertThat(delivered.getFlag()).isEqualTo(5);
    assertThat(delivered.getSysFlag()).isEqualTo(1);
    assertThat(delivered.getBornTimestamp()).isEqualTo(42);
    assertThat(delivered.getReconsumeTimes()).isEqualTo(3);
    assertThat(delivered.getBornHost()).isEqualTo(HOST);
    assertThat(delivered.getStoreHost()).isEqualTo(HOST);
    var expected = new HashMap<>(Map.of("TAGS", "TagA", "DELAY", "3"));
    expected.putAll(Map.of("REAL_TOPIC", "T", "REAL_QID", "0"));
    assertThat(delivered.getProperties()).isEqualTo(expected);
  }
}
