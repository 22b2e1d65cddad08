package io.glassmq.client.impl.consumer;

import io.glassmq.client.ClientParts;
import io.glassmq.client.consumer.store.OffsetStore;
import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.impl.factory.MQClientInstance;
import io.glassmq.client.impl.factory.MQClientInstance.Task;
import io.glassmq.common.StepMode;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.remoting.exception.RemotingException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
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

  /** A queue that we have not asked for so long has lost its place in the circle. */
  static final long MAX_IDLE_MILLIS =
      StepMode.limitMillis(Long.getLong("rocketmq.client.pull.pullMaxIdleTime", 120_000));

  /** What the owner before us gets to report its progress. */
  private static final long HAND_OVER_MILLIS = 500;

  /** When to ask again for a queue that was refused. */
  private static final long REFUSED_MILLIS = 500;

  private final GroupRules rules;
  private final MQClientInstance instance;
  private final Set<String> topics;
  private final ShareSource shares;
  private final OffsetStore offsets;
  private final StartOffset startOffset;
  private final ClientParts parts;
  private final QueueOwner owner;
  private final Runnable wakeup;
  private final ConcurrentMap<MessageQueue, PullRequest> table = new ConcurrentHashMap<>();
  private final Queue<Task> repairs = new ConcurrentLinkedQueue<>();

  /**
   * @param topics that are subscribed to, the live set
   * @param shares says what is ours
   * @param owner gets the queues that become ours, and gives them back
   * @param wakeup asks for another round
   */
  RebalanceImpl(
      GroupRules rules,
      MQClientInstance instance,
      Set<String> topics,
      ShareSource shares,
      OffsetStore offsets,
      ClientParts parts,
      QueueOwner owner,
      Runnable wakeup) {
    this.rules = rules;
    this.instance = instance;
    this.topics = topics;
    this.shares = shares;
    this.offsets = offsets;
    this.startOffset = new StartOffset(rules, offsets, instance);
    this.parts = parts;
    this.owner = owner;
    this.wakeup = wakeup;
  }

  /** The queues that are ours now. */
  Set<MessageQueue> queues() {
    return Set.copyOf(table.keySet());
  }

  /** The queues that are ours now, and those that we cannot let go of yet. */
  Collection<PullRequest> requests() {
    return Collections.unmodifiableCollection(table.values());
  }

  /**
   * Looks at all topics once, unless the owner wants no change now.
   *
   * @return whether all is well; if not, another look should come soon
   */
  boolean doRebalance() throws InterruptedException {
    for (Task next = repairs.poll(); next != null; next = repairs.poll()) {
      next.run();
    }
    if (owner.isPaused()) {
      return true; // when it goes on it will wake us
    }
    boolean balanced = true;
    for (String topic : Set.copyOf(topics)) {
      balanced &= rebalanceTopic(topic) || TopicNames.isRetryTopic(topic);
    }
    owner.popOnly(topics);
    for (PullRequest request : table.values()) {
      if (!topics.contains(request.messageQueue().getTopic())) {
        balanced &= giveUp(request);
      }
    }
    return balanced;
  }

  private boolean rebalanceTopic(String topic) throws InterruptedException {
    List<MessageQueue> all = new ArrayList<>(instance.routes().subscribeQueues(topic));
    if (all.isEmpty()) {
      return unknown(topic);
    }
    Collections.sort(all);
    Optional<ShareSource.Share> share = shares.of(topic, all);
    return share.isPresent() && apply(topic, all, share.get());
  }

  /** A topic that nobody has created yet; its route will wake us. */
  private boolean unknown(String topic) throws InterruptedException {
    if (!TopicNames.isRetryTopic(topic)) {
      tell(topic, Set.of(), Set.of());
    }
    return true;
  }

  /** Whatever the user's listener throws, the round goes on: other topics are none of its fault. */
  private void tell(String topic, Set<MessageQueue> all, Set<MessageQueue> ours)
      throws InterruptedException {
    try {
      owner.queuesChanged(topic, all, ours);
    } catch (RuntimeException e) {
      LOG.error("Group {}: the queue listener failed for topic {}", rules.group(), topic, e);
    }
  }

  /** Gives up what is not in the share, then takes what is new in it. */
  private boolean apply(String topic, List<MessageQueue> all, ShareSource.Share share)
      throws InterruptedException {
    QueueDiff.Changes changes = changes(topic, share.pulled());
    boolean balanced = true;
    for (MessageQueue queue : changes.toDrop()) {
      balanced &= giveUp(table.get(queue));
    }
    for (MessageQueue queue : changes.toTake()) {
      balanced &= take(queue, share.handedOver() ? HAND_OVER_MILLIS : 0);
    }
    boolean popChanged = owner.pop(topic, share.popped());
    if (popChanged || !changes.isEmpty()) {
      LOG.info("Group {}, topic {}: now ours {}", rules.group(), topic, share.all());
      tell(topic, new LinkedHashSet<>(all), share.all());
    }
    return balanced;
  }

  private QueueDiff.Changes changes(String topic, Set<MessageQueue> share) {
    Set<MessageQueue> held = new HashSet<>();
    Set<MessageQueue> stale = new HashSet<>();
    long now = instance.clock().millis();
    for (PullRequest request : table.values()) {
      if (request.messageQueue().getTopic().equals(topic)) {
        held.add(request.messageQueue());
        if (request.isDropped() || now - request.lastPullMillis() > MAX_IDLE_MILLIS) {
          stale.add(request.messageQueue());
        }
      }
    }
    return parts.queueDiff().between(held, stale, share);
  }

  /**
   * Drops first, stores the offset then: so nothing that is stored later can be wrong.
   *
   * @return whether the queue is free; if not, somebody still works on it
   */
  private boolean giveUp(PullRequest request) throws InterruptedException {
    MessageQueue queue = request.messageQueue();
    if (!owner.release(request)) {
      LOG.info("Group {}: {} is still being worked on", rules.group(), queue);
      return false;
    }
    offsets.persist(queue);
    offsets.removeOffset(queue);
    table.remove(queue);
    owner.released(queue);
    return true;
  }

  /**
   * @return whether it is ours now; if not, its owner before us has not let go of it yet
   */
  private boolean take(MessageQueue queue, long delayMillis) throws InterruptedException {
    if (table.containsKey(queue)) {
      return false; // not free of ourselves
    }
    if (!owner.acquire(queue)) {
      instance.schedule("ask again for " + queue, wakeup::run, REFUSED_MILLIS);
      return false;
    }
    offsets.removeOffset(queue);
    var request = new PullRequest(queue, parts.processQueue().get(), instance.clock().millis());
    table.put(queue, request);
    instance.schedule("take over " + queue, () -> begin(request), delayMillis);
    return true;
  }

  /** Runs on the client's scheduled thread; comes again until the broker says where to begin. */
  private void begin(@Async.Execute PullRequest request) throws InterruptedException {
    if (request.isDropped()) {
      return;
    }
    MessageQueue queue = request.messageQueue();
    try {
      request.nextOffset(owner.wantsStartOffset() ? startOffset.of(queue) : 0);
      owner.begin(request);
    } catch (RemotingException | MQBrokerException | MQClientException e) {
      LOG.warn("No offset to begin at for {} yet: {}", queue, e.toString());
      request.lastPullMillis(instance.clock().millis());
      instance.schedule(
          "take over " + queue, () -> begin(request), PullThread.EXCEPTION_DELAY_MILLIS);
    }
  }

  /**
   * The broker says that our offset is not to be used. The next round gives the queue up and takes
   * it again, from the corrected offset. May be called on any thread.
   */
  void repair(PullRequest request, long correctOffset) {
    repairs.add(() -> giveUpAt(request, correctOffset));
    wakeup.run();
  }

  private void giveUpAt(PullRequest request, long correctOffset) throws InterruptedException {
    if (table.get(request.messageQueue()) == request) {
      LOG.warn("{}: goes on at {} instead", request, correctOffset);
      offsets.updateAndFreezeOffset(request.messageQueue(), correctOffset);
      giveUp(request);
    }
  }

  /**
   * An administrator sends the group elsewhere. What is in hand is finished, but not reported. May
   * be called on any thread.
   */
  void goOnAt(PullRequest request, long offset) {
    // First: a round that is under way may give the queue up as soon as it is dropped.
    offsets.updateAndFreezeOffset(request.messageQueue(), offset);
    request.drop();
    repair(request, offset);
  }

  /** Nothing is ours any more. */
  void dropAll() {
    table.values().forEach(PullRequest::drop);
    table.clear();
  }
}
