package io.glassmq.client.impl.consumer;

import io.glassmq.client.consumer.DefaultMQPushConsumer;
import io.glassmq.client.consumer.PullResult;
import io.glassmq.client.consumer.store.OffsetStore;
import io.glassmq.client.consumer.store.ReadOffsetType;
import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.impl.TopicRouteTable.BrokerAddress;
import io.glassmq.client.impl.factory.MQClientInstance;
import io.glassmq.client.stat.ConsumerStatsManager;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.common.sysflag.PullSysFlag;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.header.PullMessageRequestHeader;
import io.glassmq.remoting.protocol.heartbeat.MessageModel;
import io.glassmq.remoting.protocol.heartbeat.SubscriptionData;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the pull requests going round: checks whether there is room for more messages, asks the
 * broker, hands what comes to the consume service, and begins again. While a queue is empty its
 * request waits at the broker.
 *
 * <p>Requests go out on the {@link PullThread}; answers are worked on by the client's callback
 * threads. Official counterpart: {@code
 * org.apache.rocketmq.client.impl.consumer.PullMessageService}.
 */
final class PullMessageService {
  private static final Logger LOG = LoggerFactory.getLogger(PullMessageService.class);
  private static final long BROKER_SUSPEND_MAX_MILLIS = 15_000;
  private static final long PULL_TIMEOUT_MILLIS = 30_000;
  private static final int MIB = 1024 * 1024;

  private final DefaultMQPushConsumer settings;
  private final MQClientInstance instance;
  private final Map<String, SubscriptionData> subscriptions;
  private final OffsetStore offsets;
  private final ConsumeMessageService consume;
  private final ConsumerStatsManager stats;
  private final FetchFilter filter;
  private final BiConsumer<PullRequest, Long> onOffsetIllegal;
  private final PullThread thread;

  /**
   * @param subscriptions by topic, the live map
   * @param onOffsetIllegal gets a request that is to be given up, and the offset it should have had
   */
  PullMessageService(
      DefaultMQPushConsumer settings,
      MQClientInstance instance,
      Map<String, SubscriptionData> subscriptions,
      OffsetStore offsets,
      ConsumeMessageService consume,
      ConsumerStatsManager stats,
      FetchFilter filter,
      BiConsumer<PullRequest, Long> onOffsetIllegal,
      PullThread thread) {
    this.settings = settings;
    this.instance = instance;
    this.subscriptions = subscriptions;
    this.offsets = offsets;
    this.consume = consume;
    this.stats = stats;
    this.filter = filter;
    this.onOffsetIllegal = onOffsetIllegal;
    this.thread = thread;
  }

  void executePullRequestImmediately(PullRequest request) {
    thread.executeImmediately(() -> pull(request));
  }

  private void executePullRequestLater(PullRequest request, long delayMillis) {
    thread.executeLater(() -> pull(request), delayMillis);
  }

  private void pull(PullRequest request) throws InterruptedException {
    if (request.isDropped()) {
      return;
    }
    request.lastPullMillis(instance.clock().millis());
    SubscriptionData subscription = subscriptions.get(request.messageQueue().getTopic());
    long delayMillis = delayMillis(request, subscription);
    if (delayMillis > 0) {
      executePullRequestLater(request, delayMillis);
      return;
    }
    try {
      BrokerAddress broker =
          instance.routes().subscribeAddress(request.messageQueue(), request.brokerId());
      instance
          .api()
          .pullMessage(
              broker.address(),
              RequestCode.PULL_MESSAGE,
              header(request, subscription, broker),
              PULL_TIMEOUT_MILLIS)
          .whenCompleteAsync(
              (response, failure) ->
                  answered(request, subscription, broker.address(), response, failure),
              instance.callbacks());
    } catch (MQClientException | RuntimeException e) {
      failed(request, e);
    }
  }

  /** The gates that a request has to pass, in the official order; 0 when all are open. */
  private long delayMillis(PullRequest request, SubscriptionData subscription) {
    if (thread.isPaused()) {
      return PullThread.PAUSED_DELAY_MILLIS;
    }
    if (isFull(request.processQueue())) {
      return PullThread.FLOW_CONTROL_DELAY_MILLIS;
    }
    long listenerMillis = consume.pullDelayMillis(request);
    if (listenerMillis > 0) {
      return listenerMillis;
    }
    return subscription == null ? PullThread.EXCEPTION_DELAY_MILLIS : 0;
  }

  /** Unfinished messages are held in memory, so there is a limit to them. */
  private boolean isFull(ProcessQueue held) {
    return held.getMsgCount() > settings.getPullThresholdForQueue()
        || held.getMsgSize() / MIB > settings.getPullThresholdSizeForQueue();
  }

  private PullMessageRequestHeader header(
      PullRequest request, SubscriptionData subscription, BrokerAddress broker) {
    MessageQueue queue = request.messageQueue();
    long consumed = Math.max(0, offsets.readOffset(queue, ReadOffsetType.READ_FROM_MEMORY));
    boolean shared = settings.getMessageModel() == MessageModel.CLUSTERING;
    // only masters keep offsets
    int commit = shared && consumed > 0 && !broker.slave() ? PullSysFlag.COMMIT_OFFSET : 0;
    boolean post = settings.isPostSubscriptionWhenPull();
    return new PullMessageRequestHeader(
        settings.getConsumerGroup(),
        queue.getTopic(),
        queue.getQueueId(),
        request.nextOffset(),
        settings.getPullBatchSize(),
        PullSysFlag.SUSPEND | commit | (post ? PullSysFlag.SUBSCRIPTION : 0),
        consumed,
        BROKER_SUSPEND_MAX_MILLIS,
        post ? subscription.subString() : null,
        subscription.subVersion(),
        subscription.expressionType(),
        settings.getPullBatchSizeInBytes());
  }

  private void answered(
      PullRequest request,
      SubscriptionData subscription,
      String address,
      RemotingCommand response,
      Throwable failure) {
    if (failure != null) {
      failed(request, failure);
      return;
    }
    try {
      react(request, PullResultExt.of(response, request.messageQueue(), subscription, address));
    } catch (Exception e) {
      failed(request, e);
    }
  }

  private void react(PullRequest request, PullResultExt answer) {
    request.brokerId(answer.suggestWhichBrokerId());
    PullResult result = answer.result();
    switch (result.getPullStatus()) {
      case FOUND -> {
        request.nextOffset(result.getNextBeginOffset());
        count(request, result.getMsgFoundList().size());
        List<MessageExt> wanted = filter.wanted(request.messageQueue(), result.getMsgFoundList());
        if (wanted.isEmpty()) {
          executePullRequestImmediately(request);
          return;
        }
        boolean begin = request.processQueue().putMessage(wanted);
        consume.submitConsumeRequest(wanted, request, begin);
        again(request);
      }
      case NO_NEW_MSG, NO_MATCHED_MSG -> {
        request.nextOffset(result.getNextBeginOffset());
        nothingToConsumeBefore(request, result.getNextBeginOffset());
        executePullRequestImmediately(request);
      }
      case OFFSET_ILLEGAL -> {
        request.drop();
        onOffsetIllegal.accept(request, result.getNextBeginOffset());
      }
    }
  }

  private void count(PullRequest request, int messages) {
    long tookMillis = instance.clock().millis() - request.lastPullMillis();
    stats.pulled(request.messageQueue().getTopic(), tookMillis, messages);
  }

  private void again(PullRequest request) {
    if (settings.getPullInterval() > 0) {
      executePullRequestLater(request, settings.getPullInterval());
    } else {
      executePullRequestImmediately(request);
    }
  }

  /** With nothing in hand, all in front of {@code offset} is consumed or unwanted. */
  private void nothingToConsumeBefore(PullRequest request, long offset) {
    if (request.processQueue().getMsgCount() == 0) {
      request.unlessDropped(() -> offsets.updateOffset(request.messageQueue(), offset, true));
    }
  }

  private void failed(PullRequest request, Throwable failure) {
    long delayMillis = PullThread.restMillis(failure);
    if (failure instanceof MQBrokerException refusal) {
      switch (ResponseCode.of(refusal.getResponseCode())) {
        case SUBSCRIPTION_NOT_EXIST, SUBSCRIPTION_NOT_LATEST -> instance.heartbeatSoon();
        default -> {}
      }
    }
    if (!TopicNames.isRetryTopic(request.messageQueue().getTopic()) && !thread.isShutdown()) {
      LOG.warn("Pull of {} failed, again in {} ms: {}", request, delayMillis, failure.toString());
    }
    executePullRequestLater(request, delayMillis);
  }
}
