package io.glassmq.client.impl.consumer;

import io.glassmq.client.ClientParts;
import io.glassmq.client.consumer.DefaultMQPushConsumer;
import io.glassmq.client.consumer.store.RemoteBrokerOffsetStore;
import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.impl.factory.MQClientInstance;
import io.glassmq.common.StepMode;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.remoting.exception.RemotingException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jetbrains.annotations.Async;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the table of the queues that are ours, and brings it in line with our share of each topic.
 *
 * <p>The rebalance thread changes the table; anybody may read it. Official counterpart: {@code
 * org.apache.rocketmq.client.impl.consumer.RebalanceImpl}.
 */
final class RebalanceImpl {
  private static final Logger LOG = LoggerFactory.getLogger(RebalanceImpl.class);

  /** A queue that nobody has pulled for so long has lost its place in the circle. */
  private static final long PULL_MAX_IDLE_MILLIS = StepMode.limitMillis(120_000);

  /** What the owner before us gets to report its progress. */
  private static final long HAND_OVER_MILLIS = 500;

  private final DefaultMQPushConsumer settings;
  private final MQClientInstance instance;
  private final Set<String> topics;
  private final RemoteBrokerOffsetStore offsets;
  private final StartOffset startOffset;
  private final ClientParts parts;
  private final PullMessageService pulls;
  private final ConcurrentMap<MessageQueue, PullRequest> table = new ConcurrentHashMap<>();

  /**
   * @param topics that are subscribed to, the live set
   * @param pulls gets the queues that become ours
   */
  RebalanceImpl(
      DefaultMQPushConsumer settings,
      MQClientInstance instance,
      Set<String> topics,
      RemoteBrokerOffsetStore offsets,
      ClientParts parts,
      PullMessageService pulls) {
    this.settings = settings;
    this.instance = instance;
    this.topics = topics;
    this.offsets = offsets;
    this.startOffset = new StartOffset(settings, offsets, instance);
    this.parts = parts;
    this.pulls = pulls;
  }

  /** The queues that are ours now. */
  Set<MessageQueue> queues() {
    return Set.copyOf(table.keySet());
  }

  /**
   * Looks at all topics once.
   *
   * @return whether all is well; if not, another look should come soon
   */
  boolean doRebalance() throws InterruptedException {
    boolean balanced = true;
    for (String topic : Set.copyOf(topics)) {
      balanced &= rebalanceTopic(topic) || TopicNames.isRetryTopic(topic);
    }
    for (MessageQueue queue : table.keySet()) {
      if (!topics.contains(queue.getTopic())) {
        giveUp(queue);
      }
    }
    return balanced;
  }

  private boolean rebalanceTopic(String topic) throws InterruptedException {
    List<MessageQueue> all = new ArrayList<>(instance.routes().subscribeQueues(topic));
    if (all.isEmpty()) {
      return true; // a topic that nobody has created yet; its route will wake us
    }
    String group = settings.getConsumerGroup();
    List<String> members = new ArrayList<>(instance.findConsumerIdList(topic, group));
    if (members.isEmpty()) {
      return false; // no broker knows us yet, or it cannot be asked: keep what we have
    }
    Collections.sort(all);
    Collections.sort(members);
    try {
      List<MessageQueue> share =
          settings
              .getAllocateMessageQueueStrategy()
              .allocate(group, instance.clientId(), all, members);
      apply(topic, Set.copyOf(share), members.size() == 1);
      return true;
    } catch (RuntimeException e) {
      LOG.error("Group {}, topic {}: the allocation strategy failed", group, topic, e);
      return false;
    }
  }

  private void apply(String topic, Set<MessageQueue> share, boolean alone)
      throws InterruptedException {
    Set<MessageQueue> held = new HashSet<>();
    Set<MessageQueue> stale = new HashSet<>();
    long now = instance.clock().millis();
    for (Map.Entry<MessageQueue, PullRequest> entry : table.entrySet()) {
      if (entry.getKey().getTopic().equals(topic)) {
        held.add(entry.getKey());
        if (now - entry.getValue().lastPullMillis() > PULL_MAX_IDLE_MILLIS) {
          stale.add(entry.getKey());
        }
      }
    }
    QueueDiff.Changes changes = parts.queueDiff().between(held, stale, share);
    for (MessageQueue queue : changes.toDrop()) {
      giveUp(queue);
    }
    for (MessageQueue queue : changes.toTake()) {
      take(queue, alone ? 0 : HAND_OVER_MILLIS);
    }
    if (!changes.isEmpty()) {
      LOG.info("Group {}, topic {}: now ours {}", settings.getConsumerGroup(), topic, share);
    }
  }

  /** Drops first, reports then: so nothing that is reported later can be wrong. */
  private void giveUp(MessageQueue queue) throws InterruptedException {
    PullRequest request = table.remove(queue);
    if (request != null) {
      request.drop();
      offsets.handOver(queue);
    }
  }

  private void take(MessageQueue queue, long delayMillis) {
    var request = new PullRequest(queue, parts.processQueue().get(), instance.clock().millis());
    table.put(queue, request);
    instance.schedule("take over " + queue, () -> begin(request), delayMillis);
  }

  /** Runs on the client's scheduled thread; comes again until the broker says where to begin. */
  private void begin(@Async.Execute PullRequest request) throws InterruptedException {
    if (request.isDropped()) {
      return;
    }
    MessageQueue queue = request.messageQueue();
    try {
      request.nextOffset(startOffset.of(queue));
      pulls.executePullRequestImmediately(request);
    } catch (RemotingException | MQBrokerException | MQClientException e) {
      LOG.warn("No offset to begin at for {} yet: {}", queue, e.toString());
      request.lastPullMillis(instance.clock().millis());
      instance.schedule(
          "take over " + queue, () -> begin(request), PullMessageService.EXCEPTION_DELAY_MILLIS);
    }
  }

  /**
   * The broker says that our offset is outside the queue. Gives the queue up and lets the next
   * rebalance take it again, from the corrected offset.
   */
  void repair(PullRequest request, long correctOffset) throws InterruptedException {
    if (table.remove(request.messageQueue(), request)) {
      LOG.warn("{} is outside the queue; corrected to {}", request, correctOffset);
      request.drop();
      offsets.setOffset(request.messageQueue(), correctOffset);
      offsets.handOver(request.messageQueue());
    }
  }

  /** Nothing is ours any more. */
  void dropAll() {
    table.values().forEach(PullRequest::drop);
    table.clear();
  }
}
