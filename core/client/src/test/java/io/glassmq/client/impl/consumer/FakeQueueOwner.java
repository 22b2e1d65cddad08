package io.glassmq.client.impl.consumer;

import io.glassmq.common.message.MessageQueue;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes note of the queues that come and go, and refuses what the test wants. */
final class FakeQueueOwner implements QueueOwner {
  final List<PullRequest> begun = new CopyOnWriteArrayList<>();
  final List<MessageQueue> released = new CopyOnWriteArrayList<>();
  final List<String> changes = new CopyOnWriteArrayList<>();
  final Set<MessageQueue> locked = ConcurrentHashMap.newKeySet();
  final Set<MessageQueue> busy = ConcurrentHashMap.newKeySet();
  volatile boolean paused;
  volatile boolean failing;

  @Override
  public boolean isPaused() {
    return paused;
  }

  @Override
  public boolean acquire(MessageQueue queue) {
    return !locked.contains(queue);
  }

  @Override
  public void begin(PullRequest request) {
    begun.add(request);
  }

  @Override
  public boolean release(PullRequest request) {
    if (busy.contains(request.messageQueue())) {
      return false;
    }
    request.drop();
    return true;
  }

  @Override
  public void released(MessageQueue queue) {
    released.add(queue);
  }

  @Override
  public void queuesChanged(String topic, Set<MessageQueue> all, Set<MessageQueue> ours) {
    changes.add(topic + ": " + ours.size() + " of " + all.size());
    if (failing) {
      throw new IllegalStateException("as the test wants it");
    }
  }
}
