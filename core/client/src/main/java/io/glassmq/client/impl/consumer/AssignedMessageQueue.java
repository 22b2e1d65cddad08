package io.glassmq.client.impl.consumer;

import io.glassmq.client.consumer.DefaultLitePullConsumer;
import io.glassmq.client.consumer.MessageQueueListener;
import io.glassmq.common.message.MessageQueue;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/**
 * The table of the queues that a lite pull consumer reads: its share of the topics that it has
 * subscribed to, or those that its user has chosen.
 *
 * <p>The rebalance thread changes it in the first case, the user's in the second; anybody may read
 * it. Official counterpart: {@code org.apache.rocketmq.client.impl.consumer.AssignedMessageQueue}.
 */
final class AssignedMessageQueue implements QueueOwner {
  private final ConcurrentMap<MessageQueue, LitePullQueue> table = new ConcurrentHashMap<>();
  private final DefaultLitePullConsumer settings;
  private final LitePullService pulls;

  AssignedMessageQueue(DefaultLitePullConsumer settings, LitePullService pulls) {
    this.settings = settings;
    this.pulls = pulls;
  }

  Set<MessageQueue> queues() {
    return Set.copyOf(table.keySet());
  }

  /** The queue, or null if it is not ours. */
  LitePullQueue get(MessageQueue queue) {
    return table.get(queue);
  }

  /** Those of these queues that are ours. */
  Stream<LitePullQueue> those(Collection<MessageQueue> queues) {
    return queues.stream().map(table::get).filter(Objects::nonNull);
  }

  /** From now on exactly these; those that stay are left alone. */
  synchronized void assign(Collection<MessageQueue> queues) {
    queues().stream().filter(queue -> !queues.contains(queue)).forEach(this::drop);
    for (MessageQueue queue : queues) {
      if (!table.containsKey(queue)) {
        table.put(queue, new LitePullQueue(queue));
        pulls.beginAtStartOffset(table.get(queue));
      }
    }
  }

  /** The user may seek from now on, though it is not known yet where the group left off. */
  @Override
  public boolean acquire(MessageQueue queue) {
    table.put(queue, new LitePullQueue(queue));
    return true;
  }

  @Override
  public void begin(PullRequest request) {
    // A queue that nobody pulls for a while may be paused, and then not be taken from its user.
    request.lastPullMillis(Long.MAX_VALUE);
    LitePullQueue queue = table.get(request.messageQueue());
    if (queue != null) {
      pulls.beginAt(queue, request.nextOffset());
    }
  }

  @Override
  public boolean release(PullRequest request) {
    drop(request.messageQueue());
    return true;
  }

  private void drop(MessageQueue messageQueue) {
    LitePullQueue queue = table.remove(messageQueue);
    if (queue != null) {
      queue.drop();
      pulls.forgetDropped();
    }
  }

  void dropAll() {
    queues().forEach(this::drop);
  }

  @Override
  public void queuesChanged(String topic, Set<MessageQueue> all, Set<MessageQueue> ours) {
    MessageQueueListener listener = settings.getMessageQueueListener();
    if (listener != null) {
      listener.messageQueueChanged(topic, all, ours);
    }
  }
}
