package io.glassmq.client.impl.consumer;

import io.glassmq.client.ClientParts;
import io.glassmq.client.Validators;
import io.glassmq.client.consumer.DefaultMQPushConsumer;
import io.glassmq.client.consumer.store.OffsetStore;
import io.glassmq.client.consumer.store.RemoteBrokerOffsetStore;
import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.hook.ConsumeMessageHook;
import io.glassmq.client.impl.factory.MQClientInstance;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.thread.ServiceThread;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.remoting.exception.RemotingException;
import io.glassmq.remoting.protocol.filter.FilterAPI;
import io.glassmq.remoting.protocol.heartbeat.ConsumeType;
import io.glassmq.remoting.protocol.heartbeat.ConsumerData;
import io.glassmq.remoting.protocol.heartbeat.HeartbeatData;
import io.glassmq.remoting.protocol.heartbeat.MessageModel;
import io.glassmq.remoting.protocol.heartbeat.SubscriptionData;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The inside of a push consumer: puts its parts together, starts them in order and stops them in
 * reverse. Owns the table of subscriptions.
 *
 * <p>Official counterpart: {@code
 * org.apache.rocketmq.client.impl.consumer.DefaultMQPushConsumerImpl}.
 */
public final class DefaultMQPushConsumerImpl {
  private static final Logger LOG = LoggerFactory.getLogger(DefaultMQPushConsumerImpl.class);
  private static final long THREAD_END_MILLIS = 1_000;

  private final DefaultMQPushConsumer settings;
  private final ClientParts parts;
  private final ConcurrentMap<String, SubscriptionData> subscriptions = new ConcurrentHashMap<>();
  private final List<ConsumeMessageHook> consumeHooks = new CopyOnWriteArrayList<>();
  private boolean started; // guarded by this
  private volatile Running running;

  public DefaultMQPushConsumerImpl(DefaultMQPushConsumer settings, ClientParts parts) {
    this.settings = settings;
    this.parts = parts;
  }

  /** What exists between start and shutdown. */
  private record Running(
      MQClientInstance instance,
      OffsetStore offsets,
      Consumption consumption,
      PullMessageService pulls,
      RebalanceImpl rebalance,
      ServiceThread rebalanceThread) {}

  public synchronized void start() throws MQClientException {
    if (started) {
      throw new MQClientException(
          "Consumer " + settings.getConsumerGroup() + " was started before.", null);
    }
    ConsumerChecks.check(settings);
    started = true;
    settings.changeInstanceNameToPID();
    subscribe(TopicNames.retryTopic(settings.getConsumerGroup()), SubscriptionData.SUB_ALL);
    Running now = assemble();
    running = now;
    now.offsets().load();
    now.consumption().service().start();
    now.instance().start();
    try {
      learnRoutes(now.instance());
      now.instance().sendHeartbeatToAllBroker();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    now.pulls().start();
    now.rebalanceThread().start();
    int persistMillis = settings.getPersistConsumerOffsetInterval();
    now.instance().repeat("report offsets", this::persistOffsets, persistMillis, persistMillis);
  }

  private Running assemble() {
    var instance =
        new MQClientInstance(
            settings, parts, this::whoWeAre, this::wakeRebalance, this::wakeRebalance);
    var offsets =
        new RemoteBrokerOffsetStore(settings.getConsumerGroup(), instance.api(), instance.routes());
    var consumption =
        Consumption.of(settings, MessageModel.CLUSTERING, instance, offsets, consumeHooks);
    var consume = consumption.service();
    var pulls =
        new PullMessageService(settings, instance, subscriptions, offsets, consume, this::repair);
    var rebalance =
        new RebalanceImpl(
            rules(),
            instance,
            subscriptions.keySet(),
            offsets,
            parts,
            new RebalancePushImpl(consume, pulls),
            this::wakeRebalance);
    var service = new RebalanceService(rebalance, parts.clock());
    var thread = new ServiceThread(RebalanceService.THREAD_NAME, service, service::idleMillis);
    return new Running(instance, offsets, consumption, pulls, rebalance, thread);
  }

  private GroupRules rules() {
    return new GroupRules(
        settings.getConsumerGroup(),
        settings.getAllocateMessageQueueStrategy(),
        settings.getConsumeFromWhere(),
        settings.getConsumeTimestamp());
  }

  /** A server that is down is no reason not to start: the regular refresh will find it. */
  private void learnRoutes(MQClientInstance instance) throws InterruptedException {
    subscriptions.keySet().forEach(instance.routes()::watch);
    try {
      instance.routes().refreshAll();
    } catch (IllegalStateException e) {
      LOG.warn(
          "Consumer {} starts without routes: {}", settings.getConsumerGroup(), e.getMessage());
    }
  }

  private void wakeRebalance() {
    Running now = running;
    if (now != null) {
      now.rebalanceThread().wakeup();
    }
  }

  private void repair(PullRequest request, long correctOffset) {
    Running now = running;
    if (now != null) {
      now.rebalance().repair(request, correctOffset);
    }
  }

  private void persistOffsets() {
    Running now = running;
    if (now != null) {
      now.offsets().persistAll(now.rebalance().queues());
    }
  }

  private HeartbeatData whoWeAre() {
    var consumer =
        new ConsumerData(
            settings.getConsumerGroup(),
            ConsumeType.CONSUME_PASSIVELY,
            MessageModel.CLUSTERING,
            settings.getConsumeFromWhere(),
            new HashSet<>(subscriptions.values()),
            false);
    return new HeartbeatData(settings.buildMQClientId(), Set.of(), Set.of(consumer), 0, false);
  }

  /**
   * In this order nothing is lost: first no listener runs any more, then the brokers learn what is
   * finished, and only then they learn that our queues are free.
   */
  public synchronized void shutdown() {
    Running now = running;
    running = null;
    if (now == null) {
      return;
    }
    now.rebalanceThread().shutdown(THREAD_END_MILLIS);
    now.pulls().shutdown();
    try {
      now.consumption().service().shutdown();
      now.offsets().persistAll(now.rebalance().queues());
      now.consumption().service().releasedAll();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    now.instance().shutdown(null, settings.getConsumerGroup());
    now.rebalance().dropAll();
  }

  public void subscribe(String topic, String subExpression) throws MQClientException {
    Validators.checkTopic(topic);
    try {
      long version = parts.clock().millis();
      subscriptions.put(topic, FilterAPI.buildSubscriptionData(topic, subExpression, version));
    } catch (IllegalArgumentException e) {
      throw new MQClientException("Cannot subscribe to topic " + topic, e);
    }
    Running now = running;
    if (now != null) {
      now.instance().routes().watch(topic);
      now.instance().heartbeatSoon();
    }
  }

  public void unsubscribe(String topic) {
    subscriptions.remove(topic);
    wakeRebalance();
  }

  /** Lets a hook see every call of the listener from now on. */
  public void registerConsumeMessageHook(ConsumeMessageHook hook) {
    consumeHooks.add(hook);
  }

  /** See {@link DefaultMQPushConsumer#sendMessageBack(MessageExt, int, String)}. */
  public void sendMessageBack(MessageExt msg, int delayLevel, String brokerName)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
    running().consumption().sendBack().sendBack(msg, delayLevel, brokerName);
  }

  /** See {@link DefaultMQPushConsumer#updateCorePoolSize}. */
  public void updateCorePoolSize(int corePoolSize) {
    Running now = running;
    if (now == null || corePoolSize <= 0 || corePoolSize >= settings.getConsumeThreadMax()) {
      LOG.warn(
          "Consumer {}: {} threads are not possible now; a running consumer can have from 1 to {}",
          settings.getConsumerGroup(),
          corePoolSize,
          settings.getConsumeThreadMax() - 1);
    } else {
      now.consumption().pool().corePoolSize(corePoolSize);
    }
  }

  private Running running() throws MQClientException {
    Running now = running;
    if (now == null) {
      throw new MQClientException(
          "Consumer " + settings.getConsumerGroup() + " is not running.", null);
    }
    return now;
  }
}
