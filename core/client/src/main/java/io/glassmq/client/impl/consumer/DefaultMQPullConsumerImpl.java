package io.glassmq.client.impl.consumer;

import io.glassmq.client.ClientParts;
import io.glassmq.client.consumer.DefaultMQPullConsumer;
import io.glassmq.client.consumer.MessageQueueListener;
import io.glassmq.client.consumer.MessageSelector;
import io.glassmq.client.consumer.PullCallback;
import io.glassmq.client.consumer.PullResult;
import io.glassmq.client.consumer.store.OffsetStore;
import io.glassmq.client.consumer.store.ReadOffsetType;
import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.impl.MQAdminImpl;
import io.glassmq.common.consumer.ConsumeFromWhere;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.common.sysflag.PullSysFlag;
import io.glassmq.remoting.exception.RemotingException;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.filter.FilterAPI;
import io.glassmq.remoting.protocol.heartbeat.SubscriptionData;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The inside of a classic pull consumer: one pull at a time, as its user says. Our share of the
 * queues is a hint to him and stops nothing.
 *
 * <p>Official counterpart: {@code
 * org.apache.rocketmq.client.impl.consumer.DefaultMQPullConsumerImpl}.
 */
public final class DefaultMQPullConsumerImpl {
  private final DefaultMQPullConsumer settings;
  private final ClientParts parts;

  /** Registered, or pulled from. */
  private final Set<String> shared = ConcurrentHashMap.newKeySet();

  /** Which of its broker's addresses a queue is to be pulled from; the master if not in here. */
  private final Map<MessageQueue, Long> brokerIds = new ConcurrentHashMap<>();

  private boolean started; // guarded by this
  private volatile Running running;

  public DefaultMQPullConsumerImpl(DefaultMQPullConsumer settings, ClientParts parts) {
    this.settings = settings;
    this.parts = parts;
  }

  /** What exists between start and shutdown. */
  private record Running(Membership membership, MQAdminImpl admin, PullAPIWrapper pulls) {}

  /**
   * A pull as the user wants it.
   *
   * @param maxSize most bytes
   * @param block whether the broker may hold the request
   * @param timeoutMillis for the answer
   */
  public record Pull(
      MessageQueue mq,
      MessageSelector selector,
      long offset,
      int maxNums,
      int maxSize,
      boolean block,
      long timeoutMillis) {}

  public synchronized void start() throws MQClientException {
    if (started) {
      throw new MQClientException(
          "Consumer " + settings.getConsumerGroup() + " was started before.", null);
    }
    ConsumerChecks.check(settings);
    started = true;
    var rules =
        new GroupRules(
            settings.getConsumerGroup(),
            settings.getAllocateMessageQueueStrategy(),
            ConsumeFromWhere.CONSUME_FROM_LAST_OFFSET,
            null,
            settings.getMessageModel());
    var membership =
        new Membership(
            settings,
            rules,
            parts,
            () -> Membership.puller(rules, announced()),
            settings.getOffsetStore());
    settings.setOffsetStore(membership.offsets());
    shared.addAll(settings.getRegisterTopics());
    Set<String> topics = settings.isEnableRebalance() ? shared : Set.of();
    membership.join(topics, membership.clientShares(), new Share(), parts, membership::share);
    running =
        new Running(
            membership,
            new MQAdminImpl(membership.instance()),
            new PullAPIWrapper(membership.instance(), rules.group()));
  }

  /** Our share of the queues; nothing is done with it until the user asks for it. */
  private final class Share implements QueueOwner {
    @Override
    public boolean wantsStartOffset() {
      return false; // or what the broker said today would be reported back to it tomorrow
    }

    @Override
    public void begin(PullRequest request) {
      request.lastPullMillis(Long.MAX_VALUE); // nobody pulls it, and yet it is ours
    }

    @Override
    public void queuesChanged(String topic, Set<MessageQueue> all, Set<MessageQueue> ours) {
      MessageQueueListener listener = settings.getMessageQueueListener();
      if (listener != null) {
        listener.messageQueueChanged(topic, all, ours);
      }
    }
  }

  /** Brokers hear of registered topics only: what is pulled may be for one look. */
  private List<SubscriptionData> announced() {
    return settings.getRegisterTopics().stream()
        .map(topic -> FilterAPI.buildSubscriptionData(topic, SubscriptionData.SUB_ALL, 0))
        .toList();
  }

  public synchronized void shutdown() {
    Running now = running;
    running = null;
    if (now != null) {
      now.membership().leave(now.membership().share());
    }
  }

  private Running running() throws MQClientException {
    Running now = running;
    if (now == null) {
      throw new MQClientException(
          "Consumer " + settings.getConsumerGroup() + " is not running: call start() first.", null);
    }
    return now;
  }

  public PullResult pull(Pull pull)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
    Running now = running();
    PullAPIWrapper.Wish wish = wish(now, pull);
    return remember(pull.mq(), now.pulls().pullAndWait(RequestCode.PULL_MESSAGE, wish));
  }

  public void pull(Pull pull, PullCallback callback)
      throws MQClientException, InterruptedException {
    Running now = running();
    if (callback == null) {
      throw new MQClientException("There is no callback for the pull from " + pull.mq(), null);
    }
    now.pulls()
        .pull(RequestCode.PULL_MESSAGE, wish(now, pull))
        .whenComplete(
            (answer, failure) -> {
              if (failure == null) {
                callback.onSuccess(remember(pull.mq(), answer));
              } else {
                callback.onException(PullAPIWrapper.cause(failure));
              }
            });
  }

  private PullAPIWrapper.Wish wish(Running now, Pull pull) throws MQClientException {
    check(pull);
    SubscriptionData subscription = subscription(pull.mq().getTopic(), pull.selector());
    if (shared.add(pull.mq().getTopic())) {
      now.membership().add(pull.mq().getTopic());
    }
    return new PullAPIWrapper.Wish(
        pull.mq(),
        subscription,
        pull.offset(),
        pull.maxNums(),
        pull.maxSize(),
        brokerIds.getOrDefault(pull.mq(), 0L),
        PullSysFlag.SUBSCRIPTION | (pull.block() ? PullSysFlag.SUSPEND : 0),
        settings.getBrokerSuspendMaxTimeMillis(),
        pull.timeoutMillis());
  }

  private static void check(Pull pull) throws MQClientException {
    if (pull.mq() == null) {
      throw new MQClientException("There is no queue to pull from.", null);
    }
    if (pull.offset() < 0) {
      throw new MQClientException("Offset " + pull.offset() + " of " + pull.mq() + " < 0", null);
    }
    if (pull.maxNums() <= 0) {
      throw new MQClientException("maxNums = " + pull.maxNums() + ": give 1 or more.", null);
    }
  }

  private static SubscriptionData subscription(String topic, MessageSelector selector)
      throws MQClientException {
    if (selector == null) {
      throw new MQClientException("There is no selector for topic " + topic + ".", null);
    }
    try {
      return FilterAPI.build(topic, selector.getExpression(), selector.getExpressionType(), 0);
    } catch (IllegalArgumentException e) {
      throw new MQClientException("Cannot pull from topic " + topic, e);
    }
  }

  private PullResult remember(MessageQueue queue, PullResultExt answer) {
    brokerIds.put(queue, answer.suggestWhichBrokerId());
    return answer.result();
  }

  public void updateConsumeOffset(MessageQueue queue, long offset) throws MQClientException {
    offsetStore().updateOffset(queue, offset, false);
  }

  public long fetchConsumeOffset(MessageQueue queue, boolean fromStore) throws MQClientException {
    return offsetStore()
        .readOffset(
            queue,
            fromStore ? ReadOffsetType.READ_FROM_STORE : ReadOffsetType.MEMORY_FIRST_THEN_STORE);
  }

  public OffsetStore offsetStore() throws MQClientException {
    return running().membership().offsets();
  }

  public Set<MessageQueue> fetchMessageQueuesInBalance(String topic) throws MQClientException {
    if (topic == null) {
      throw new IllegalArgumentException("There is no topic.");
    }
    return running().membership().share().stream()
        .filter(queue -> queue.getTopic().equals(topic))
        .collect(Collectors.toSet());
  }

  public void sendMessageBack(MessageExt message, int delayLevel, String brokerName, String group)
      throws RemotingException, MQBrokerException, InterruptedException, MQClientException {
    String receiver = group == null ? settings.getConsumerGroup() : group;
    var namespace = settings.namespace();
    int maxTimes = settings.getMaxReconsumeTimes();
    new SendBack(running().membership().instance(), namespace, namespace.wrap(receiver), maxTimes)
        .sendBack(message, delayLevel, brokerName);
  }

  public MQAdminImpl admin() throws MQClientException {
    return running().admin();
  }
}
