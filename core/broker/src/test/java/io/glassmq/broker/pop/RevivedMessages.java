package io.glassmq.broker.pop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.broker.BrokerConfig;
import io.glassmq.broker.RefusingPath;
import io.glassmq.broker.TestClock;
import io.glassmq.broker.offset.ConsumerOffsetManager;
import io.glassmq.broker.offset.PopQueue;
import io.glassmq.broker.subscription.SubscriptionGroupManager;
import io.glassmq.broker.topic.TopicConfigManager;
import io.glassmq.common.constant.PermName;
import io.glassmq.common.message.MessageConst;
import io.glassmq.common.message.MessageDecoder;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageProperties;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.remoting.protocol.ConfigFile;
import io.glassmq.remoting.protocol.subscription.SubscriptionGroupConfig;
import io.glassmq.store.AppendPath;
import io.glassmq.store.DefaultMessageStore;
import io.glassmq.store.GetMessageResult;
import io.glassmq.store.MessageExtBrokerInner;
import io.glassmq.store.MessageFilter;
import io.glassmq.store.PutMessageStatus;
import io.glassmq.store.StoreException;
import io.glassmq.store.StoreParts;
import io.glassmq.store.timer.TimerTopic;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The revive topic of a real store, and the service that works it off, without a thread of its own
 * and without a timer: the test says what the timer brings, and turns the hands of the clock.
 */
final class RevivedMessages implements AutoCloseable {
  static final String TOPIC = "Orders";
  static final String GROUP = "readers";
  static final String RETRY = TopicNames.popRetryTopic(GROUP, TOPIC);
  static final String REVIVE = TopicNames.reviveTopic("DefaultCluster");
  static final ReviveTopic REVIVE_TOPIC = new ReviveTopic(REVIVE, () -> 8);
  static final InetSocketAddress PRODUCER = new InetSocketAddress("10.0.0.7", 40_000);
  static final InetSocketAddress HOST = new InetSocketAddress("127.0.0.1", 10_911);

  private final Path folder;
  private final Properties settings = new Properties();
  private final TestClock clock = new TestClock();
  private DefaultMessageStore store;
  private TopicConfigManager topics;
  private SubscriptionGroupManager groups;
  private ConsumerOffsetManager offsets;
  private PopReviveService service;
  private boolean timerIsBehind;
  private volatile Predicate<MessageExtBrokerInner> refused = any -> false;

  /**
   * @param more settings: key, value ...
   */
  RevivedMessages(Path folder, String... more) throws StoreException {
    this.folder = folder;
    settings.setProperty("storePathRootDir", folder.toString());
    settings.setProperty("mappedFileSizeCommitLog", Integer.toString(1 << 20));
    settings.setProperty("mappedFileSizeConsumeQueue", "20000");
    settings.setProperty("messageIndexEnable", "false");
    settings.setProperty("diskSpaceWarningLevelRatio", "100");
    settings.setProperty("diskSpaceCleanForciblyRatio", "100");
    for (int i = 0; i < more.length; i += 2) {
      settings.setProperty(more[i], more[i + 1]);
    }
    open();
    topics.ensure(TOPIC, 4, PermName.READ_WRITE);
    groups.update(SubscriptionGroupConfig.of(GROUP));
  }

  private void open() throws StoreException {
    var config = BrokerConfig.of(settings);
    topics = new TopicConfigManager(config, file("topics.json"), clock, () -> {});
    topics.load();
    groups = new SubscriptionGroupManager(false, file("subscriptionGroup.json"), clock);
    groups.load();
    offsets = new ConsumerOffsetManager(file("consumerOffset.json"), clock);
    offsets.load();
    AppendPath.Factory plain = StoreParts.defaults().appendPath();
    var parts =
        StoreParts.defaults()
            .with(clock)
            .with(
                (tail, counters, storeConfig, time, last) ->
                    new RefusingPath(
                        plain.create(tail, counters, storeConfig, time, last), this::refusal));
    store = new DefaultMessageStore(config.store(), parts, topics::queueType, this::arriving);
    var log = new ReviveLog(store, new TimerTopic(clock), REVIVE_TOPIC, () -> HOST, clock);
    var revival =
        new Revival(
            topics,
            groups,
            store,
            new PopRetryMessages(config.pop(), topics, offsets, store, () -> HOST),
            log,
            new PopInflightMessageCounter(clock),
            config.pop().skipWhenCKRePutReachMaxTimes(),
            clock);
    service =
        new PopReviveService(
            REVIVE_TOPIC,
            store,
            offsets,
            revival,
            MergingReviveLoop::new,
            () -> timerIsBehind,
            clock);
    store.load();
    service.load();
    store.start();
  }

  private ConfigFile file(String name) {
    return new ConfigFile(folder.resolve("config").resolve(name));
  }

  private void arriving(String topic, int queueId, long offset, long tagsCode) {
    service.arriving(topic, queueId);
  }

  private PutMessageStatus refusal(MessageExtBrokerInner message) {
    return refused.test(message) ? PutMessageStatus.SERVICE_NOT_AVAILABLE : null;
  }

  /** A message of a producer; its offset is the next one of the queue. */
  long send(String topic, int queueId, String text, Map<String, String> properties, int tries) {
    var message = new MessageExtBrokerInner();
    message.setTopic(topic);
    message.setQueueId(queueId);
    message.setBody(text.getBytes());
    message.setFlag(7);
    message.setBornTimestamp(clock.millis() - 50);
    message.setBornHost(PRODUCER);
    message.setStoreHost(HOST);
    message.setReconsumeTimes(tries);
    message.setPropertiesString(MessageProperties.encode(properties));
    return put(message);
  }

  long send(String text) {
    return send(TOPIC, 0, text, Map.of(), 0);
  }

  private long put(MessageExtBrokerInner message) {
    var result = store.putMessage(message).join();
    assertThat(result.status()).isEqualTo(PutMessageStatus.PUT_OK);
    awaitDispatch();
    return result.append().queueOffset();
  }

  private void awaitDispatch() {
    await().pollInterval(1, TimeUnit.MILLISECONDS).until(() -> store.dispatchBehindBytes() == 0);
  }

  /** A check point of messages of a queue that were popped now. */
  PopCheckPoint popped(String topic, int queueId, long invisibleMillis, List<Long> offsets) {
    var queue = new PopQueue(topic, GROUP, queueId);
    var key = new MergeKey(queue, "broker-a", offsets.get(0), clock.millis());
    return PopCheckPoint.of(key, invisibleMillis, offsets);
  }

  PopCheckPoint popped(Long... offsets) {
    return popped(TOPIC, 0, 10_000, List.of(offsets));
  }

  /** The timer brings a check point. */
  void bring(PopCheckPoint popped) {
    bring(PopCheckPoint.TAG, popped.reviveTime() - 1_000, popped.encode());
  }

  /** The timer brings an acknowledgement. */
  void bringAck(PopCheckPoint popped, long offset) {
    var ack = new AckMsg(popped.mergeKey(), offset);
    bring(AckMsg.TAG, popped.reviveTime(), ack.encode());
  }

  /** The timer brings a record, in revive queue 0. */
  void bring(String tag, long dueMillis, byte[] body) {
    Map<String, String> properties = new TreeMap<>();
    properties.put(MessageConst.PROPERTY_TAGS, tag);
    properties.put(MessageConst.PROPERTY_TIMER_DELIVER_MS, Long.toString(dueMillis));
    properties.put(MessageConst.PROPERTY_TIMER_OUT_MS, Long.toString(dueMillis - 500));
    var message = new MessageExtBrokerInner();
    message.setTopic(REVIVE);
    message.setBody(body);
    message.setBornHost(HOST);
    message.setStoreHost(HOST);
    message.setPropertiesString(MessageProperties.encode(properties));
    put(message);
  }

  /** Works until there is nothing left to do. */
  void work() {
    awaitDispatch();
    while (service.doWork() > 0) {
      awaitDispatch();
    }
  }

  /** Lets time pass, then works. */
  void pass(long millis) {
    clock.advance(millis);
    work();
  }

  List<MessageExt> messages(String topic, int queueId) {
    awaitDispatch();
    List<MessageExt> messages = new ArrayList<>();
    GetMessageResult found = store.getMessage(topic, queueId, 0, 1_000, MessageFilter.ALL);
    found.buffers().forEach(record -> messages.add(MessageDecoder.decode(record.slice())));
    found.release();
    return messages;
  }

  List<String> cameBack() {
    return messages(RETRY, 0).stream().map(message -> new String(message.getBody())).toList();
  }

  /** What waits in the timer: check points that were put again. */
  List<PopCheckPoint> putAgain() throws Exception {
    List<PopCheckPoint> found = new ArrayList<>();
    for (MessageExt message : messages(TopicNames.RMQ_SYS_WHEEL_TIMER_TOPIC, 0)) {
      found.add(PopCheckPoint.decode(message.getBody()));
    }
    return found;
  }

  long processed() {
    return offsets.queryOffset(TopicNames.REVIVE_GROUP, REVIVE, 0);
  }

  /** Stops and starts; what was in memory is gone, offsets are kept. */
  void reopen() throws StoreException {
    offsets.doWork();
    store.shutdown();
    open();
  }

  void refuse(Predicate<MessageExtBrokerInner> which) {
    refused = which;
  }

  void timerIsBehind(boolean isBehind) {
    timerIsBehind = isBehind;
  }

  TestClock clock() {
    return clock;
  }

  TopicConfigManager topics() {
    return topics;
  }

  SubscriptionGroupManager groups() {
    return groups;
  }

  ConsumerOffsetManager offsets() {
    return offsets;
  }

  @Override
  public void close() {
    store.shutdown();
  }
}
