package io.glassmq.client.impl;

import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.impl.producer.TopicPublishInfo;
import io.glassmq.common.StepMode;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.remoting.exception.RemotingException;
import io.glassmq.remoting.protocol.route.BrokerData;
import io.glassmq.remoting.protocol.route.TopicRouteData;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one client knows of the cluster: the routes of the topics it uses and the addresses of their
 * brokers. Once learned, a route is kept until a newer one comes, name server or not.
 *
 * <p>Thread-safe: one refresh at a time, readers never wait. Official counterpart: {@code
 * org.apache.rocketmq.client.impl.factory.MQClientInstance}, where these tables are part of it.
 */
public final class TopicRouteTable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicRouteTable.class);
  private static final long LOCK_TIMEOUT_MILLIS = 3_000;

  private final MQClientAPIImpl api;
  private final Runnable onChange;
  private final ConcurrentMap<String, TopicRoute> routes = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Map<Long, String>> brokers = new ConcurrentHashMap<>();
  private final ReentrantLock refreshing = new ReentrantLock();

  /**
   * @param onChange called after the route of a topic has changed, on the thread that noticed
   */
  public TopicRouteTable(MQClientAPIImpl api, Runnable onChange) {
    this.api = api;
    this.onChange = onChange;
  }

  /** An address of a broker, and whether it is that of a slave. */
  public record BrokerAddress(String address, boolean slave) {}

  /** Asks for the topic's route from now on. */
  public void watch(String topic) {
    routes.putIfAbsent(topic, TopicRoute.UNKNOWN);
  }

  /**
   * The queues to send to, asking the name server if none are known; empty when there is no way. A
   * topic that does not exist yet borrows the route of the topic that new ones are made after.
   *
   * @param mostBorrowedQueues per broker, for a topic that does not exist yet
   * @throws IllegalStateException if the name server cannot be reached
   */
  public TopicPublishInfo publishInfo(String topic, int mostBorrowedQueues)
      throws InterruptedException {
    // region ch03 ask-twice
    if (knowsWhereToSend(topic)) {
      return routes.get(topic).publishInfo();
    }
    watch(topic);
    if (!refresh(topic) && !knowsWhereToSend(topic)) {
      load(
          topic,
          TopicNames.AUTO_CREATE_TOPIC_KEY_TOPIC,
          template -> TopicRoute.borrowed(template, mostBorrowedQueues));
    }
    return routes.get(topic).publishInfo();
    // endregion
  }

  /** Whether {@link #publishInfo} can tell without asking the name server. */
  public boolean knowsWhereToSend(String topic) {
    return !routes.getOrDefault(topic, TopicRoute.UNKNOWN).publishInfo().isEmpty();
  }

  /** Some queue of a broker that can be written to, as far as known now; null if there is none. */
  public MessageQueue anyQueueOf(String brokerName) {
    return routes.values().stream()
        .flatMap(route -> route.publishInfo().messageQueueList().stream())
        .filter(queue -> queue.getBrokerName().equals(brokerName))
        .findFirst()
        .orElse(null);
  }

  /** The queues to consume from, as far as known now. */
  public Set<MessageQueue> subscribeQueues(String topic) {
    return routes.getOrDefault(topic, TopicRoute.UNKNOWN).subscribeQueues();
  }

  /** Asks the name server about all watched topics. */
  public void refreshAll() throws InterruptedException {
    refresh(routes.keySet());
  }

  /** Asks the name server about the watched topics that have no route yet. */
  public void refreshUnknown() throws InterruptedException {
    refresh(
        routes.keySet().stream().filter(topic -> routes.get(topic) == TopicRoute.UNKNOWN).toList());
  }

  private void refresh(Collection<String> topics) throws InterruptedException {
    for (String topic : topics) {
      refresh(topic);
    }
  }

  /**
   * Asks the name server about one topic.
   *
   * @return whether it knows the topic
   * @throws IllegalStateException if it cannot be reached
   */
  public boolean refresh(String topic) throws InterruptedException {
    return load(topic, topic, UnaryOperator.identity());
  }

  /** Takes over the route of {@code source}, changed a little, for {@code topic}. */
  private boolean load(String topic, String source, UnaryOperator<TopicRouteData> change)
      throws InterruptedException {
    if (!refreshing.tryLock(StepMode.limitMillis(LOCK_TIMEOUT_MILLIS), TimeUnit.MILLISECONDS)) {
      LOG.warn("Topic {}: gave up waiting for another look at the routes", topic);
      return false;
    }
    try {
      // region ch03 keep-stale-route
      Optional<TopicRouteData> found = api.getTopicRoute(source);
      found.ifPresent(data -> apply(topic, change.apply(data)));
      return found.isPresent();
      // endregion
    } catch (RemotingException e) {
      throw new IllegalStateException(
          "Topic " + topic + ": no answer from the name server: " + e.getMessage(), e);
    } catch (MQBrokerException e) {
      LOG.warn("Topic {}: the name server refused to tell the route", topic, e);
      return false;
    } catch (IllegalArgumentException e) {
      LOG.warn("Topic {}: the name server tells no route that can be meant", topic, e);
      return false;
    } finally {
      refreshing.unlock();
    }
  }

  private void apply(String topic, TopicRouteData data) {
    TopicRoute before = routes.getOrDefault(topic, TopicRoute.UNKNOWN);
    TopicRoute now = TopicRoute.of(topic, data);
    data.brokerDatas().forEach(broker -> brokers.put(broker.brokerName(), broker.brokerAddrs()));
    if (before == TopicRoute.UNKNOWN || !before.data().equals(now.data())) {
      routes.put(topic, now);
      LOG.info("Topic {}: new route {}", topic, now.data());
      onChange.run();
    }
  }

  /**
   * The address of the master of the queue's broker.
   *
   * @throws MQClientException if it is not known, and the name server cannot tell either
   */
  public String publishAddress(MessageQueue queue) throws MQClientException, InterruptedException {
    return known(queue, () -> addressesOf(queue).get(BrokerData.MASTER_ID));
  }

  /**
   * The address with that id, else its neighbour's, else any of the queue's broker.
   *
   * @throws MQClientException if none is known, and the name server cannot tell either
   */
  public BrokerAddress subscribeAddress(MessageQueue queue, long brokerId)
      throws MQClientException, InterruptedException {
    return known(queue, () -> nearest(addressesOf(queue), brokerId));
  }

  private Map<Long, String> addressesOf(MessageQueue queue) {
    return brokers.getOrDefault(queue.getBrokerName(), Map.of());
  }

  private static BrokerAddress nearest(Map<Long, String> addresses, long brokerId) {
    boolean slave = brokerId != BrokerData.MASTER_ID;
    if (addresses.containsKey(brokerId)) {
      return new BrokerAddress(addresses.get(brokerId), slave);
    }
    if (slave && addresses.containsKey(brokerId + 1)) {
      return new BrokerAddress(addresses.get(brokerId + 1), true);
    }
    return addresses.entrySet().stream()
        .findFirst()
        .map(any -> new BrokerAddress(any.getValue(), any.getKey() != BrokerData.MASTER_ID))
        .orElse(null);
  }

  /** What the table says now, or, if it says null, after a look at the queue's route. */
  private <A> A known(MessageQueue queue, Supplier<A> table)
      throws MQClientException, InterruptedException {
    A address = table.get();
    if (address != null) {
      return address;
    }
    RuntimeException cause = null;
    try {
      refresh(queue.getTopic());
      address = table.get();
    } catch (IllegalStateException e) {
      cause = e;
    }
    if (address == null) {
      throw new MQClientException("No address of the broker of " + queue + " is known", cause);
    }
    return address;
  }

  /**
   * The address of some broker that has the topic, a master if it can be; null if none is known.
   */
  public String anyAddress(String topic) {
    List<BrokerData> all = routes.getOrDefault(topic, TopicRoute.UNKNOWN).data().brokerDatas();
    if (all.isEmpty()) {
      return null;
    }
    BrokerData one = all.get(ThreadLocalRandom.current().nextInt(all.size()));
    return Optional.ofNullable(one.masterAddr())
        .orElseGet(() -> one.brokerAddrs().values().stream().findFirst().orElse(null));
  }

  /**
   * The brokers that have a topic, asking the name server if no route is known; none if it has
   * none.
   *
   * @throws IllegalStateException if the name server cannot be reached
   */
  public List<BrokerData> brokerDatas(String topic) throws InterruptedException {
    if (routes.getOrDefault(topic, TopicRoute.UNKNOWN) == TopicRoute.UNKNOWN) {
      refresh(topic);
    }
    return routes.getOrDefault(topic, TopicRoute.UNKNOWN).data().brokerDatas();
  }

  /** All known brokers: name to id to address. */
  public Map<String, Map<Long, String>> brokers() {
    return Map.copyOf(brokers);
  }

  /** Forgets the addresses that no route names any more. */
  public void dropUnusedBrokers() {
    refreshing.lock();
    try {
      dropAllBut(usedAddresses());
    } finally {
      refreshing.unlock();
    }
  }

  private Map<String, Set<String>> usedAddresses() {
    Map<String, Set<String>> used = new HashMap<>();
    for (TopicRoute route : routes.values()) {
      for (BrokerData broker : route.data().brokerDatas()) {
        used.computeIfAbsent(broker.brokerName(), name -> new HashSet<>())
            .addAll(broker.brokerAddrs().values());
      }
    }
    return used;
  }

  private void dropAllBut(Map<String, Set<String>> used) {
    brokers.keySet().retainAll(used.keySet());
    brokers.replaceAll((name, addresses) -> keep(addresses, used.getOrDefault(name, Set.of())));
  }

  private static Map<Long, String> keep(Map<Long, String> addresses, Set<String> used) {
    Map<Long, String> kept = new HashMap<>(addresses);
    kept.values().retainAll(used);
    return Map.copyOf(kept);
  }
}
