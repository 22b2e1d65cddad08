package io.glassmq.client.impl.consumer;

import io.glassmq.client.ClientConfig;
import io.glassmq.client.ClientParts;
import io.glassmq.client.consumer.store.LocalFileOffsetStore;
import io.glassmq.client.consumer.store.OffsetStore;
import io.glassmq.client.consumer.store.RemoteBrokerOffsetStore;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.impl.factory.MQClientInstance;
import io.glassmq.common.consumer.ConsumeFromWhere;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.common.thread.ServiceThread;
import io.glassmq.remoting.protocol.heartbeat.ConsumeType;
import io.glassmq.remoting.protocol.heartbeat.ConsumerData;
import io.glassmq.remoting.protocol.heartbeat.HeartbeatData;
import io.glassmq.remoting.protocol.heartbeat.MessageModel;
import io.glassmq.remoting.protocol.heartbeat.SubscriptionData;
import java.util.Collection;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A consumer as a member of its group, from start to shutdown: connections, heartbeats, its share
 * of the queues, its offsets.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.client.impl.consumer.MQConsumerInner}, which
 * each consumer implements anew.
 */
final class Membership {
  private static final Logger LOG = LoggerFactory.getLogger(Membership.class);
  private static final long THREAD_END_MILLIS = 1_000;

  private final ClientConfig config;
  private final GroupRules rules;
  private final Supplier<ConsumerData> self;
  private final MQClientInstance instance;
  private final OffsetStore offsets;
  private volatile RebalanceImpl rebalance;
  private volatile ServiceThread rebalanceThread;

  /**
   * @param self what the brokers are told about us, asked before each heartbeat
   * @param store of the user's own, or null
   */
  Membership(
      ClientConfig config,
      GroupRules rules,
      ClientParts parts,
      Supplier<ConsumerData> self,
      OffsetStore store) {
    this.config = config;
    this.rules = rules;
    this.self = self;
    if (rules.messageModel() == MessageModel.CLUSTERING) {
      config.changeInstanceNameToPID(); // one that broadcasts finds its file again by its name
    }
    this.instance =
        new MQClientInstance(
            config, parts, this::whoWeAre, this::wakeRebalance, this::wakeRebalance);
    this.offsets = store == null ? storeOf(rules, instance) : store;
  }

  private static OffsetStore storeOf(GroupRules rules, MQClientInstance instance) {
    return rules.messageModel() == MessageModel.BROADCASTING
        ? new LocalFileOffsetStore(instance.clientId(), rules.group())
        : new RemoteBrokerOffsetStore(rules.group(), instance.api(), instance.routes());
  }

  /** A consumer that pulls, as the brokers are told about it. */
  static ConsumerData puller(GroupRules rules, Collection<SubscriptionData> subscriptions) {
    return new ConsumerData(
        rules.group(),
        ConsumeType.CONSUME_ACTIVELY,
        rules.messageModel(),
        ConsumeFromWhere.CONSUME_FROM_LAST_OFFSET,
        Set.copyOf(subscriptions),
        false);
  }

  private HeartbeatData whoWeAre() {
    return new HeartbeatData(config.buildMQClientId(), Set.of(), Set.of(self.get()), 0, false);
  }

  /**
   * Joins; needs no server to be up yet.
   *
   * @param topics whose queues are shared out, the live set
   * @param shares says which of them are ours
   * @param owner gets our share
   * @param ours the queues whose offsets are reported, asked before each report
   */
  void join(
      Set<String> topics,
      ShareSource shares,
      QueueOwner owner,
      ClientParts parts,
      Supplier<Set<MessageQueue>> ours)
      throws MQClientException {
    rebalance =
        new RebalanceImpl(
            rules, instance, topics, shares, offsets, parts, owner, this::wakeRebalance);
    var service = new RebalanceService(rebalance, parts.clock());
    rebalanceThread = new ServiceThread(RebalanceService.THREAD_NAME, service, service::idleMillis);
    offsets.load();
    instance.start();
    learn(topics);
    rebalanceThread.start();
    int persistMillis = config.getPersistConsumerOffsetInterval();
    instance.repeat(
        "report offsets", () -> offsets.persistAll(ours.get()), persistMillis, persistMillis);
  }

  private void learn(Set<String> topics) {
    topics.forEach(instance.routes()::watch);
    try {
      refreshRoutes();
      instance.sendHeartbeatToAllBroker();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A server that is down is no reason not to start: the regular refresh will find it. */
  private void refreshRoutes() throws InterruptedException {
    try {
      instance.routes().refreshAll();
    } catch (IllegalStateException e) {
      LOG.warn("Group {}: a consumer starts without routes: {}", rules.group(), e.getMessage());
    }
  }

  /** Another topic is to be shared out. */
  void add(String topic) {
    instance.routes().watch(topic);
    instance.schedule("look for topic " + topic, () -> instance.routes().refresh(topic), 0);
    subscriptionsChanged();
  }

  /** The subscriptions have changed: the brokers should know, and queues be shared out anew. */
  void subscriptionsChanged() {
    instance.heartbeatSoon();
    wakeRebalance();
  }

  /** Queues are to be shared out anew. */
  void wakeRebalance() {
    ServiceThread thread = rebalanceThread;
    if (thread != null) {
      thread.wakeup();
    }
  }

  /** Reports what is committed, then leaves. */
  void leave(Set<MessageQueue> ours) {
    stopSharing();
    offsets.persistAll(ours);
    disconnect();
  }

  /** From now on no queue becomes ours. */
  void stopSharing() {
    rebalanceThread.shutdown(THREAD_END_MILLIS);
  }

  /** Says good-bye to the brokers: whatever is ours is free. */
  void disconnect() {
    instance.shutdown(null, rules.group());
    rebalance.dropAll();
  }

  /** Shares out queues among the members of the group. */
  ShareSource clientShares() {
    return new ClientShares(rules, instance);
  }

  /** Our share of the topics that are shared out. */
  Set<MessageQueue> share() {
    return rebalance.queues();
  }

  /** Says which queues are ours; there once we have joined. */
  RebalanceImpl rebalance() {
    return rebalance;
  }

  GroupRules rules() {
    return rules;
  }

  MQClientInstance instance() {
    return instance;
  }

  OffsetStore offsets() {
    return offsets;
  }
}
