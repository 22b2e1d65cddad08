package io.glassmq.client.impl.consumer;

import static java.util.stream.Collectors.toMap;

import io.glassmq.client.ClientParts;
import io.glassmq.client.Validators;
import io.glassmq.client.consumer.MessageSelector;
import io.glassmq.client.consumer.PopResult;
import io.glassmq.client.consumer.PopStatus;
import io.glassmq.client.consumer.SimpleConsumer;
import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.impl.MQPopAPI;
import io.glassmq.client.impl.factory.MQClientInstance;
import io.glassmq.common.consumer.ConsumeFromWhere;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.exception.RemotingException;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.filter.FilterAPI;
import io.glassmq.remoting.protocol.header.PopMessageRequestHeader;
import io.glassmq.remoting.protocol.heartbeat.ConsumeType;
import io.glassmq.remoting.protocol.heartbeat.ConsumerData;
import io.glassmq.remoting.protocol.heartbeat.HeartbeatData;
import io.glassmq.remoting.protocol.heartbeat.MessageModel;
import io.glassmq.remoting.protocol.heartbeat.SubscriptionData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The inside of a {@link SimpleConsumer}: picks the broker to ask, pops, and answers for receipts.
 *
 * <p>Thread-safe. Has no thread of its own; brokers hear of it by heartbeats, so that they and
 * their administrators know the group.
 */
public final class SimpleConsumerImpl {
  private static final Logger LOG = LoggerFactory.getLogger(SimpleConsumerImpl.class);

  /** The most that a broker hands out at once. */
  private static final int MAX_MESSAGES = 32;

  private static final long MAX_AWAIT_MILLIS = Duration.ofHours(1).toMillis();

  /** Longer than a broker may hold a request. */
  private static final long POP_SPARE_MILLIS = 10_000;

  private final SimpleConsumer settings;
  private final ClientParts parts;

  /** By topic, sorted, so that the turns are the same each time. */
  private final Map<String, SubscriptionData> subscriptions = new ConcurrentSkipListMap<>();

  private boolean started; // guarded by this
  private volatile Running running;

  /** What exists between start and shutdown. */
  private record Running(
      MQClientInstance instance, MQPopAPI api, PopTurns turns, PopReceipts receipts) {}

  public SimpleConsumerImpl(SimpleConsumer settings, ClientParts parts) {
    this.settings = settings;
    this.parts = parts;
  }

  public synchronized void start() throws MQClientException {
    if (started) {
      throw new MQClientException(
          "Consumer " + settings.getConsumerGroup() + " was started before.", null);
    }
    Validators.checkGroup(settings.getConsumerGroup());
    long awaitMillis = settings.getAwaitDuration().toMillis();
    Validators.checkRange("awaitDuration in ms", awaitMillis, 0, MAX_AWAIT_MILLIS);
    started = true;
    settings.changeInstanceNameToPID();
    var instance = new MQClientInstance(settings, parts, this::whoWeAre, () -> {}, () -> {});
    subscriptions.keySet().forEach(instance.routes()::watch);
    instance.start();
    MQPopAPI api = instance.api().pop(instance.callbacks());
    running =
        new Running(
            instance,
            api,
            new PopTurns(instance.routes()),
            new PopReceipts(settings, instance, api, group()));
  }

  private String group() {
    return settings.namespace().wrap(settings.getConsumerGroup());
  }

  private HeartbeatData whoWeAre() {
    var consumer =
        new ConsumerData(
            group(),
            ConsumeType.CONSUME_POP,
            MessageModel.CLUSTERING,
            ConsumeFromWhere.CONSUME_FROM_LAST_OFFSET,
            Set.copyOf(subscriptions.values()),
            false);
    return new HeartbeatData(settings.buildMQClientId(), Set.of(), Set.of(consumer), 0, false);
  }

  public synchronized void shutdown() {
    Running now = running;
    running = null;
    if (now != null) {
      now.instance.shutdown(null, group());
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

  public void subscribe(String name, MessageSelector selector) throws MQClientException {
    String topic = settings.namespace().wrap(name);
    Validators.checkTopic(topic);
    long version = parts.clock().millis();
    try {
      subscriptions.put(
          topic,
          FilterAPI.build(topic, selector.getExpression(), selector.getExpressionType(), version));
    } catch (IllegalArgumentException e) {
      throw new MQClientException("Cannot subscribe to topic " + name, e);
    }
    subscriptionsChanged();
  }

  public void unsubscribe(String topic) {
    subscriptions.remove(settings.namespace().wrap(topic));
    subscriptionsChanged();
  }

  private void subscriptionsChanged() {
    Running now = running;
    if (now != null) {
      subscriptions.keySet().forEach(now.instance.routes()::watch);
      now.instance.heartbeatSoon();
    }
  }

  public Map<String, String> subscriptionExpressions() {
    return subscriptions.values().stream()
        .collect(toMap(it -> settings.namespace().unwrap(it.topic()), SubscriptionData::subString));
  }

  public CompletableFuture<List<MessageExt>> receive(int maxMessages, Duration invisible)
      throws MQClientException, InterruptedException {
    Running now = running();
    Validators.checkRange("maxMessageNum", maxMessages, 1, MAX_MESSAGES);
    checkInvisible(invisible);
    if (subscriptions.isEmpty()) {
      throw new MQClientException(
          "Consumer " + settings.getConsumerGroup() + " has no topic: call subscribe() first.",
          null);
    }
    MessageQueue place = now.turns.next(subscriptions.keySet());
    SubscriptionData subscription = subscriptions.get(place.getTopic());
    if (subscription == null) {
      return CompletableFuture.completedFuture(List.of()); // unsubscribed this very moment
    }
    return receive(now, place, subscription, maxMessages, invisible);
  }

  private CompletableFuture<List<MessageExt>> receive(
      Running now,
      MessageQueue place,
      SubscriptionData subscription,
      int maxMessages,
      Duration invisible)
      throws MQClientException, InterruptedException {
    long awaitMillis = settings.getAwaitDuration().toMillis();
    var header =
        new PopMessageRequestHeader(
            group(),
            place.getTopic(),
            place.getQueueId(),
            maxMessages,
            invisible.toMillis(),
            awaitMillis,
            parts.clock().millis(),
            PopMessageRequestHeader.INIT_MAX,
            subscription.expressionType(),
            subscription.subString(),
            false,
            null);
    String address = now.instance.routes().publishAddress(place);
    return now.api
        .popMessage(address, place.getBrokerName(), header, awaitMillis + POP_SPARE_MILLIS)
        .thenApply(result -> wanted(now, result, subscription));
  }

  private static void checkInvisible(Duration invisible) throws MQClientException {
    Validators.checkRange("invisibleDuration in ms", invisible.toMillis(), 1, Long.MAX_VALUE);
  }

  private List<MessageExt> wanted(Running now, PopResult result, SubscriptionData subscription) {
    if (result.getPopStatus() == PopStatus.POLLING_FULL) {
      throw new CompletionException(
          new MQClientException(
              ResponseCode.POLLING_FULL.code(),
              "Too many wait for messages of topic "
                  + subscription.topic()
                  + " already: try again later."));
    }
    List<MessageExt> wanted = new ArrayList<>();
    for (MessageExt message : result.getMsgFoundList()) {
      if (subscription.matchesTag(message.getTags())) {
        message.setTopic(settings.namespace().unwrap(message.getTopic()));
        wanted.add(message);
      } else {
        drop(now, message);
      }
    }
    return wanted;
  }

  /** Its tag only has the hash of one that is wanted: nobody in the group will want it. */
  private void drop(Running now, MessageExt message) {
    try {
      now.receipts.ack(message).whenComplete((ok, failure) -> logFailure(message, failure));
    } catch (MQClientException e) {
      logFailure(message, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void logFailure(MessageExt message, Throwable failure) {
    if (failure != null) {
      LOG.warn(
          "Topic {}, queue {}, offset {}: an unwanted message comes back, for it could not be"
              + " acknowledged: {}",
          message.getTopic(),
          message.getQueueId(),
          message.getQueueOffset(),
          failure.toString());
    }
  }

  public CompletableFuture<Void> ack(MessageExt message)
      throws MQClientException, InterruptedException {
    return running().receipts.ack(message);
  }

  public CompletableFuture<Void> changeInvisibleDuration(MessageExt message, Duration invisible)
      throws MQClientException, InterruptedException {
    Running now = running();
    checkInvisible(invisible);
    return now.receipts.changeInvisible(message, invisible);
  }

  /** Waits for what was asked; as the user wants to see failures. */
  public <T> T await(CompletableFuture<T> answer)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RemotingException remoting) {
        throw remoting;
      }
      if (e.getCause() instanceof MQBrokerException refusal) {
        throw refusal;
      }
      if (e.getCause() instanceof MQClientException ours) {
        throw ours;
      }
      throw new MQClientException("Group " + group() + ": no use for the answer", e.getCause());
    }
  }
}
