package io.glassmq.client.impl.consumer;

import io.glassmq.common.message.MessageQueue;
import java.util.HashSet;
import java.util.Set;

/** A {@link QueueDiff} by set differences. */
public final class SetQueueDiff implements QueueDiff {
  @Override
  public Changes between(Set<MessageQueue> held, Set<MessageQueue> stale, Set<MessageQueue> share) {
    Set<MessageQueue> kept = new HashSet<>(held);
    kept.retainAll(share);
    kept.removeAll(stale);
    return new Changes(without(held, kept), without(share, kept));
  }

  private static Set<MessageQueue> without(Set<MessageQueue> all, Set<MessageQueue> these) {
    Set<MessageQueue> rest = new HashSet<>(all);
    rest.removeAll(these);
    return rest;
  }
}
