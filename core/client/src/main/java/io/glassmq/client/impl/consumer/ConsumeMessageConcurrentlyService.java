package io.glassmq.client.impl.consumer;

import io.glassmq.client.consumer.DefaultMQPushConsumer;
import io.glassmq.client.consumer.listener.ConsumeConcurrentlyContext;
import io.glassmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import io.glassmq.client.consumer.store.OffsetStore;
import io.glassmq.client.impl.factory.MQClientInstance;
import io.glassmq.common.event.ConsumeEvent;
import io.glassmq.common.message.MessageConst;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.thread.NamedThreadFactory;
import io.glassmq.common.topic.TopicNames;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jetbrains.annotations.Async;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the listener, on a pool of threads, and takes note of what is finished. A message that
 * failed stays in hand and is tried again; it holds the reported offset back until then.
 *
 * <p>Owns the threads {@code ConsumeMessageThread_<group>_n}. Their work queue is bounded by the
 * flow control of pulling. Official counterpart: {@code
 * org.apache.rocketmq.client.impl.consumer.ConsumeMessageConcurrentlyService}.
 */
final class ConsumeMessageConcurrentlyService implements ConsumeMessageService {
  private static final Logger LOG =
      LoggerFactory.getLogger(ConsumeMessageConcurrentlyService.class);
  private static final long RETRY_DELAY_MILLIS = 5_000;
  private static final long INTERRUPTED_MILLIS = 1_000;
  private static final int MAX_GROUP_CHARS = 100;

  private final DefaultMQPushConsumer settings;
  private final MQClientInstance instance;
  private final OffsetStore offsets;
  private final ThreadPoolExecutor pool;

  ConsumeMessageConcurrentlyService(
      DefaultMQPushConsumer settings, MQClientInstance instance, OffsetStore offsets) {
    this.settings = settings;
    this.instance = instance;
    this.offsets = offsets;
    String group = settings.getConsumerGroup();
    group = group.substring(0, Math.min(group.length(), MAX_GROUP_CHARS));
    this.pool =
        new ThreadPoolExecutor(
            settings.getConsumeThreadMin(),
            settings.getConsumeThreadMax(),
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(),
            new NamedThreadFactory("ConsumeMessageThread_" + group + "_"));
  }

  @Override
  public void start() {
    // the pool makes its threads when there is work
  }

  @Override
  public void shutdown() throws InterruptedException {
    pool.shutdown();
    pool.getQueue().clear();
    if (!pool.awaitTermination(
        settings.getAwaitTerminationMillisWhenShutdown(), TimeUnit.MILLISECONDS)) {
      pool.shutdownNow();
      pool.awaitTermination(INTERRUPTED_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Gives fetched messages to the listener, soon, in lists of the size that the user wants. */
  @Override
  public void submitConsumeRequest(@Async.Schedule List<MessageExt> messages, PullRequest request) {
    int most = settings.getConsumeMessageBatchMaxSize();
    try {
      for (int from = 0; from < messages.size(); from += most) {
        List<MessageExt> some =
            List.copyOf(messages.subList(from, Math.min(from + most, messages.size())));
        pool.execute(() -> consume(some, request));
      }
    } catch (RejectedExecutionException e) {
      LOG.debug("Shut down; {} will be delivered to another member", request);
    }
  }

  private void consume(@Async.Execute List<MessageExt> messages, PullRequest request) {
    if (request.isDropped()) {
      return;
    }
    String startMillis = Long.toString(instance.clock().millis());
    for (MessageExt message : messages) {
      restoreTopic(message);
      message.putProperty(MessageConst.PROPERTY_CONSUME_START_TIMESTAMP, startMillis);
    }
    var context = new ConsumeConcurrentlyContext(request.messageQueue());
    var event = new ConsumeEvent();
    event.begin();
    ConsumeConcurrentlyStatus status = callListener(messages, context, request);
    event.end();
    if (event.shouldCommit()) {
      messages.forEach(message -> commit(event, message, status));
    }
    boolean success = status == ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
    int done = success ? Math.max(0, Math.min(context.getAckIndex(), messages.size() - 1) + 1) : 0;
    finished(messages.subList(0, done), request);
    tryAgainLater(messages.subList(done, messages.size()), request);
  }

  private ConsumeConcurrentlyStatus callListener(
      List<MessageExt> messages, ConsumeConcurrentlyContext context, PullRequest request) {
    try {
      ConsumeConcurrentlyStatus status =
          settings.getMessageListener().consumeMessage(messages, context);
      if (status != null) {
        return status;
      }
      LOG.warn("The listener of {} returned null for {}", settings.getConsumerGroup(), request);
    } catch (Throwable e) { // whatever user code throws, its messages are to be tried again
      LOG.warn("The listener of {} failed for {}", settings.getConsumerGroup(), request, e);
    }
    return ConsumeConcurrentlyStatus.RECONSUME_LATER;
  }

  /** The listener sees a retried message under the topic that it subscribed to. */
  private void restoreTopic(MessageExt message) {
    String original = message.getProperty(MessageConst.PROPERTY_RETRY_TOPIC);
    if (original != null
        && message.getTopic().equals(TopicNames.retryTopic(settings.getConsumerGroup()))) {
      message.setTopic(original);
    }
  }

  private void commit(ConsumeEvent event, MessageExt message, ConsumeConcurrentlyStatus status) {
    event.topic = message.getTopic();
    event.queueId = message.getQueueId();
    event.queueOffset = message.getQueueOffset();
    event.group = settings.getConsumerGroup();
    event.msgId = message.getMsgId();
    event.result = status.name();
    event.commit();
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
    if (messages.isEmpty() || request.isDropped()) {
      return;
    }
    messages.forEach(message -> message.setReconsumeTimes(message.getReconsumeTimes() + 1));
    instance.schedule(
        "retry " + request, () -> submitConsumeRequest(messages, request), RETRY_DELAY_MILLIS);
  }
}
