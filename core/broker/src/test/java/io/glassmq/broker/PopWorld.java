package io.glassmq.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.broker.client.ConsumerManager;
import io.glassmq.broker.offset.ConsumerOffsetManager;
import io.glassmq.broker.subscription.SubscriptionGroupManager;
import io.glassmq.broker.topic.TopicConfigManager;
import io.glassmq.common.constant.PermName;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.RequestProcessor;
import io.glassmq.remoting.protocol.ConfigFile;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.store.AppendPath;
import io.glassmq.store.DefaultMessageStore;
import io.glassmq.store.MessageExtBrokerInner;
import io.glassmq.store.PutMessageStatus;
import io.glassmq.store.StoreException;
import io.glassmq.store.StoreParts;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * All of pop on a real store, but without its threads and without a network: the test turns the
 * hands of the clock, and lets every service work until it has nothing left to do. So hours pass in
 * milliseconds, and a history goes the same way each time it is played.
 *
 * <pre>{@code
 * try (var world = new PopWorld(folder)) {
 *   world.send(0, "a");
 *   List<Popped> popped = world.pop(32, 10_000);
 *   world.pass(15_000);                    // nobody acknowledges it
 *   world.pop(32, 10_000);                 // so it comes again
 * }
 * }</pre>
 *
 * <p>For the thread of one test.
 */
final class PopWorld implements AutoCloseable {
  static final String TOPIC = "Orders";
  static final String GROUP = "readers";
  static final int QUEUES = 2;

  private static final InetSocketAddress HOST = new InetSocketAddress("127.0.0.1", 10_911);
  private static final int ENDLESS = 100_000;

  /** At least so long takes it to start a broker; no two of its lives share a millisecond. */
  private static final long START_MILLIS = 1;

  private static final long DISPATCH_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final Path folder;
  private final Properties settings = new Properties();
  private final TestClock clock = new TestClock();
  private final AtomicInteger toRefuse = new AtomicInteger();
  private final Map<RequestCode, RequestProcessor> processors = new ConcurrentHashMap<>();
  private final FakeChannel channel = new FakeChannel();
  private DefaultMessageStore store;
  private ConsumerOffsetManager offsets;
  private PopServices pop;

  /**
   * @param more settings: key, value, key, value ...
   */
  PopWorld(Path folder, String... more) throws StoreException {
    this.folder = folder;
    settings.setProperty("storePathRootDir", folder.toString());
    settings.setProperty("mappedFileSizeCommitLog", Integer.toString(1 << 20));
    settings.setProperty("mappedFileSizeConsumeQueue", "20000");
    settings.setProperty("messageIndexEnable", "false");
    settings.setProperty("diskSpaceWarningLevelRatio", "100");
    settings.setProperty("diskSpaceCleanForciblyRatio", "100");
    settings.setProperty("brokerName", "broker-a");
    for (int i = 0; i < more.length; i += 2) {
      settings.setProperty(more[i], more[i + 1]);
    }
    open();
  }

  private void open() throws StoreException {
    var config = BrokerConfig.of(settings);
    AppendPath.Factory plain = StoreParts.defaults().appendPath();
    BrokerParts parts = BrokerParts.defaults().withClock(clock);
    AppendPath.Factory flaky =
        (tail, counters, storeConfig, time, last) ->
            RefusingPath.ofNext(plain.create(tail, counters, storeConfig, time, last), toRefuse);
    var topics = new TopicConfigManager(config, file("topics.json"), clock, () -> {});
    topics.load();
    topics.ensure(TOPIC, QUEUES, PermName.READ_WRITE);
    var groups = new SubscriptionGroupManager(true, file("subscriptionGroup.json"), clock);
    groups.load();
    offsets = new ConsumerOffsetManager(file("consumerOffset.json"), clock);
    offsets.load();
    store =
        new DefaultMessageStore(
            config.store(), parts.store().with(flaky), topics::queueType, this::arriving);
    pop =
        new PopServices(
            config,
            parts,
            topics,
            groups,
            offsets,
            new ConsumerManager(any -> false),
            store,
            Runnable::run,
            this::file,
            () -> HOST);
    pop.register(
        (processor, threads, codes) ->
            List.of(codes).forEach(code -> processors.put(code, processor)),
        Runnable::run,
        Runnable::run,
        Runnable::run);
    store.load();
    pop.load();
    store.start();
    settle();
  }

  private ConfigFile file(String name) {
    return new ConfigFile(folder.resolve("config").resolve(name));
  }

  private void arriving(String topic, int queueId, long offset, long tagsCode) {
    pop.arriving(topic, queueId, offset, tagsCode);
  }

  /** A way to the broker that ends at its processors. */
  RemotingCommand call(RemotingCommand request) throws Exception {
    return callAsync(request).get(30, TimeUnit.SECONDS);
  }

  /** A request that may have to wait. */
  CompletableFuture<RemotingCommand> callAsync(RemotingCommand request) throws Exception {
    return callAsync(channel, request);
  }

  /** The same over a connection of the caller's own. */
  CompletableFuture<RemotingCommand> callAsync(RemotingChannel from, RemotingCommand request)
      throws Exception {
    RequestProcessor processor = processors.get(request.requestCode());
    return processor.process(from, request).toCompletableFuture();
  }

  /** The group {@link #GROUP} in the topic {@link #TOPIC}. */
  PopClient client() {
    return new PopClient(this::call, "broker-a", TOPIC, GROUP);
  }

  /** Stores a message; returns its offset, or nothing if the store refused it. */
  Optional<Long> send(int queueId, String text) {
    var message = new MessageExtBrokerInner();
    message.setTopic(TOPIC);
    message.setQueueId(queueId);
    message.setBody(text.getBytes());
    message.setBornHost(HOST);
    message.setStoreHost(HOST);
    var result = store.putMessage(message).join();
    settle();
    return result.status() == PutMessageStatus.PUT_OK
        ? Optional.of(result.append().queueOffset())
        : Optional.empty();
  }

  List<Popped> pop(int max, long invisibleMillis) throws Exception {
    List<Popped> popped = client().pop(max, invisibleMillis, clock.millis());
    settle();
    return popped;
  }

  /** Turns the clock, forward or back, and lets the services do what is due then. */
  void pass(long millis) {
    clock.advance(millis);
    settle();
  }

  /** Lets all services work until none finds anything to do. */
  void settle() {
    try {
      for (int round = 0; round < ENDLESS; round++) {
        awaitDispatch();
        long before = store.getMaxPhyOffset();
        if (pop.doWork() == 0 && store.getMaxPhyOffset() == before) {
          return;
        }
      }
    } catch (Exception e) {
      throw new AssertionError("a service failed", e);
    }
    throw new AssertionError("the services never come to rest");
  }

  private void awaitDispatch() {
    long begin = System.nanoTime();
    while (store.dispatchBehindBytes() > 0) {
      if (System.nanoTime() - begin > DISPATCH_NANOS) {
        throw new AssertionError("the store does not dispatch");
      }
      Thread.onSpinWait();
    }
  }

  /** What the broker does every five seconds: offsets go to the disk. */
  void persist() {
    offsets.doWork();
    pop.persist();
  }

  /** Another value of a setting, from the next start on. */
  void set(String key, String value) {
    settings.setProperty(key, value);
  }

  /** The broker is stopped and started. */
  void restart() throws StoreException {
    pop.shutdown(0);
    persist();
    store.shutdown();
    clock.advance(START_MILLIS);
    open();
  }

  /** The broker dies and is started: what was only in memory is gone. */
  void crash() throws StoreException {
    store.shutdown(); // the pages of a dead process are kept as well
    clock.advance(START_MILLIS);
    open();
  }

  /** The store refuses the next so many messages, whoever puts them. */
  void refuse(int messages) {
    toRefuse.set(messages);
  }

  /** How many messages the store will refuse yet. */
  int refusals() {
    return toRefuse.get();
  }

  /** Where the group is in a queue, of the topic or of its retry topic. */
  long committed(PopModel.Queue queue) {
    return Math.max(0, offsets.queryOffset(GROUP, topicOf(queue), queue.queueId()));
  }

  private static String topicOf(PopModel.Queue queue) {
    return queue.retry() ? TopicNames.popRetryTopic(GROUP, TOPIC) : TOPIC;
  }

  /** The group has got everything, and the broker knows it. */
  void requireAllCommitted() {
    Stream.concat(
            IntStream.range(0, QUEUES).mapToObj(id -> new PopModel.Queue(false, id)),
            Stream.of(new PopModel.Queue(true, 0)))
        .forEach(
            queue ->
                assertThat(committed(queue))
                    .as("offset of the group in %s, in the end", queue)
                    .isEqualTo(store.getMaxOffsetInQueue(topicOf(queue), queue.queueId())));
  }

  TestClock clock() {
    return clock;
  }

  @Override
  public void close() {
    pop.shutdown(0);
    store.shutdown();
  }
}
