package io.glassmq.client.impl.consumer;

import io.glassmq.client.consumer.DefaultMQPushConsumer;
import io.glassmq.client.consumer.MessageQueueListener;
import io.glassmq.common.message.MessageQueue;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * A push consumer as {@link QueueOwner}: its queues go round the pull service, and the consume
 * service has a say in whether they come and go.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.client.impl.consumer.RebalancePushImpl}.
 */
final class RebalancePushImpl implements QueueOwner {
  private final DefaultMQPushConsumer settings;
  private final ConsumeMessageService consume;
  private final PullMessageService pulls;
  private final Optional<PopQueues> popQueues;
  private final PullThread thread;
  private final IntSupplier queueCount;
  private final Consumer<String> onShareChange;

  /**
   * @param popQueues if the brokers may have us pop
   * @param queueCount how many queues of all topics are ours
   * @param onShareChange tells the brokers that our share of a topic has changed
   */
  RebalancePushImpl(
      DefaultMQPushConsumer settings,
      ConsumeMessageService consume,
      PullMessageService pulls,
      Optional<PopQueues> popQueues,
      PullThread thread,
      IntSupplier queueCount,
      Consumer<String> onShareChange) {
    this.settings = settings;
    this.consume = consume;
    this.pulls = pulls;
    this.popQueues = popQueues;
    this.thread = thread;
    this.queueCount = queueCount;
    this.onShareChange = onShareChange;
  }

  @Override
  public boolean isPaused() {
    return thread.isPaused();
  }

  @Override
  public boolean acquire(MessageQueue queue) throws InterruptedException {
    return consume.acquire(queue);
  }

  @Override
  public void begin(PullRequest request) {
    pulls.executePullRequestImmediately(request);
  }

  @Override
  public boolean release(PullRequest request) throws InterruptedException {
    return consume.release(request);
  }

  @Override
  public void released(MessageQueue queue) {
    consume.released(queue);
  }

  @Override
  public boolean pop(String topic, Set<MessageQueue> queues) {
    return popQueues.isPresent() && popQueues.get().pop(topic, queues);
  }

  @Override
  public void popOnly(Set<String> topics) {
    popQueues.ifPresent(queues -> queues.popOnly(topics));
  }

  @Override
  public void queuesChanged(String topic, Set<MessageQueue> all, Set<MessageQueue> ours) {
    if (!all.isEmpty()) {
      shareOutThresholds();
      onShareChange.accept(topic);
    }
    MessageQueueListener listener = settings.getMessageQueueListener();
    if (listener != null) {
      listener.messageQueueChanged(topic, all, ours);
    }
  }

  /** A limit for the whole consumer is a limit for each of its queues. */
  private void shareOutThresholds() {
    int queues = Math.max(1, queueCount.getAsInt());
    if (settings.getPullThresholdForTopic() > 0) {
      settings.setPullThresholdForQueue(Math.max(1, settings.getPullThresholdForTopic() / queues));
    }
    if (settings.getPullThresholdSizeForTopic() > 0) {
      settings.setPullThresholdSizeForQueue(
          Math.max(1, settings.getPullThresholdSizeForTopic() / queues));
    }
  }
}
