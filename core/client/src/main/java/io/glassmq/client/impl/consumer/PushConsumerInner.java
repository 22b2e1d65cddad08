package io.glassmq.client.impl.consumer;

import static java.util.stream.Collectors.toMap;

import io.glassmq.client.consumer.DefaultMQPushConsumer;
import io.glassmq.client.consumer.store.ReadOffsetType;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.protocol.body.ConsumeMessageDirectlyResult;
import io.glassmq.remoting.protocol.body.ConsumerRunningInfo;
import io.glassmq.remoting.protocol.body.PopProcessQueueInfo;
import io.glassmq.remoting.protocol.body.ProcessQueueInfo;
import io.glassmq.remoting.protocol.heartbeat.SubscriptionData;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A running push consumer as brokers see it.
 *
 * <p>Thread-safe: it only looks, or hands over. Official counterpart: {@code
 * org.apache.rocketmq.client.impl.consumer.DefaultMQPushConsumerImpl}.
 *
 * @param subscriptions by topic, the live map
 * @param membership its queues and their offsets
 * @param popQueues those that it pops, if it may
 * @param startMillis when it was started
 */
record PushConsumerInner(
    DefaultMQPushConsumer settings,
    Map<String, SubscriptionData> subscriptions,
    Membership membership,
    Optional<PopQueues> popQueues,
    Consumption consumption,
    long startMillis)
    implements MQConsumerInner {
  private static final int MIB = 1024 * 1024;

  @Override
  public String groupName() {
    return settings.getConsumerGroup();
  }

  @Override
  public void resetOffset(Map<MessageQueue, Long> targets) {
    for (PullRequest request : membership.rebalance().requests()) {
      Long target = targets.get(request.messageQueue());
      if (target != null) {
        membership.rebalance().goOnAt(request, target);
      }
    }
  }

  @Override
  public Map<MessageQueue, Long> getConsumerStatus(String topic) {
    return membership.offsets().cloneOffsetTable(topic);
  }

  @Override
  public ConsumerRunningInfo consumerRunningInfo(boolean withStacks) {
    Map<MessageQueue, ProcessQueueInfo> queues = new HashMap<>();
    for (PullRequest request : membership.rebalance().requests()) {
      queues.put(request.messageQueue(), info(request));
    }
    return new ConsumerRunningInfo(
        new PushConsumerProperties(settings, consumption.pool().corePoolSize(), startMillis)
            .asMap(),
        Set.copyOf(subscriptions.values()),
        queues,
        popped(),
        subscriptions.keySet().stream()
            .collect(toMap(topic -> topic, topic -> consumption.stats().consumeStatus(topic))),
        withStacks ? stacks() : null);
  }

  private Map<MessageQueue, PopProcessQueueInfo> popped() {
    return popQueues.stream()
        .flatMap(queues -> queues.queues().stream())
        .collect(
            toMap(
                PopProcessQueue::messageQueue,
                queue ->
                    new PopProcessQueueInfo(
                        queue.inHand(), queue.isDropped(), queue.lastPopMillis())));
  }

  private ProcessQueueInfo info(PullRequest request) {
    MessageQueue queue = request.messageQueue();
    ProcessQueue held = request.processQueue();
    ProcessQueue.Range waiting = held.waiting();
    ProcessQueue.Range taken = held.taken();
    return new ProcessQueueInfo(
        membership.offsets().readOffset(queue, ReadOffsetType.MEMORY_FIRST_THEN_STORE),
        waiting.minOffset(),
        waiting.maxOffset(),
        waiting.count(),
        (int) (held.getMsgSize() / MIB),
        taken.minOffset(),
        taken.maxOffset(),
        taken.count(),
        consumption.locks().isLocked(queue),
        0,
        Math.max(0, consumption.locks().lastLockMillis(queue)),
        request.isDropped(),
        request.lastPullMillis(),
        request.lastConsumeMillis());
  }

  private static String stacks() {
    var text = new StringBuilder();
    Thread.getAllStackTraces()
        .forEach(
            (thread, stack) -> {
              text.append(thread.getName()).append(" ").append(thread.getState()).append('\n');
              for (StackTraceElement frame : stack) {
                text.append("    ").append(frame).append('\n');
              }
              text.append('\n');
            });
    return text.toString();
  }

  /** On a thread that calls listeners anyway, so that a slow one holds up nothing else. */
  @Override
  public CompletionStage<ConsumeMessageDirectlyResult> consumeMessageDirectly(
      MessageExt message, String brokerName) {
    var result = new CompletableFuture<ConsumeMessageDirectlyResult>();
    consumption
        .pool()
        .execute(() -> result.complete(consumption.direct().consume(message, brokerName)));
    return result;
  }
}
