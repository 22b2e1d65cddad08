package io.glassmq.client.impl.factory;

import io.glassmq.client.ClientConfig;
import io.glassmq.client.ClientParts;
import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.impl.ClientFields;
import io.glassmq.client.impl.MQClientAPIImpl;
import io.glassmq.client.impl.TopicRouteTable;
import io.glassmq.client.impl.producer.DefaultMQProducerImpl;
import io.glassmq.common.Clock;
import io.glassmq.common.thread.NamedThreadFactory;
import io.glassmq.remoting.ChannelEventListener;
import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.RemotingClient;
import io.glassmq.remoting.RequestProcessor;
import io.glassmq.remoting.exception.RemotingException;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.heartbeat.HeartbeatData;
import io.glassmq.remoting.protocol.heartbeat.ProducerData;
import io.glassmq.remoting.protocol.route.BrokerData;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jetbrains.annotations.Async;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client towards the cluster: its connections, its routes, its heartbeat and its regular work.
 * Each producer and each consumer has one of its own, for nothing is static here.
 *
 * <p>Thread-safe after {@link #start}. The regular work runs on the thread {@code
 * MQClientFactoryScheduledThread1}; callbacks of asynchronous calls on {@code
 * NettyClientPublicExecutor_<n>}. Official counterpart: {@code
 * org.apache.rocketmq.client.impl.factory.MQClientInstance}.
 */
public final class MQClientInstance {
  private static final Logger LOG = LoggerFactory.getLogger(MQClientInstance.class);

  /** A consumer may be up before its topic; so it learns soon when the topic is there. */
  private static final long UNKNOWN_TOPICS_INTERVAL_MILLIS = 3_000;

  private final ClientConfig config;
  private final Clock clock;
  private final String clientId;
  private final RemotingClient remoting;
  private final MQClientAPIImpl api;
  private final TopicRouteTable routes;
  private final DefaultMQProducerImpl innerProducer;
  private final Supplier<HeartbeatData> heartbeat;
  private final Runnable onMembersChange;
  private final ScheduledThreadPoolExecutor scheduler;
  private final ExecutorService callbacks;
  private final AtomicBoolean heartbeatDue = new AtomicBoolean();

  /** The brokers, as host:port, that have heard of us since we started. */
  private final Set<String> greeted = ConcurrentHashMap.newKeySet();

  /**
   * @param heartbeat who this client is right now; asked before each heartbeat
   * @param onRouteChange called when the route of a topic has changed
   * @param onMembersChange called when a broker tells that a group has other members, and when one
   *     that was gone is back, which may know other members than before
   */
  public MQClientInstance(
      ClientConfig config,
      ClientParts parts,
      Supplier<HeartbeatData> heartbeat,
      Runnable onRouteChange,
      Runnable onMembersChange) {
    this.config = config;
    this.clock = parts.clock();
    this.clientId = config.buildMQClientId();
    this.remoting = ClientFields.added(parts.remotingClient().apply(reconnects()), config);
    this.api = new MQClientAPIImpl(remoting, config);
    this.routes = new TopicRouteTable(api, () -> routeChanged(onRouteChange));
    this.heartbeat = heartbeat;
    this.onMembersChange = onMembersChange;
    this.scheduler =
        new ScheduledThreadPoolExecutor(
            1,
            new NamedThreadFactory("MQClientFactoryScheduledThread"),
            new ThreadPoolExecutor.DiscardPolicy());
    scheduler.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    this.callbacks =
        Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            new NamedThreadFactory("NettyClientPublicExecutor_"));
    remoting.registerProcessor(
        RequestCode.NOTIFY_CONSUMER_IDS_CHANGED,
        (channel, request) -> {
          onMembersChange.run();
          return CompletableFuture.completedFuture(null);
        },
        Runnable::run);
    this.innerProducer = DefaultMQProducerImpl.inner(this, parts);
  }

  /** A broker that comes back has forgotten us: it hears of us at once, not with the next round. */
  private ChannelEventListener reconnects() {
    return new ChannelEventListener() {
      @Override
      public void onConnect(RemotingChannel channel) {
        InetSocketAddress remote = channel.remoteAddress();
        String address = remote.getHostString() + ":" + remote.getPort();
        if (greeted.contains(address)) {
          schedule("greet broker " + address + " again", () -> greetAgain(address), 0);
        }
      }
    };
  }

  private void greetAgain(String address) throws InterruptedException {
    if (sendHeartbeat(address, whoWeAre())) {
      onMembersChange.run();
    }
  }

  /** Lets brokers ask, from the start on. What they ask is worked on by the callback threads. */
  public void answer(Collection<RequestCode> codes, RequestProcessor processor) {
    codes.forEach(code -> remoting.registerProcessor(code, processor, callbacks));
  }

  /** There may be brokers that do not know us. */
  private void routeChanged(Runnable andThen) {
    heartbeatSoon();
    andThen.run();
  }

  public void start() {
    remoting.start();
    if (hasNameServer()) {
      remoting.updateNameServerAddressList(config.nameServers());
      long interval = config.getPollNameServerInterval();
      repeat("refresh routes", routes::refreshAll, 10, interval);
      long soon = UNKNOWN_TOPICS_INTERVAL_MILLIS;
      repeat("look for new topics", routes::refreshUnknown, soon, soon);
    }
    repeat("heartbeat", this::regularHeartbeat, 1_000, config.getHeartbeatBrokerInterval());
  }

  /** Uses other name servers from now on. */
  public void updateNameServerAddress(String nameServers) {
    config.setNamesrvAddr(nameServers);
    remoting.updateNameServerAddressList(config.nameServers());
  }

  /** Regular work that may wait for answers. */
  @FunctionalInterface
  public interface Task {
    void run() throws InterruptedException;
  }

  /** Runs a task again and again; a failure is logged and ends nothing. */
  public void repeat(String what, Task task, long firstAfterMillis, long intervalMillis) {
    Runnable guarded = () -> runGuarded(what, task);
    scheduler.scheduleAtFixedRate(guarded, firstAfterMillis, intervalMillis, TimeUnit.MILLISECONDS);
  }

  /** Runs a task once, later; not at all when the client has been shut down by then. */
  public void schedule(String what, @Async.Schedule Task task, long delayMillis) {
    scheduler.schedule(() -> runGuarded(what, task), delayMillis, TimeUnit.MILLISECONDS);
  }

  private void runGuarded(String what, @Async.Execute Task task) {
    try {
      task.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IllegalStateException e) {
      LOG.warn("Client {}: could not {}: {}", clientId, what, e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("Client {}: could not {}", clientId, what, e);
    }
  }

  private void regularHeartbeat() throws InterruptedException {
    routes.dropUnusedBrokers();
    sendHeartbeatToAllBroker();
  }

  /** Tells all known brokers who we are, one after the other; a failure is only logged. */
  public synchronized void sendHeartbeatToAllBroker() throws InterruptedException {
    HeartbeatData data = whoWeAre();
    boolean consumes = !data.consumerDataSet().isEmpty();
    for (Map<Long, String> addresses : routes.brokers().values()) {
      for (Map.Entry<Long, String> broker : addresses.entrySet()) {
        // producers only ever talk to masters
        if (consumes || broker.getKey() == BrokerData.MASTER_ID) {
          sendHeartbeat(broker.getValue(), data);
        }
      }
    }
  }

  private HeartbeatData whoWeAre() {
    return heartbeat.get().with(new ProducerData(DefaultMQProducerImpl.INNER_GROUP));
  }

  /**
   * @return whether the broker knows us now
   */
  private boolean sendHeartbeat(String address, HeartbeatData data) throws InterruptedException {
    try {
      api.sendHeartbeat(address, data);
      greeted.add(address);
      return true;
    } catch (RemotingException | MQBrokerException e) {
      // whoever shuts us down closes the connection under a heartbeat, and nobody misses it
      if (!scheduler.isShutdown()) {
        LOG.warn("Client {}: no heartbeat to broker {}: {}", clientId, address, e.toString());
      }
      return false;
    }
  }

  /** A broker does not know us as we are: send a heartbeat soon, once for all who ask. */
  public void heartbeatSoon() {
    if (heartbeatDue.compareAndSet(false, true)) {
      schedule(
          "heartbeat",
          () -> {
            heartbeatDue.set(false);
            sendHeartbeatToAllBroker();
          },
          0);
    }
  }

  /** The members of a group as a broker of the topic knows them; empty when nobody can tell. */
  public List<String> findConsumerIdList(String topic, String group) throws InterruptedException {
    String address = routes.anyAddress(topic);
    if (address == null) {
      return List.of();
    }
    try {
      return api.getConsumerIdListByGroup(address, group);
    } catch (RemotingException | MQBrokerException e) {
      LOG.warn("Group {}: broker {} does not tell its members: {}", group, address, e.toString());
      return List.of();
    }
  }

  /**
   * Leaves the groups, ends the regular work and closes the connections.
   *
   * @param producerGroup to leave, or null
   * @param consumerGroup to leave, or null
   */
  public void shutdown(String producerGroup, String consumerGroup) {
    scheduler.shutdown();
    try {
      for (Map<Long, String> addresses : routes.brokers().values()) {
        for (String address : Set.copyOf(addresses.values())) {
          unregister(address, producerGroup, consumerGroup);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    remoting.shutdown();
    callbacks.shutdown();
  }

  private void unregister(String address, String producerGroup, String consumerGroup)
      throws InterruptedException {
    try {
      api.unregisterClient(address, clientId, producerGroup, consumerGroup);
    } catch (RemotingException | MQBrokerException e) {
      LOG.warn("Client {}: no good-bye to broker {}: {}", clientId, address, e.toString());
    }
  }

  /** What the client itself has to send goes this way, in the group CLIENT_INNER_PRODUCER. */
  public DefaultMQProducerImpl innerProducer() {
    return innerProducer;
  }

  public boolean hasNameServer() {
    return !config.nameServers().isEmpty();
  }

  public Clock clock() {
    return clock;
  }

  public String clientId() {
    return clientId;
  }

  public MQClientAPIImpl api() {
    return api;
  }

  public TopicRouteTable routes() {
    return routes;
  }

  /** Where code runs that an answer from the network sets off. */
  public ExecutorService callbacks() {
    return callbacks;
  }
}
