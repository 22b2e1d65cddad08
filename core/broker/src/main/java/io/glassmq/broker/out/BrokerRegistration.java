package io.glassmq.broker.out;

import io.glassmq.broker.BrokerConfig;
import io.glassmq.common.TopicConfig;
import io.glassmq.common.constant.PermName;
import io.glassmq.common.thread.Agent;
import io.glassmq.common.thread.ServiceThread;
import io.glassmq.remoting.protocol.body.RegisterBrokerBody;
import io.glassmq.remoting.protocol.body.TopicConfigSerializeWrapper;
import io.glassmq.remoting.protocol.header.namesrv.RegisterBrokerRequestHeader;
import io.glassmq.remoting.protocol.header.namesrv.UnRegisterBrokerRequestHeader;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Keeps the name servers informed of this broker and its topics: every 30 seconds, and at once when
 * a topic changes.
 *
 * <p>One round at a time, on its own thread {@code BrokerRegistration}, so that an older list never
 * overtakes a newer one.
 */
public final class BrokerRegistration implements Agent {
  /** Until a first name server has taken it. */
  private static final long RETRY_MILLIS = 500;

  private final BrokerConfig config;
  private final Supplier<String> brokerAddr;
  private final Supplier<TopicConfigSerializeWrapper> topics;
  private final BrokerOuterAPI nameServers;
  private final CompletableFuture<Void> registered = new CompletableFuture<>();
  private final AtomicReference<CompletableFuture<Void>> nextRound =
      new AtomicReference<>(new CompletableFuture<>());
  private final ServiceThread thread;

  public BrokerRegistration(
      BrokerConfig config,
      Supplier<String> brokerAddr,
      Supplier<TopicConfigSerializeWrapper> topics,
      BrokerOuterAPI nameServers) {
    this.config = config;
    this.brokerAddr = brokerAddr;
    this.topics = topics;
    this.nameServers = nameServers;
    this.thread = new ServiceThread("BrokerRegistration", this, this::idleMillis);
  }

  public void start() {
    thread.start();
  }

  /** Leaves the name servers. */
  public void shutdown(long millis) {
    thread.shutdown(millis);
    nameServers.unregisterBrokerAll(
        new UnRegisterBrokerRequestHeader(
            config.brokerName(), brokerAddr.get(), config.brokerClusterName(), config.brokerId()));
  }

  /** Completes when a name server has taken the first registration. */
  public CompletableFuture<Void> registered() {
    return registered;
  }

  /**
   * Something changed.
   *
   * @return completes when all name servers that answer know of it
   */
  public CompletableFuture<Void> registerNow() {
    if (!nameServers.hasNameServers()) {
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Void> round = nextRound.get();
    thread.wakeup();
    return round;
  }

  @Override
  public int doWork() {
    CompletableFuture<Void> round = nextRound.getAndSet(new CompletableFuture<>());
    var header =
        new RegisterBrokerRequestHeader(
            config.brokerName(),
            brokerAddr.get(),
            config.brokerClusterName(),
            "",
            config.brokerId(),
            null,
            null,
            false,
            null);
    int taken =
        nameServers.registerBrokerAll(header, new RegisterBrokerBody(published(), List.of()));
    if (taken > 0) {
      registered.complete(null);
    }
    round.complete(null);
    return 0;
  }

  /** No topic may allow what the broker does not. */
  private TopicConfigSerializeWrapper published() {
    TopicConfigSerializeWrapper all = topics.get();
    int allowed = config.brokerPermission();
    if ((allowed & PermName.READ_WRITE) == PermName.READ_WRITE) {
      return all;
    }
    Map<String, TopicConfig> limited =
        all.topicConfigTable().values().stream()
            .map(topic -> topic.withPerm(topic.perm() & allowed))
            .collect(Collectors.toMap(TopicConfig::topicName, topic -> topic));
    return new TopicConfigSerializeWrapper(limited, all.dataVersion());
  }

  private long idleMillis() {
    if (!nameServers.hasNameServers()) {
      return ServiceThread.UNTIL_WOKEN;
    }
    return registered.isDone() ? config.registerNameServerPeriodMillis() : RETRY_MILLIS;
  }
}
