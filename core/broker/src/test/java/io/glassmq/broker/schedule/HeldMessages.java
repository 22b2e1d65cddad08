package io.glassmq.broker.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.broker.RefusingPath;
import io.glassmq.broker.TestClock;
import io.glassmq.common.DelayLevelTable;
import io.glassmq.common.attribute.CQType;
import io.glassmq.common.config.ConfigReader;
import io.glassmq.common.message.MessageDecoder;
import io.glassmq.common.message.MessageExt;
import io.glassmq.remoting.protocol.ConfigFile;
import io.glassmq.store.AppendPath;
import io.glassmq.store.DefaultMessageStore;
import io.glassmq.store.GetMessageResult;
import io.glassmq.store.MessageExtBrokerInner;
import io.glassmq.store.MessageFilter;
import io.glassmq.store.PutMessageStatus;
import io.glassmq.store.StoreConfig;
import io.glassmq.store.StoreException;
import io.glassmq.store.StoreParts;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Messages in a real store that wait for their time, a service without a thread of its own, and a
 * clock whose hands the test turns.
 */
final class HeldMessages implements AutoCloseable {
  static final DelayLevelTable LEVELS = DelayLevelTable.parse("1s 10s 1m");
  static final InetSocketAddress HOST = new InetSocketAddress("127.0.0.1", 10_911);

  private final Path folder;
  private final TestClock clock = new TestClock();
  private final ScheduleTopic topic = new ScheduleTopic(LEVELS);
  private DelayOffsetTable offsets;
  private DefaultMessageStore store;
  private ScheduleMessageService service;
  private volatile Function<MessageExtBrokerInner, PutMessageStatus> refusal = any -> null;

  HeldMessages(Path folder) throws StoreException {
    this.folder = folder;
    open();
  }

  private void open() throws StoreException {
    offsets = new DelayOffsetTable(new ConfigFile(folder.resolve("delayOffset.json")), clock);
    offsets.load();
    AppendPath.Factory plain = StoreParts.defaults().appendPath();
    var parts =
        StoreParts.defaults()
            .with(clock)
            .with(
                (tail, counters, config, time, last) ->
                    new RefusingPath(
                        plain.create(tail, counters, config, time, last),
                        message -> refusal.apply(message)));
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

  @Override
  public void close() {
    store.shutdown();
  }

  void reopen() throws StoreException {
    close();
    open();
  }

  static MessageExtBrokerInner message(String text) {
    var message = new MessageExtBrokerInner();
    message.setTopic("T");
    message.setBody(text.getBytes());
    message.setBornHost(HOST);
    message.setStoreHost(HOST);
    return message;
  }

  void hold(int level, String... texts) {
    for (String text : texts) {
      var message = message(text);
      topic.holdBack(message, level);
      put(message);
    }
  }

  void put(MessageExtBrokerInner message) {
    assertThat(store.putMessage(message).join().status()).isEqualTo(PutMessageStatus.PUT_OK);
    awaitDispatch();
  }

  private void awaitDispatch() {
    await().pollInterval(1, TimeUnit.MILLISECONDS).until(() -> store.dispatchBehindBytes() == 0);
  }

  List<MessageExt> delivered() {
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

  List<String> texts() {
    return delivered().stream().map(message -> new String(message.getBody())).toList();
  }

  void work() {
    while (service.doWork() > 0) {
      // to the end
    }
  }

  TestClock clock() {
    return clock;
  }

  ScheduleTopic topic() {
    return topic;
  }

  DelayOffsetTable offsets() {
    return offsets;
  }

  DefaultMessageStore store() {
    return store;
  }

  ScheduleMessageService service() {
    return service;
  }

  /** From now on the store refuses each message for which this is not null. */
  void refuse(Function<MessageExtBrokerInner, PutMessageStatus> why) {
    refusal = why;
  }
}
