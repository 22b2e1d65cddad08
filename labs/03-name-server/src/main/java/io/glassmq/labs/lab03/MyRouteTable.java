package io.glassmq.labs.lab03;

import io.glassmq.common.Clock;
import io.glassmq.common.TopicConfig;
import io.glassmq.labs.LabTodo;
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
    // Step 1: Write down who came.
    throw new LabTodo(
        "lab03",
        "enter-broker",
        "Put the address under its id in brokerAddrTable, and the registration "
            + "with the time in brokerLiveTable.");
  }

  private RegisterBrokerResult masterFor(BrokerRegistration slave) {
    // Step 1: Write down who came.
    throw new LabTodo(
        "lab03",
        "master-of-slave",
        "Return the address of the master of this slave, and where it lets slaves "
            + "fetch; NOTHING if it is not alive.");
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
    // Step 2: Say where a topic lives.
    throw new LabTodo(
        "lab03",
        "route",
        "Return the queues of the topic and the brokers that have them; empty if "
            + "no broker has the topic.");
  }

  /** {@code known} is the edition of its topics that it had here; empty when its id is new. */
  private void takeTopic(
      BrokerRegistration master, TopicConfig topic, Optional<DataVersion> known) {
    // Step 3: Take the topics of a master.
    throw new LabTodo(
        "lab03",
        "take-topic",
        "Enter the queues of this topic, if the edition changed or the topic is "
            + "not known of this broker.");
  }

  private Map<String, QueueData> queuesOf(String topic) {
    return topicQueueTable.computeIfAbsent(topic, name -> new HashMap<>());
  }

  @Override
  public synchronized int changeQueues(BiFunction<String, QueueData, QueueData> change) {
    // Step 4: Forget a broker that goes.
    throw new LabTodo(
        "lab03",
        "change-queues",
        "Offer each topic's queues on each broker to change; put or remove what "
            + "it says; count.");
  }

  @Override
  public synchronized void unregister(BrokerAddrInfo broker, String brokerName) {
    remove(broker, brokerName, "it unregistered");
  }

  /** Does nothing to the map when the name has no such address. */
  private void remove(BrokerAddrInfo broker, String brokerName, String reason) {
    // Step 4: Forget a broker that goes.
    throw new LabTodo(
        "lab03",
        "remove-broker",
        "Take the address out of both tables; with the last address of a name its "
            + "queues go, too.");
  }

  @Override
  public synchronized void heartbeat(BrokerAddrInfo broker) {
    // Step 5: Find out who is dead.
    throw new LabTodo(
        "lab03",
        "heartbeat",
        "Note that the broker was heard just now; do nothing if it is not in "
            + "brokerLiveTable.");
  }

  @Override
  public synchronized List<RemotingChannel> expire() {
    // Step 5: Find out who is dead.
    throw new LabTodo(
        "lab03",
        "expire",
        "Remove the brokers that were silent for longer than the time they gave; "
            + "return their connections.");
  }

  @Override
  public synchronized void channelClosed(RemotingChannel channel) {
    // Step 5: Find out who is dead.
    throw new LabTodo(
        "lab03", "channel-closed", "Remove the brokers that registered last by this connection.");
  }

  /** Removes the brokers that are meant, and returns their connections. */
  private List<RemotingChannel> removeLive(Predicate<BrokerLiveInfo> which, String reason) {
    // Step 5: Find out who is dead.
    throw new LabTodo(
        "lab03",
        "remove-live",
        "Remove the live brokers that are meant; return their connections.");
  }

  /** Asked only when another address holds the id that {@code newcomer} wants. */
  private boolean isNewer(String holder, BrokerRegistration newcomer) {
    // Step 6: Two who want the same id.
    throw new LabTodo(
        "lab03",
        "contest",
        "Say whether the one that holds the id is alive and has a higher "
            + "stateVersion than the newcomer.");
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
