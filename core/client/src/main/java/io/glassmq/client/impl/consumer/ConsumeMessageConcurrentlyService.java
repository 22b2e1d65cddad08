package io.glassmq.client.impl.consumer;

import io.glassmq.client.consumer.DefaultMQPushConsumer;
import io.glassmq.client.consumer.store.OffsetStore;
import io.glassmq.client.impl.factory.MQClientInstance;
import io.glassmq.common.StepMode;
import io.glassmq.common.message.MessageExt;
import io.glassmq.remoting.protocol.heartbeat.MessageModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.jetbrains.annotations.Async;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the listener on many threads at a time and takes note of what is finished. A message that
 * failed is given back to the broker, which brings it again later; if that fails as well, it stays
 * in hand, holds the reported offset back, and is tried again here.
 *
 * <p>Runs on the threads of its {@link ConsumePool}. Official counterpart: {@code
 * org.apache.rocketmq.client.impl.consumer.ConsumeMessageConcurrentlyService}.
 */
final class ConsumeMessageConcurrentlyService implements ConsumeMessageService {
  private static final Logger LOG =
      LoggerFactory.getLogger(ConsumeMessageConcurrentlyService.class);
  private static final long RETRY_DELAY_MILLIS = 5_000;

  /** How many messages of a queue one round of {@link #sendBackExpired} takes from a listener. */
  private static final int MAX_EXPIRED = 16;

  /** Delay level of a message whose listener took too long. */
  private static final int EXPIRED_DELAY_LEVEL = 3;

  private final DefaultMQPushConsumer settings;
  private final MQClientInstance instance;
  private final ConcurrentListener listener;
  private final MessageModel model;
  private final OffsetStore offsets;
  private final SendBack sendBack;

  /** What each thread has in its listener's hands right now. */
  private final ConcurrentMap<Thread, InHand> inHand = new ConcurrentHashMap<>();

  ConsumeMessageConcurrentlyService(
      DefaultMQPushConsumer settings,
      MQClientInstance instance,
      ConcurrentListener listener,
      MessageModel model,
      OffsetStore offsets,
      SendBack sendBack) {
    this.settings = settings;
    this.instance = instance;
    this.listener = listener;
    this.model = model;
    this.offsets = offsets;
    this.sendBack = sendBack;
  }

  private record InHand(List<MessageExt> messages, PullRequest request, long sinceMillis) {}

  @Override
  public void start() {
    long millis = TimeUnit.MINUTES.toMillis(settings.getConsumeTimeout());
    // it may wait for brokers, so it does not keep the client's regular work waiting
    instance.repeat(
        "look for hanging listeners",
        () -> listener.pool().schedule(this::sendBackExpired, 0),
        millis,
        millis);
  }

  @Override
  public void shutdown() throws InterruptedException {
    listener.pool().shutdown(settings.getAwaitTerminationMillisWhenShutdown());
  }

  /** One message that hangs must not let all behind it be consumed but not reported. */
  @Override
  public long pullDelayMillis(PullRequest request) {
    boolean wide = request.processQueue().getMaxSpan() > settings.getConsumeConcurrentlyMaxSpan();
    return wide ? PullThread.FLOW_CONTROL_DELAY_MILLIS : 0;
  }

  /** Gives fetched messages to the listener, soon, in lists of the size that the user wants. */
  @Override
  public void submitConsumeRequest(
      @Async.Schedule List<MessageExt> messages, PullRequest request, boolean begin) {
    listener.submit(messages, some -> consume(some, request));
  }

  private void consume(@Async.Execute List<MessageExt> messages, PullRequest request) {
    if (request.isDropped()) {
      return;
    }
    Thread thread = Thread.currentThread();
    inHand.put(thread, new InHand(messages, request, instance.clock().millis()));
    var result = listener.call(messages, request.messageQueue());
    // from here on this thread alone decides what becomes of them
    inHand.remove(thread);
    processConsumeResult(messages, request, result);
  }

  private void processConsumeResult(
      List<MessageExt> messages, PullRequest request, ConcurrentListener.Result result) {
    request.lastConsumeMillis(instance.clock().millis());
    if (request.isDropped()) {
      return; // all of it comes to the queue's next owner
    }
    int ok = result.ok();
    if (ok == messages.size()) {
      finished(messages, request);
      return;
    }
    List<MessageExt> finished = new ArrayList<>(messages.subList(0, ok));
    List<MessageExt> stillOurs = new ArrayList<>();
    for (MessageExt failed : messages.subList(ok, messages.size())) {
      boolean gone = giveUp(failed, request, result.delayLevel());
      (gone ? finished : stillOurs).add(failed);
    }
    finished(finished, request);
    tryAgainLater(stillOurs, request);
  }

  /**
   * @return whether the message is no longer ours to consume
   */
  private boolean giveUp(MessageExt failed, PullRequest request, int delayLevel) {
    if (model == MessageModel.BROADCASTING) {
      LOG.warn(
          "Group {}: the message at {}@{} failed; when broadcasting it does not come again",
          settings.getConsumerGroup(),
          request.messageQueue(),
          failed.getQueueOffset());
      return true;
    }
    return !request.processQueue().contains(failed) || sendBack.trySendBack(failed, delayLevel);
  }

  private void finished(List<MessageExt> messages, PullRequest request) {
    if (messages.isEmpty()) {
      return;
    }
    request.unlessDropped(
        () -> {
          long offset = request.processQueue().removeMessage(messages);
          if (offset != ProcessQueue.NOTHING) {
            offsets.updateOffset(request.messageQueue(), offset, true);
          }
        });
  }

  private void tryAgainLater(List<MessageExt> messages, PullRequest request) {
    if (messages.isEmpty()) {
      return;
    }
    messages.forEach(message -> message.setReconsumeTimes(message.getReconsumeTimes() + 1));
    listener
        .pool()
        .executeLater(() -> submitConsumeRequest(messages, request, false), RETRY_DELAY_MILLIS);
  }

  /**
   * A listener that hangs would hold the offset of its queue back for ever. So messages that it has
   * had for too long are given back when all before them are finished.
   */
  void sendBackExpired() {
    long limit = StepMode.limitMillis(TimeUnit.MINUTES.toMillis(settings.getConsumeTimeout()));
    long latestStart = instance.clock().millis() - limit;
    inHand.values().stream()
        .map(InHand::request)
        .distinct()
        .forEach(request -> sendBackExpired(request, latestStart));
  }

  private void sendBackExpired(PullRequest request, long latestStart) {
    for (int i = 0; i < MAX_EXPIRED && !request.isDropped(); i++) {
      Optional<MessageExt> first = request.processQueue().firstMessage();
      if (first.isEmpty() || !isInHandSince(first.get(), latestStart)) {
        return;
      }
      LOG.warn(
          "Group {}: a listener has had the message at {}@{} for over {} minutes",
          settings.getConsumerGroup(),
          request.messageQueue(),
          first.get().getQueueOffset(),
          settings.getConsumeTimeout());
      if (!giveUp(first.get(), request, EXPIRED_DELAY_LEVEL)) {
        return;
      }
      finished(List.of(first.get()), request);
    }
  }

  private boolean isInHandSince(MessageExt message, long latestStart) {
    return inHand.values().stream()
        .anyMatch(task -> task.sinceMillis() < latestStart && task.messages().contains(message));
  }
}
