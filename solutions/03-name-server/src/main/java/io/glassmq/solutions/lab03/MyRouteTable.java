package io.glassmq.solutions.lab03;

import io.glassmq.common.Clock;
import io.glassmq.common.StepMode;
import io.glassmq.common.TopicConfig;
import io.glassmq.namesrv.routeinfo.BrokerAddrInfo;
import io.glassmq.namesrv.routeinfo.BrokerRegistration;
import io.glassmq.namesrv.routeinfo.RegisterBrokerResult;
import io.glassmq.namesrv.routeinfo.RouteTable;
import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.protocol.DataVersion;
import io.glassmq.remoting.protocol.body.ClusterInfo;
import io.glassmq.remoting.protocol.route.BrokerData;
import io.glassmq.remoting.protocol.route.QueueData;
import io.glassmq.remoting.protocol.route.TopicRouteData;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Your route table: three maps behind one lock, which is this object. Clusters are not kept; they
 * follow from the brokers. Any thread may call; each public method holds the lock.
 *
 * <pre>
 *   topicQueueTable   topic              -> broker name -> QueueData
 *   brokerAddrTable   broker name        -> BrokerData (cluster; id -> address)
 *   brokerLiveTable   (cluster, address) -> last registration, last sign of life
 * </pre>
 *
 * <p>What is here already: {@code register} says in which order things happen; the holes are the
 * things. The numbers RT-1 to RT-8 of the port say what must hold.
 */
public final class MyRouteTable implements RouteTable {
  private static final Logger LOG = LoggerFactory.getLogger(MyRouteTable.class);

  private record BrokerLiveInfo(BrokerRegistration last, long lastUpdateMillis) {}

  private final Clock clock;
  private final Map<String, Map<String, QueueData>> topicQueueTable = new HashMap<>();
  private final Map<String, BrokerData> brokerAddrTable = new HashMap<>();
  private final Map<BrokerAddrInfo, BrokerLiveInfo> brokerLiveTable = new HashMap<>();

  public MyRouteTable(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized Optional<RegisterBrokerResult> register(
      BrokerRegistration it, Collection<TopicConfig> topics) {
    String holder = addrs(it.brokerName()).get(it.brokerId());
    if (holder == null && topics.size() == 1) {
      LOG.warn("{} {} refused: its first registration has one topic", it.brokerName(), it.broker());
      return Optional.empty();
    }
    Optional<BrokerRegistration> before = lastRegistration(it.broker());
    if (holder != null && !holder.equals(it.broker().brokerAddr()) && isNewer(holder, it)) {
      LOG.warn("{} {} refused: {} is newer", it.brokerName(), it.broker(), holder);
      before.ifPresent(last -> remove(it.broker(), last.brokerName(), "it was refused"));
      return Optional.of(RegisterBrokerResult.NOTHING);
    }
    if (before.isEmpty()) {
      LOG.info("Broker {} id {} {} has come", it.brokerName(), it.brokerId(), it.broker());
    } else if (!before.get().brokerName().equals(it.brokerName())) {
      remove(it.broker(), before.get().brokerName(), "it has a new name");
    }
    enter(it);
    if (it.brokerId() != BrokerData.MASTER_ID) {
      return Optional.of(masterFor(it));
    }
    Optional<DataVersion> known =
        holder == null ? Optional.empty() : before.map(BrokerRegistration::dataVersion);
    topics.forEach(topic -> takeTopic(it, topic, known));
    return Optional.of(RegisterBrokerResult.NOTHING);
  }

  /** Writes down its address and when it was heard; nobody else holds the address after that. */
  private void enter(BrokerRegistration it) {
    Map<Long, String> addrs = addrs(it.brokerName());
    addrs.values().remove(it.broker().brokerAddr());
    addrs.put(it.brokerId(), it.broker().brokerAddr());
    putBroker(it.broker().clusterName(), it.brokerName(), addrs, it.enableActingMaster());
    brokerLiveTable.put(it.broker(), new BrokerLiveInfo(it, clock.millis()));
  }

  private RegisterBrokerResult masterFor(BrokerRegistration slave) {
    String master = addrs(slave.brokerName()).get(BrokerData.MASTER_ID);
    return lastRegistration(new BrokerAddrInfo(slave.broker().clusterName(), master))
        .map(it -> new RegisterBrokerResult(master, it.haServerAddr()))
        .orElse(RegisterBrokerResult.NOTHING);
  }

  /** A copy of id to address, empty when there is no such broker. */
  private Map<Long, String> addrs(String brokerName) {
    BrokerData data = brokerAddrTable.get(brokerName);
    return data == null ? new HashMap<>() : new HashMap<>(data.brokerAddrs());
  }

  private void putBroker(String cluster, String name, Map<Long, String> addrs, boolean acting) {
    brokerAddrTable.put(name, new BrokerData(cluster, name, addrs, null, acting));
  }

  private Optional<BrokerRegistration> lastRegistration(BrokerAddrInfo broker) {
    return Optional.ofNullable(brokerLiveTable.get(broker)).map(BrokerLiveInfo::last);
  }

  @Override
  public synchronized Optional<TopicRouteData> route(String topic) {
    Map<String, QueueData> queues = topicQueueTable.get(topic);
    if (queues == null) {
      return Optional.empty();
    }
    List<BrokerData> brokers = queues.keySet().stream().map(brokerAddrTable::get).toList();
    return Optional.of(new TopicRouteData(List.copyOf(queues.values()), brokers));
  }

  /** {@code known} is the edition of its topics that it had here; empty when its id is new. */
  private void takeTopic(
      BrokerRegistration master, TopicConfig topic, Optional<DataVersion> known) {
    String broker = master.brokerName();
    Map<String, QueueData> queues = queuesOf(topic.topicName());
    boolean changed = !known.equals(Optional.of(master.dataVersion()));
    if (changed || !queues.containsKey(broker)) {
      queues.put(broker, QueueData.of(broker, topic));
    }
  }

  private Map<String, QueueData> queuesOf(String topic) {
    return topicQueueTable.computeIfAbsent(topic, name -> new HashMap<>());
  }

  @Override
  public synchronized int changeQueues(BiFunction<String, QueueData, QueueData> change) {
    int count = 0;
    for (var topic : topicQueueTable.entrySet()) {
      for (QueueData before : List.copyOf(topic.getValue().values())) {
        QueueData after = change.apply(topic.getKey(), before);
        count += after == before ? 0 : 1;
        topic.getValue().compute(before.brokerName(), (broker, queues) -> after);
      }
    }
    topicQueueTable.values().removeIf(Map::isEmpty);
    return count;
  }

  @Override
  public synchronized void unregister(BrokerAddrInfo broker, String brokerName) {
    remove(broker, brokerName, "it unregistered");
  }

  /** Does nothing to the map when the name has no such address. */
  private void remove(BrokerAddrInfo broker, String brokerName, String reason) {
    brokerLiveTable.remove(broker);
    Map<Long, String> addrs = addrs(brokerName);
    if (!addrs.values().remove(broker.brokerAddr())) {
      return;
    }
    LOG.info("Broker {} {} is gone: {}", brokerName, broker, reason);
    BrokerData data = brokerAddrTable.remove(brokerName);
    if (addrs.isEmpty()) {
      changeQueues((topic, queues) -> queues.brokerName().equals(brokerName) ? null : queues);
    } else {
      putBroker(data.cluster(), brokerName, addrs, data.enableActingMaster());
    }
  }

  @Override
  public synchronized void heartbeat(BrokerAddrInfo broker) {
    brokerLiveTable.computeIfPresent(
        broker, (key, live) -> new BrokerLiveInfo(live.last, clock.millis()));
  }

  @Override
  public synchronized List<RemotingChannel> expire() {
    long now = clock.millis();
    return removeLive(
        live -> now - live.lastUpdateMillis > StepMode.limitMillis(live.last.timeoutMillis()),
        "it was silent for too long");
  }

  @Override
  public synchronized void channelClosed(RemotingChannel channel) {
    removeLive(live -> live.last.channel().equals(channel), "its connection closed");
  }

  /** Removes the brokers that are meant, and returns their connections. */
  private List<RemotingChannel> removeLive(Predicate<BrokerLiveInfo> which, String reason) {
    List<BrokerRegistration> gone =
        brokerLiveTable.values().stream().filter(which).map(BrokerLiveInfo::last).toList();
    gone.forEach(it -> remove(it.broker(), it.brokerName(), reason));
    return gone.stream().map(BrokerRegistration::channel).toList();
  }

  /** Asked only when another address holds the id that {@code newcomer} wants. */
  private boolean isNewer(String holder, BrokerRegistration newcomer) {
    return lastRegistration(new BrokerAddrInfo(newcomer.broker().clusterName(), holder))
        .filter(it -> it.dataVersion().stateVersion() > newcomer.dataVersion().stateVersion())
        .isPresent();
  }

  @Override
  public synchronized Optional<DataVersion> dataVersion(BrokerAddrInfo broker) {
    return lastRegistration(broker).map(BrokerRegistration::dataVersion);
  }

  @Override
  public synchronized Set<String> topics() {
    return Set.copyOf(topicQueueTable.keySet());
  }

  @Override
  public synchronized ClusterInfo clusterInfo() {
    Map<String, Set<String>> clusters = new HashMap<>();
    brokerAddrTable.forEach(
        (name, data) -> clusters.computeIfAbsent(data.cluster(), c -> new TreeSet<>()).add(name));
    return new ClusterInfo(brokerAddrTable, clusters);
  }

  @Override
  public synchronized void putTopic(String topic, List<QueueData> queues) {
    queues.stream()
        .filter(each -> brokerAddrTable.containsKey(each.brokerName()))
        .forEach(each -> queuesOf(topic).put(each.brokerName(), each));
  }
}
