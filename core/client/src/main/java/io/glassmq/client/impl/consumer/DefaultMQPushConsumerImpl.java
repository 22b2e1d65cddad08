package io.glassmq.client.impl.consumer;

import io.glassmq.client.ClientParts;
import io.glassmq.client.Validators;
import io.glassmq.client.consumer.DefaultMQPushConsumer;
import io.glassmq.client.consumer.MessageSelector;
import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.hook.ConsumeMessageHook;
import io.glassmq.client.hook.FilterMessageHook;
import io.glassmq.client.impl.ClientRemotingProcessor;
import io.glassmq.client.impl.factory.MQClientInstance;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.remoting.exception.RemotingException;
import io.glassmq.remoting.protocol.filter.FilterAPI;
import io.glassmq.remoting.protocol.heartbeat.ConsumeType;
import io.glassmq.remoting.protocol.heartbeat.ConsumerData;
import io.glassmq.remoting.protocol.heartbeat.MessageModel;
import io.glassmq.remoting.protocol.heartbeat.SubscriptionData;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
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

  private final DefaultMQPushConsumer settings;
  private final ClientParts parts;

  /** What pulls ask for, by topic. */
  private final ConcurrentMap<String, SubscriptionData> subscriptions = new ConcurrentHashMap<>();

  /**
   * When our share of a topic last changed. That is the version that heartbeats tell; pulls keep to
   * the one of the subscription itself, which brokers know, and so wait for no heartbeat.
   */
  private final ConcurrentMap<String, Long> shareVersions = new ConcurrentHashMap<>();

  private final List<ConsumeMessageHook> consumeHooks = new CopyOnWriteArrayList<>();
  private final List<FilterMessageHook> filterHooks = new CopyOnWriteArrayList<>();
  private boolean started; // guarded by this
  private volatile Running running;

  public DefaultMQPushConsumerImpl(DefaultMQPushConsumer settings, ClientParts parts) {
    this.settings = settings;
    this.parts = parts;
  }

  /** What exists between start and shutdown. */
  private record Running(
      Membership membership,
      Consumption consumption,
      PullThread pullThread,
      ShareSource shares,
      QueueOwner owner) {}

  public synchronized void start() throws MQClientException {
    if (started) {
      throw new MQClientException(
          "Consumer " + settings.getConsumerGroup() + " was started before.", null);
    }
    settings.setConsumerGroup(settings.namespace().wrap(settings.getConsumerGroup()));
    ConsumerChecks.check(settings);
    started = true;
    for (Map.Entry<String, String> wish : settings.getSubscription().entrySet()) {
      subscribe(wish.getKey(), wish.getValue());
    }
    if (settings.getMessageModel() == MessageModel.CLUSTERING) {
      subscribe(TopicNames.retryTopic(settings.getConsumerGroup()), SubscriptionData.SUB_ALL);
    }
    Running now = assemble();
    running = now;
    var membership = now.membership();
    membership.join(subscriptions.keySet(), now.shares(), now.owner(), parts, membership::share);
    now.consumption().service().start();
    now.pullThread().start();
  }

  private Running assemble() {
    var membership =
        new Membership(settings, rules(), parts, this::self, settings.getOffsetStore());
    var instance = membership.instance();
    var offsets = membership.offsets();
    var consumption =
        Consumption.of(settings, settings.getMessageModel(), instance, offsets, consumeHooks);
    var consume = consumption.service();
    var thread = new PullThread();
    var filter = new FetchFilter(settings, filterHooks);
    var pulls =
        new PullMessageService(
            settings,
            instance,
            subscriptions,
            offsets,
            consume,
            consumption.stats(),
            filter,
            (request, offset) -> membership.rebalance().repair(request, offset),
            thread);
    Optional<PopQueues> popQueues =
        consumption.pop().map(pop -> popQueues(instance, consumption, pop, filter, thread));
    var owner =
        new RebalancePushImpl(
            settings,
            consume,
            pulls,
            popQueues,
            thread,
            () -> membership.rebalance().requests().size(),
            topic -> shareChanged(topic, instance));
    instance.answer(
        ClientRemotingProcessor.CODES,
        new ClientRemotingProcessor(
            new PushConsumerInner(
                settings,
                subscriptions,
                membership,
                popQueues,
                consumption,
                parts.clock().millis())));
    ShareSource shares =
        popQueues.isPresent()
            ? new BrokerShares(membership.rules(), instance, subscriptions)
            : membership.clientShares();
    return new Running(membership, consumption, thread, shares, owner);
  }

  private PopQueues popQueues(
      MQClientInstance instance,
      Consumption consumption,
      ConsumeMessagePopConcurrentlyService consume,
      FetchFilter filter,
      PullThread thread) {
    var pops =
        new PopMessageService(
            settings,
            instance,
            subscriptions,
            consume,
            consumption.outcomes(),
            consumption.stats(),
            filter,
            thread);
    return new PopQueues(instance, parts.queueDiff(), pops);
  }

  private void shareChanged(String topic, MQClientInstance instance) {
    shareVersions.put(topic, parts.clock().millis());
    instance.heartbeatSoon();
  }

  private GroupRules rules() {
    return new GroupRules(
        settings.getConsumerGroup(),
        settings.getAllocateMessageQueueStrategy(),
        settings.getConsumeFromWhere(),
        settings.getConsumeTimestamp(),
        settings.getMessageModel());
  }

  private ConsumerData self() {
    return new ConsumerData(
        settings.getConsumerGroup(),
        ConsumeType.CONSUME_PASSIVELY,
        settings.getMessageModel(),
        settings.getConsumeFromWhere(),
        announced(),
        settings.isUnitMode());
  }

  private Set<SubscriptionData> announced() {
    Set<SubscriptionData> announced = new HashSet<>();
    subscriptions.forEach(
        (topic, subscription) ->
            announced.add(
                subscription.withVersion(
                    Math.max(subscription.subVersion(), shareVersions.getOrDefault(topic, 0L)))));
    return announced;
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
    var membership = now.membership();
    membership.stopSharing();
    now.pullThread().shutdown();
    try {
      now.consumption().service().shutdown();
      membership.offsets().persistAll(membership.share());
      now.consumption().service().releasedAll();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    membership.disconnect();
  }

  public void subscribe(String topic, String subExpression) throws MQClientException {
    subscribe(topic, MessageSelector.byTag(subExpression));
  }

  /**
   * @param selector null for all messages
   */
  public void subscribe(String name, MessageSelector selector) throws MQClientException {
    String topic = settings.namespace().wrap(name);
    Validators.checkTopic(topic);
    var wish = selector == null ? MessageSelector.byTag(SubscriptionData.SUB_ALL) : selector;
    try {
      long version = parts.clock().millis();
      subscriptions.put(
          topic, FilterAPI.build(topic, wish.getExpression(), wish.getExpressionType(), version));
    } catch (IllegalArgumentException e) {
      throw new MQClientException("Cannot subscribe to topic " + topic, e);
    }
    Running now = running;
    if (now != null) {
      now.membership().instance().routes().watch(topic);
      now.membership().instance().heartbeatSoon();
    }
  }

  public void unsubscribe(String topic) {
    subscriptions.remove(settings.namespace().wrap(topic));
    Running now = running;
    if (now != null) {
      now.membership().wakeRebalance();
    }
  }

  /** See {@link DefaultMQPushConsumer#suspend}. */
  public void suspend() {
    Running now = running;
    if (now != null) {
      now.pullThread().pause(true);
    }
  }

  /** See {@link DefaultMQPushConsumer#resume}. */
  public void resume() {
    Running now = running;
    if (now != null) {
      now.pullThread().pause(false);
      now.membership().wakeRebalance();
    }
  }

  /** See {@link DefaultMQPushConsumer#fetchSubscribeMessageQueues}. */
  public Set<MessageQueue> fetchSubscribeMessageQueues(String name) throws MQClientException {
    String topic = settings.namespace().wrap(name);
    var routes = running().membership().instance().routes();
    try {
      if (routes.subscribeQueues(topic).isEmpty()) {
        routes.refresh(topic);
      }
    } catch (IllegalStateException e) {
      throw new MQClientException("Where topic " + topic + " lives is not known.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Set<MessageQueue> queues = routes.subscribeQueues(topic);
    if (queues.isEmpty()) {
      throw new MQClientException("There is no queue of topic " + topic + " to read.", null);
    }
    return queues.stream()
        .map(queue -> new MessageQueue(name, queue.getBrokerName(), queue.getQueueId()))
        .collect(Collectors.toSet());
  }

  /** Lets a hook drop fetched messages before the listener sees them. */
  public void registerFilterMessageHook(FilterMessageHook hook) {
    filterHooks.add(hook);
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
