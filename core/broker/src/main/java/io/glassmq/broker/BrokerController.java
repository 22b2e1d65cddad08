package io.glassmq.broker;

import static io.glassmq.remoting.protocol.RequestCode.*;

import io.glassmq.broker.client.ClientHousekeepingService;
import io.glassmq.broker.client.ConsumerManager;
import io.glassmq.broker.client.ProducerManager;
import io.glassmq.broker.client.RebalanceLockManager;
import io.glassmq.broker.loadbalance.MessageRequestModeManager;
import io.glassmq.broker.longpolling.PullRequestHoldService;
import io.glassmq.broker.offset.ConsumerOffsetManager;
import io.glassmq.broker.out.BrokerOuterAPI;
import io.glassmq.broker.out.BrokerRegistration;
import io.glassmq.broker.processor.ClientManageProcessor;
import io.glassmq.broker.processor.ConsumerManageProcessor;
import io.glassmq.broker.processor.LockProcessor;
import io.glassmq.broker.processor.PullMessageProcessor;
import io.glassmq.broker.processor.PullRequestCheck;
import io.glassmq.broker.processor.QueryAssignmentProcessor;
import io.glassmq.broker.processor.SendBackProcessor;
import io.glassmq.broker.processor.SendMessageProcessor;
import io.glassmq.broker.schedule.DelayOffsetTable;
import io.glassmq.broker.schedule.ScheduleMessageService;
import io.glassmq.broker.schedule.ScheduleTopic;
import io.glassmq.broker.subscription.DeadLetters;
import io.glassmq.broker.subscription.SubscriptionGroupManager;
import io.glassmq.broker.topic.RetryTopics;
import io.glassmq.broker.topic.TopicConfigManager;
import io.glassmq.broker.topic.TopicRouteInfoManager;
import io.glassmq.common.Clock;
import io.glassmq.common.config.ConfigException;
import io.glassmq.common.thread.Agent;
import io.glassmq.common.thread.BoundedThreadPool;
import io.glassmq.common.thread.ServiceThread;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.remoting.ChannelEventListener;
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
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
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

  /** Work so short that it is done where it arrives. */
  private static final Executor NETWORK_THREADS = Runnable::run;

  private final BrokerConfig config;
  private final List<BoundedThreadPool> pools = new ArrayList<>();
  private final BoundedThreadPool pullThreads;
  private final BoundedThreadPool adminThreads;
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
  private final TopicRouteInfoManager routes;
  private final PopServices pop;

  /** What to do at the end, the last started first. */
  private final Deque<Runnable> stops = new ArrayDeque<>();

  private volatile InetSocketAddress storeHost;

  public BrokerController(BrokerConfig config, BrokerParts parts) {
    this.config = config;
    Clock clock = parts.clock();
    pullThreads = threads("PullMessageThread_", config.pullMessageThreadPoolNums(), 100_000);
    adminThreads = threads("AdminBrokerThread_", 2, 10_000);
    holdService = new PullRequestHoldService(parts.waitingPulls().get(), pullThreads, clock);
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
    routes =
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
            pullThreads,
            this::file,
            () -> storeHost);
    registerProcessors(clock);
  }

  private BoundedThreadPool threads(String name, int count, int queueCapacity) {
    var pool = new BoundedThreadPool(name, count, queueCapacity);
    pools.add(pool);
    return pool;
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

  private void registerProcessors(Clock clock) {
    var scheduleTopic = new ScheduleTopic(config.store().queues().delayLevels());
    var locks = new RebalanceLockManager(clock);
    var retryTopics = new RetryTopics(topics);
    var send =
        new SendMessageProcessor(
            config,
            topics,
            new DeadLetters(groups, locks, retryTopics),
            scheduleTopic,
            store,
            () -> storeHost);
    Executor sendThreads = sendThreads();
    register(send, sendThreads, SEND_MESSAGE, SEND_MESSAGE_V2, SEND_BATCH_MESSAGE);
    var sendBack =
        new SendBackProcessor(
            config.brokerPermission(), groups, retryTopics, scheduleTopic, store, () -> storeHost);
    register(sendBack, pullThreads, CONSUMER_SEND_MSG_BACK);
    var check = new PullRequestCheck(config, topics, groups, consumers);
    var pull = new PullMessageProcessor(config, check, offsets, holdService, store, clock);
    register(pull, pullThreads, PULL_MESSAGE, LITE_PULL_MESSAGE);
    var clients =
        new ClientManageProcessor(topics, retryTopics, groups, producers, consumers, clock);
    register(clients, adminThreads, HEART_BEAT, CHECK_CLIENT_CONFIG);
    register(clients, NETWORK_THREADS, UNREGISTER_CLIENT);
    register(
        new ConsumerManageProcessor(topics, groups, consumers, offsets, store),
        NETWORK_THREADS,
        GET_CONSUMER_LIST_BY_GROUP,
        QUERY_CONSUMER_OFFSET,
        UPDATE_CONSUMER_OFFSET);
    register(new LockProcessor(locks), NETWORK_THREADS, LOCK_BATCH_MQ, UNLOCK_BATCH_MQ);
    register(
        new QueryAssignmentProcessor(
            config.loadBalance(), topics, groups, consumers, routes, requestModes),
        adminThreads,
        QUERY_ASSIGNMENT,
        SET_MESSAGE_REQUEST_MODE);
    pop.register(this::register, NETWORK_THREADS, pullThreads, adminThreads);
    registerAdminProcessors(clock);
  }

  private void registerAdminProcessors(Clock clock) {
    var info =
        new BrokerRuntimeInfo(
            store, config.store(), stats, pullThreads.getQueue(), schedule, pop.timer(), clock);
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
        .forEach((code, processor) -> register(processor, adminThreads, code));
  }

  /** Appending does not wait for the disk, so a thread of its own would only cost a hand-over. */
  private Executor sendThreads() {
    int count = config.sendMessageThreadPoolNums();
    return count == 0 ? NETWORK_THREADS : threads("SendMessageThread_", count, 10_000);
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
    stops.push(() -> pools.forEach(BrokerController::stop));
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

  private static void stop(BoundedThreadPool threads) {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(STOP_MILLIS, TimeUnit.MILLISECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
