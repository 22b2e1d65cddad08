package io.glassmq.broker;

import static io.glassmq.remoting.protocol.RequestCode.LITE_PULL_MESSAGE;
import static io.glassmq.remoting.protocol.RequestCode.PULL_MESSAGE;

import io.glassmq.broker.client.ClientHousekeepingService;
import io.glassmq.broker.client.ConsumerManager;
import io.glassmq.broker.client.ProducerManager;
import io.glassmq.broker.loadbalance.MessageRequestModeManager;
import io.glassmq.broker.longpolling.PullRequestHoldService;
import io.glassmq.broker.offset.ConsumerOffsetManager;
import io.glassmq.broker.out.BrokerOuterAPI;
import io.glassmq.broker.out.BrokerRegistration;
import io.glassmq.broker.schedule.DelayOffsetTable;
import io.glassmq.broker.schedule.ScheduleMessageService;
import io.glassmq.broker.subscription.SubscriptionGroupManager;
import io.glassmq.broker.topic.TopicConfigManager;
import io.glassmq.broker.topic.TopicRouteInfoManager;
import io.glassmq.common.Clock;
import io.glassmq.common.config.ConfigException;
import io.glassmq.common.thread.Agent;
import io.glassmq.common.thread.ServiceThread;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.remoting.ChannelEventListener;
import io.glassmq.remoting.Registration;
import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.RemotingServer;
import io.glassmq.remoting.RequestProcessor;
import io.glassmq.remoting.netty.NettyClientConfig;
import io.glassmq.remoting.netty.NettyRemotingClient;
import io.glassmq.remoting.netty.NettyRemotingServer;
import io.glassmq.remoting.protocol.ConfigFile;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.store.DefaultMessageStore;
import io.glassmq.store.MessageStore;
import io.glassmq.store.StoreException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A whole broker: builds its services, starts them in order, stops them in reverse. Only the
 * composition root holds it; a service gets what it needs by constructor.
 *
 * <p>{@code start} and {@code shutdown} are called by one thread. Official counterpart: {@code
 * org.apache.rocketmq.broker.BrokerController}.
 */
public final class BrokerController {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerController.class);
  private static final long STOP_MILLIS = 3_000;
  private static final long HOUSEKEEPING_MILLIS = 10_000;
  private static final int FAST_PORT_DISTANCE = 2;

  private final BrokerConfig config;
  private final BrokerThreads threads;
  private final MessageStore store;
  private final TopicConfigManager topics;
  private final SubscriptionGroupManager groups;
  private final ConsumerOffsetManager offsets;
  private final ProducerManager producers;
  private final ConsumerManager consumers;
  private final PullRequestHoldService holdService;
  private final DelayOffsetTable delayOffsets;
  private final ScheduleMessageService schedule;
  private final ClientHousekeepingService housekeeping;
  private final BrokerStats stats;
  private final BrokerStatsManager statsManager;
  private final NettyRemotingServer server;
  private final NettyRemotingClient client;
  private final BrokerRegistration registration;
  private final MessageRequestModeManager requestModes;
  private final PopServices pop;

  /** What to do at the end, the last started first. */
  private final Deque<Runnable> stops = new ArrayDeque<>();

  private volatile InetSocketAddress storeHost;

  public BrokerController(BrokerConfig config, BrokerParts parts) {
    this.config = config;
    Clock clock = parts.clock();
    threads = new BrokerThreads(config);
    holdService = new PullRequestHoldService(parts.waitingPulls().get(), threads.pull(), clock);
    topics = new TopicConfigManager(config, file("topics.json"), clock, this::topicsChanged);
    store =
        new DefaultMessageStore(config.store(), parts.store(), topics::queueType, this::arriving);
    delayOffsets = new DelayOffsetTable(fileOfOffsets("delayOffset.json"), clock);
    schedule =
        new ScheduleMessageService(
            config.store().queues().delayLevels(), store, delayOffsets, clock);
    stats = new BrokerStats(store::stats, clock);
    groups =
        new SubscriptionGroupManager(
            config.autoCreateSubscriptionGroup(), file("subscriptionGroup.json"), clock);
    offsets = new ConsumerOffsetManager(fileOfOffsets("consumerOffset.json"), clock);
    statsManager = new BrokerStatsManager(topics, offsets, store, clock);
    producers = new ProducerManager();
    consumers = new ConsumerManager(groups::wantsNotification);
    housekeeping =
        new ClientHousekeepingService(
            producers, consumers, this::drop, clock, config.channelExpiredTimeoutMillis());
    server = new NettyRemotingServer(config.server(), housekeeping, parts.remoting(), clock);
    client =
        new NettyRemotingClient(
            NettyClientConfig.defaults(), ChannelEventListener.NONE, parts.remoting(), clock);
    var nameServers =
        new BrokerOuterAPI(client, config.namesrvAddr(), config.registerBrokerTimeoutMillis());
    registration = new BrokerRegistration(config, this::brokerAddr, topics::snapshot, nameServers);
    requestModes = new MessageRequestModeManager(file("messageRequestMode.json"));
    var routes =
        new TopicRouteInfoManager(
            nameServers,
            topics,
            config.brokerName(),
            config.loadBalance().loadBalancePollNameServerIntervalMillis(),
            clock);
    pop =
        new PopServices(
            config,
            parts,
            topics,
            groups,
            offsets,
            consumers,
            store,
            threads.pull(),
            this::file,
            () -> storeHost);
    registerProcessors(routes, clock);
  }

  private ConfigFile file(String name) {
    return new ConfigFile(path(name));
  }

  /**
   * An offset may say that a message needs no care any more because another one was stored, which
   * has to be on the disk first.
   */
  private ConfigFile fileOfOffsets(String name) {
    return new ConfigFile(path(name), store::flush);
  }

  private Path path(String name) {
    return config.store().root().resolve("config").resolve(name);
  }

  /** The store has a new message to read. */
  private void arriving(String topic, int queueId, long logicOffset, long tagsCode) {
    if (topic.equals(TopicNames.RMQ_SYS_SCHEDULE_TOPIC)) {
      schedule.arriving(queueId);
    }
    holdService.arriving(topic, queueId, logicOffset, tagsCode);
    pop.arriving(topic, queueId, logicOffset, tagsCode);
  }

  /** Nobody is there any more to hear the answers. */
  private void drop(RemotingChannel channel) {
    holdService.drop(channel);
    pop.drop(channel);
  }

  private void topicsChanged() {
    registration.registerNow();
  }

  private void registerProcessors(TopicRouteInfoManager routes, Clock clock) {
    new MessageProcessors(
            config,
            topics,
            groups,
            offsets,
            producers,
            consumers,
            holdService,
            routes,
            requestModes,
            store,
            () -> storeHost,
            clock)
        .register(this::register, threads);
    pop.register(this::register, BrokerThreads.NETWORK, threads.pull(), threads.admin());
    registerAdminProcessors(clock);
  }

  private void registerAdminProcessors(Clock clock) {
    var info =
        new BrokerRuntimeInfo(
            store, config.store(), stats, threads.pull().getQueue(), schedule, pop.timer(), clock);
    new AdminProcessors(
            config,
            this::brokerAddr,
            topics,
            groups,
            offsets,
            producers,
            consumers,
            holdService,
            store,
            registration,
            statsManager,
            info,
            pop::wake,
            pop::handedOut,
            clock)
        .byCode()
        .forEach((code, processor) -> register(processor, threads.admin(), code));
  }

  private void register(RequestProcessor processor, Executor threads, RequestCode... codes) {
    for (RequestCode code : codes) {
      server.registerProcessor(code, processor, threads);
    }
  }

  /**
   * Opens the store, then the port, then registers with the name servers. When it fails, call
   * {@link #shutdown()}.
   *
   * @throws StoreException if the store cannot be opened; the message says why
   * @throws java.io.UncheckedIOException if the port cannot be opened; the message says why
   */
  public void start() throws StoreException {
    store.lock(); // first of all: another broker may be at work on these files
    stops.push(store::shutdown);
    topics.load(); // before the store is read, which asks what kind of queue each topic has
    store.load();
    topics.save();
    groups.load();
    offsets.load();
    delayOffsets.load();
    requestModes.load();
    pop.load();
    stops.push(this::persistOffsets);
    store.start();
    stops.push(() -> threads.shutdown(STOP_MILLIS));
    holdService.start();
    stops.push(() -> holdService.shutdown(STOP_MILLIS));
    statsManager.sample();
    schedule.start();
    stops.push(() -> schedule.shutdown(STOP_MILLIS));
    pop.start();
    stops.push(() -> pop.shutdown(STOP_MILLIS));
    startServer();
    startService("ClientHousekeepingScheduledThread", this::housekeep, HOUSEKEEPING_MILLIS);
    startService(
        "ConsumerOffsetPersist", this::persistOffsets, config.flushConsumerOffsetIntervalMillis());
    client.start();
    stops.push(client::shutdown);
    registration.start();
    stops.push(() -> registration.shutdown(STOP_MILLIS));
  }

  private void startServer() {
    storeHost = new InetSocketAddress(config.brokerIP1(), config.server().listenPort());
    if (storeHost.isUnresolved()) {
      throw new ConfigException(
          "brokerIP1 = " + config.brokerIP1() + ": give an address of this machine.");
    }
    server.start();
    stops.push(server::shutdown);
    storeHost = new InetSocketAddress(config.brokerIP1(), server.localListenPort());
    if (config.server().listenPort() > FAST_PORT_DISTANCE) {
      startFastServer(config.server().listenPort() - FAST_PORT_DISTANCE);
    }
  }

  /** Old clients send to this port, so that their pulls do not stand in the way of their sends. */
  private void startFastServer(int port) {
    RemotingServer fast = server.newRemotingServer(port, Set.of(PULL_MESSAGE, LITE_PULL_MESSAGE));
    try {
      fast.start();
      stops.push(fast::shutdown);
    } catch (UncheckedIOException e) {
      LOG.warn("Port {} for old clients is not served: {}", port, e.getMessage());
    }
  }

  private void startService(String name, Agent agent, long periodMillis) {
    var thread = new ServiceThread(name, agent, periodMillis);
    thread.start();
    stops.push(() -> thread.shutdown(STOP_MILLIS));
  }

  private int persistOffsets() {
    return offsets.doWork() + delayOffsets.doWork() + pop.persist();
  }

  private int housekeep() {
    stats.sample();
    statsManager.sample();
    return housekeeping.doWork();
  }

  /** Leaves the name servers, closes the port, then the store. May be called more than once. */
  public void shutdown() {
    while (!stops.isEmpty()) {
      try {
        stops.pop().run();
      } catch (RuntimeException e) {
        LOG.error("A part of broker {} did not stop cleanly", config.brokerName(), e);
      }
    }
  }

  /** Who answers what on the main port, in the order of the codes. */
  public Map<RequestCode, Registration> registrations() {
    return server.registrations();
  }

  /** The port in use; differs from the configured one when that was 0. */
  public int listenPort() {
    return storeHost.getPort();
  }

  /** The address that clients are told, as {@code host:port}. Call it after {@link #start()}. */
  public String brokerAddr() {
    return config.brokerIP1() + ":" + listenPort();
  }

  /** Completes when a name server has taken the first registration; never without name servers. */
  public CompletableFuture<Void> registered() {
    return registration.registered();
  }

  /** For those who want to look at what is on disk. */
  public MessageStore messageStore() {
    return store;
  }
}
