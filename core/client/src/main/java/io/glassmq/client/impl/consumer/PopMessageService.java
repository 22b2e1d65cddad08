package io.glassmq.client.impl.consumer;

import io.glassmq.client.consumer.DefaultMQPushConsumer;
import io.glassmq.client.consumer.PopResult;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.impl.MQPopAPI;
import io.glassmq.client.impl.factory.MQClientInstance;
import io.glassmq.client.stat.ConsumerStatsManager;
import io.glassmq.common.consumer.ConsumeFromWhere;
import io.glassmq.common.message.MessageExt;
import io.glassmq.remoting.protocol.header.PopMessageRequestHeader;
import io.glassmq.remoting.protocol.heartbeat.SubscriptionData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the queues that we pop going round: checks whether there is room for more messages, asks
 * the broker, hands what comes to the consume service, and begins again. While there is nothing the
 * request waits at the broker. What nobody here wants is acknowledged at once, or it would come
 * back.
 *
 * <p>Requests go out on the {@link PullThread}; answers are worked on by the client's callback
 * threads. Official counterpart: {@code
 * org.apache.rocketmq.client.impl.consumer.PullMessageService}, which does both.
 */
final class PopMessageService {
  private static final Logger LOG = LoggerFactory.getLogger(PopMessageService.class);
  private static final long POLL_MILLIS = 15_000;
  private static final long POP_TIMEOUT_MILLIS = POLL_MILLIS + 10_000;

  private final DefaultMQPushConsumer settings;
  private final MQClientInstance instance;
  private final MQPopAPI api;
  private final Map<String, SubscriptionData> subscriptions;
  private final ConsumeMessagePopConcurrentlyService consume;
  private final PopOutcomes outcomes;
  private final ConsumerStatsManager stats;
  private final FetchFilter filter;
  private final PullThread thread;

  /**
   * @param subscriptions by topic, the live map
   */
  PopMessageService(
      DefaultMQPushConsumer settings,
      MQClientInstance instance,
      Map<String, SubscriptionData> subscriptions,
      ConsumeMessagePopConcurrentlyService consume,
      PopOutcomes outcomes,
      ConsumerStatsManager stats,
      FetchFilter filter,
      PullThread thread) {
    this.settings = settings;
    this.instance = instance;
    this.api = instance.api().pop(instance.callbacks());
    this.subscriptions = subscriptions;
    this.consume = consume;
    this.outcomes = outcomes;
    this.stats = stats;
    this.filter = filter;
    this.thread = thread;
  }

  private void popImmediately(PopProcessQueue queue) {
    thread.executeImmediately(() -> pop(queue));
  }

  void popLater(PopProcessQueue queue, long delayMillis) {
    thread.executeLater(() -> pop(queue), delayMillis);
  }

  private void pop(PopProcessQueue queue) throws InterruptedException {
    if (queue.isDropped()) {
      return;
    }
    queue.lastPopMillis(instance.clock().millis());
    SubscriptionData subscription = subscriptions.get(queue.messageQueue().getTopic());
    if (thread.isPaused()) {
      popLater(queue, PullThread.PAUSED_DELAY_MILLIS);
      return;
    }
    int most = settings.getPopThresholdForQueue();
    if (queue.inHand() > most) {
      queue.restUntilThereIsRoom(most, () -> popImmediately(queue));
      return;
    }
    if (subscription == null) {
      popLater(queue, PullThread.EXCEPTION_DELAY_MILLIS);
      return;
    }
    try {
      String broker = instance.routes().publishAddress(queue.messageQueue());
      api.popMessage(
              broker,
              queue.messageQueue().getBrokerName(),
              header(queue, subscription),
              POP_TIMEOUT_MILLIS)
          .whenComplete((result, failure) -> answered(queue, subscription, result, failure));
    } catch (MQClientException | RuntimeException e) {
      failed(queue, e);
    }
  }

  private PopMessageRequestHeader header(PopProcessQueue queue, SubscriptionData subscription) {
    boolean first = settings.getConsumeFromWhere() == ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET;
    return new PopMessageRequestHeader(
        settings.getConsumerGroup(),
        queue.messageQueue().getTopic(),
        queue.messageQueue().getQueueId(),
        settings.getPopBatchNums(),
        settings.getPopInvisibleTime(),
        POLL_MILLIS,
        instance.clock().millis(),
        first ? PopMessageRequestHeader.INIT_MIN : PopMessageRequestHeader.INIT_MAX,
        subscription.expressionType(),
        subscription.subString(),
        false,
        null);
  }

  private void answered(
      PopProcessQueue queue, SubscriptionData subscription, PopResult result, Throwable failure) {
    if (failure != null) {
      failed(queue, PullAPIWrapper.cause(failure));
      return;
    }
    try {
      react(queue, subscription, result);
    } catch (RuntimeException e) {
      failed(queue, e);
    }
  }

  private void react(PopProcessQueue queue, SubscriptionData subscription, PopResult result) {
    switch (result.getPopStatus()) {
      case FOUND -> {
        found(queue, subscription, result);
        again(queue);
      }
      case NO_NEW_MSG, POLLING_NOT_FOUND -> popImmediately(queue);
      case POLLING_FULL -> popLater(queue, PullThread.EXCEPTION_DELAY_MILLIS);
    }
  }

  private void found(PopProcessQueue queue, SubscriptionData subscription, PopResult result) {
    List<MessageExt> all = result.getMsgFoundList();
    long tookMillis = instance.clock().millis() - queue.lastPopMillis();
    stats.pulled(queue.messageQueue().getTopic(), tookMillis, all.size());
    List<MessageExt> tagged = new ArrayList<>(all);
    tagged.removeIf(
        message -> !subscription.matchesTag(message.getTags()) || isTriedTooOften(message));
    List<MessageExt> wanted = filter.wanted(queue.messageQueue(), tagged);
    if (wanted.size() < all.size()) {
      Set<MessageExt> unwanted = Collections.newSetFromMap(new IdentityHashMap<>());
      unwanted.addAll(all);
      wanted.forEach(unwanted::remove);
      unwanted.forEach(message -> outcomes.ack(message, queue.messageQueue()));
    }
    if (!wanted.isEmpty()) {
      queue.came(wanted.size());
      // by our own clock, which need not be that of the broker
      long visibleMillis = instance.clock().millis() + result.getInvisibleTime();
      consume.submitPopConsumeRequest(wanted, queue, visibleMillis);
    }
  }

  private boolean isTriedTooOften(MessageExt message) {
    return message.getReconsumeTimes() > outcomes.maxReconsumeTimes();
  }

  private void again(PopProcessQueue queue) {
    if (settings.getPullInterval() > 0) {
      popLater(queue, settings.getPullInterval());
    } else {
      popImmediately(queue);
    }
  }

  private void failed(PopProcessQueue queue, Throwable failure) {
    long delayMillis = PullThread.restMillis(failure);
    if (!thread.isShutdown()) {
      LOG.warn("Pop of {} failed, again in {} ms: {}", queue, delayMillis, failure.toString());
    }
    popLater(queue, delayMillis);
  }
}
