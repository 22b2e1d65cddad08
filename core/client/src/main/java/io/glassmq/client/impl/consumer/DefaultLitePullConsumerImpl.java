package io.glassmq.client.impl.consumer;

import io.glassmq.client.ClientParts;
import io.glassmq.client.Validators;
import io.glassmq.client.consumer.DefaultLitePullConsumer;
import io.glassmq.client.consumer.MessageSelector;
import io.glassmq.client.consumer.TopicMessageQueueChangeListener;
import io.glassmq.client.consumer.store.OffsetStore;
import io.glassmq.client.consumer.store.ReadOffsetType;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.impl.MQAdminImpl;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.protocol.filter.FilterAPI;
import io.glassmq.remoting.protocol.heartbeat.SubscriptionData;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The inside of a lite pull consumer: puts its parts together, and sees to it that its user either
 * subscribes or assigns.
 *
 * <p>Official counterpart: {@code
 * org.apache.rocketmq.client.impl.consumer.DefaultLitePullConsumerImpl}.
 */
public final class DefaultLitePullConsumerImpl {
  private static final long TOPIC_WATCH_FIRST_MILLIS = 10_000;

  private final DefaultLitePullConsumer settings;
  private final ClientParts parts;

  /** Of topics that are shared out; empty in assign mode. */
  private final ConcurrentMap<String, SubscriptionData> subscriptions = new ConcurrentHashMap<>();

  /** What is wanted of topics whose queues are assigned; everything of those not in here. */
  private final ConcurrentMap<String, SubscriptionData> assignFilters = new ConcurrentHashMap<>();

  /** What brokers are told about in assign mode. */
  private final ConcurrentMap<String, SubscriptionData> announced = new ConcurrentHashMap<>();

  private final TopicWatch topicWatch = new TopicWatch();
  private volatile Mode mode = Mode.UNDECIDED;
  private volatile Collection<MessageQueue> assigned = Set.of();
  private volatile long nextAutoCommitMillis;
  private boolean started; // guarded by this
  private volatile Running running;

  public DefaultLitePullConsumerImpl(DefaultLitePullConsumer settings, ClientParts parts) {
    this.settings = settings;
    this.parts = parts;
  }

  /** Who decides which queues are read. */
  private enum Mode {
    UNDECIDED,
    /** Rebalancing, among the members of the group. */
    SUBSCRIBE,
    /** The user. */
    ASSIGN
  }

  /** What exists between start and shutdown. */
  private record Running(
      Membership membership,
      MQAdminImpl admin,
      LitePullService pulls,
      AssignedMessageQueue queues) {}

  public synchronized void start() throws MQClientException {
    if (started) {
      throw new MQClientException(
          "Consumer " + settings.getConsumerGroup() + " was started before.", null);
    }
    ConsumerChecks.check(settings);
    started = true;
    settings.setConsumerGroup(settings.namespace().wrap(settings.getConsumerGroup()));
    Running now = assemble();
    running = now; // before we are a member: the queue listener may seek at once
    try {
      join(now);
    } catch (MQClientException | RuntimeException e) {
      running = null;
      throw e;
    }
    nextAutoCommitMillis = parts.clock().millis() + settings.getAutoCommitIntervalMillis();
    if (mode == Mode.ASSIGN) {
      now.queues().assign(assigned);
    }
    topicWatch.look(now.admin()::fetchSubscribeMessageQueues);
    now.membership()
        .instance()
        .repeat(
            "look for changed topics",
            () -> topicWatch.look(now.admin()::fetchSubscribeMessageQueues),
            TOPIC_WATCH_FIRST_MILLIS,
            settings.getTopicMetadataCheckIntervalMillis());
  }

  private void join(Running now) throws MQClientException {
    var membership = now.membership();
    membership.join(
        subscriptions.keySet(),
        membership.clientShares(),
        now.queues(),
        parts,
        now.queues()::queues);
  }

  private Running assemble() {
    var rules =
        new GroupRules(
            settings.getConsumerGroup(),
            settings.getAllocateMessageQueueStrategy(),
            settings.getConsumeFromWhere(),
            settings.getConsumeTimestamp(),
            settings.getMessageModel());
    var membership =
        new Membership(
            settings,
            rules,
            parts,
            () -> Membership.puller(rules, announced()),
            settings.getOffsetStore());
    var wrapper = new PullAPIWrapper(membership.instance(), rules.group());
    var start = new StartOffset(rules, membership.offsets(), membership.instance());
    var pulls = new LitePullService(settings, parts, wrapper, start, this::wanted);
    return new Running(
        membership,
        new MQAdminImpl(membership.instance()),
        pulls,
        new AssignedMessageQueue(settings, pulls));
  }

  private Collection<SubscriptionData> announced() {
    return mode == Mode.ASSIGN ? announced.values() : subscriptions.values();
  }

  private SubscriptionData wanted(String topic) {
    return mode == Mode.ASSIGN
        ? assignFilters.computeIfAbsent(
            topic, name -> FilterAPI.buildSubscriptionData(name, SubscriptionData.SUB_ALL, 0))
        : subscriptions.get(topic);
  }

  public synchronized void shutdown() {
    Running now = running;
    running = null;
    if (now == null) {
      return;
    }
    now.pulls().shutdown();
    now.membership().leave(now.queues().queues());
    now.queues().dropAll();
  }

  public boolean isRunning() {
    return running != null;
  }

  private Running running() {
    Running now = running;
    if (now == null) {
      throw new IllegalStateException(
          "Consumer " + settings.getConsumerGroup() + " is not running: call start() first.");
    }
    return now;
  }

  private synchronized void decide(Mode wish) {
    if (mode != Mode.UNDECIDED && mode != wish) {
      throw new IllegalStateException(
          "Consumer %s is in mode %s: it cannot also %s."
              .formatted(settings.getConsumerGroup(), mode, wish));
    }
    mode = wish;
  }

  public void subscribe(String name, MessageSelector selector) throws MQClientException {
    String topic = settings.namespace().wrap(name);
    Validators.checkTopic(topic);
    SubscriptionData subscription = subscription(topic, selector);
    try {
      decide(Mode.SUBSCRIBE);
    } catch (IllegalStateException e) {
      throw new MQClientException("Cannot subscribe to topic " + topic, e);
    }
    subscriptions.put(topic, subscription);
    Running now = running;
    if (now != null) {
      now.membership().add(topic);
    }
  }

  private SubscriptionData subscription(String topic, MessageSelector selector)
      throws MQClientException {
    try {
      return FilterAPI.build(
          topic, selector.getExpression(), selector.getExpressionType(), parts.clock().millis());
    } catch (IllegalArgumentException e) {
      throw new MQClientException("Cannot subscribe to topic " + topic, e);
    }
  }

  public void unsubscribe(String topic) {
    subscriptions.remove(settings.namespace().wrap(topic));
    Running now = running;
    if (now != null) {
      now.membership().subscriptionsChanged();
    }
  }

  public synchronized void assign(Collection<MessageQueue> queues) {
    if (queues == null || queues.isEmpty()) {
      throw new IllegalArgumentException("There is no queue to assign.");
    }
    decide(Mode.ASSIGN);
    assigned = List.copyOf(queues);
    if (running != null) {
      running.queues().assign(assigned);
    }
  }

  public synchronized void setSubExpressionForAssign(String name, String subExpression) {
    String topic = settings.namespace().wrap(name);
    if (subExpression == null || subExpression.isBlank()) {
      throw new IllegalArgumentException("There is no expression for topic " + topic + ".");
    }
    if (started) {
      throw new IllegalStateException("Set the expression for " + topic + " before start().");
    }
    decide(Mode.ASSIGN);
    assignFilters.put(topic, FilterAPI.buildSubscriptionData(topic, subExpression, 0));
  }

  public void buildSubscriptionsForHeartbeat(Map<String, MessageSelector> expressions)
      throws MQClientException {
    for (Map.Entry<String, MessageSelector> entry : expressions.entrySet()) {
      String topic = settings.namespace().wrap(entry.getKey());
      announced.put(topic, subscription(topic, entry.getValue()));
    }
  }

  public Set<MessageQueue> assignment() {
    Running now = running;
    return now == null ? Set.copyOf(assigned) : now.queues().queues();
  }

  public List<MessageExt> poll(long timeoutMillis) {
    Running now = running();
    if (timeoutMillis < 0) {
      throw new IllegalArgumentException("A time-out of " + timeoutMillis + " ms is no time.");
    }
    autoCommit();
    try {
      List<MessageExt> polled = now.pulls().poll(timeoutMillis);
      polled.forEach(it -> it.setTopic(settings.namespace().unwrap(it.getTopic())));
      return polled;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  /**
   * The user is back for more, so what he was given before is consumed; what he is about to be
   * given is not.
   */
  private void autoCommit() {
    long now = parts.clock().millis();
    if (settings.isAutoCommit() && now >= nextAutoCommitMillis) {
      nextAutoCommitMillis = now + settings.getAutoCommitIntervalMillis();
      commit(assignment(), false);
    }
  }

  public void commit(Set<MessageQueue> queues, boolean persist) {
    Running now = running;
    if (now == null || queues == null) {
      return;
    }
    now.queues()
        .those(queues)
        .forEach(queue -> commit(now, queue.messageQueue(), queue.position()));
    if (persist) {
      persist(now, queues);
    }
  }

  public void commit(Map<MessageQueue, Long> offsets, boolean persist) {
    Running now = running;
    if (now == null || offsets == null) {
      return;
    }
    offsets.forEach(
        (queue, offset) -> {
          if (now.queues().get(queue) != null) {
            commit(now, queue, offset);
          }
        });
    if (persist) {
      persist(now, offsets.keySet());
    }
  }

  private static void commit(Running now, MessageQueue queue, long offset) {
    if (offset != LitePullQueue.NOWHERE) {
      now.membership().offsets().updateOffset(queue, offset, false);
    }
  }

  /** One by one: {@code persistAll} would forget all others. */
  private static void persist(Running now, Set<MessageQueue> queues) {
    now.queues()
        .those(queues)
        .forEach(queue -> now.membership().offsets().persist(queue.messageQueue()));
  }

  public long committed(MessageQueue queue) throws MQClientException {
    long offset =
        running().membership().offsets().readOffset(queue, ReadOffsetType.MEMORY_FIRST_THEN_STORE);
    if (offset < OffsetStore.NOT_FOUND) {
      throw new MQClientException("No broker tells the committed offset of " + queue, null);
    }
    return offset;
  }

  public void seek(MessageQueue queue, long offset) throws MQClientException {
    Running now = running;
    LitePullQueue ours = now == null ? null : now.queues().get(queue);
    if (ours == null) {
      throw new MQClientException(queue + " is not ours, or not any more.", null);
    }
    long min = minOffset(queue);
    long max = maxOffset(queue);
    if (offset < min || offset > max) {
      throw new MQClientException(
          "Offset %d is outside %s, which goes from %d to %d.".formatted(offset, queue, min, max),
          null);
    }
    if (!now.pulls().seek(ours, offset)) {
      throw new MQClientException(queue + " is not ours any more.", null);
    }
  }

  public long minOffset(MessageQueue queue) throws MQClientException {
    return running().admin().minOffset(queue);
  }

  public long maxOffset(MessageQueue queue) throws MQClientException {
    return running().admin().maxOffset(queue);
  }

  public long searchOffset(MessageQueue queue, long timestamp) throws MQClientException {
    return running().admin().searchOffset(queue, timestamp);
  }

  public Set<MessageQueue> fetchMessageQueues(String topic) throws MQClientException {
    return running().admin().fetchSubscribeMessageQueues(settings.namespace().wrap(topic));
  }

  public void pause(Collection<MessageQueue> queues) {
    Running now = running();
    now.queues().those(queues).forEach(LitePullQueue::pause);
  }

  public void resume(Collection<MessageQueue> queues) {
    Running now = running();
    now.queues().those(queues).forEach(now.pulls()::resume);
  }

  public void registerTopicMessageQueueChangeListener(
      String topic, TopicMessageQueueChangeListener listener) throws MQClientException {
    if (topic == null || listener == null) {
      throw new MQClientException("A topic to watch and a listener are needed.", null);
    }
    topicWatch.add(settings.namespace().wrap(topic), listener);
    Running now = running;
    if (now != null) {
      topicWatch.look(now.admin()::fetchSubscribeMessageQueues);
    }
  }

  public void updateNameServerAddress(String nameServers) {
    running().membership().instance().updateNameServerAddress(nameServers);
  }
}
