package io.glassmq.testkit;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import io.glassmq.common.message.MessageQueue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Who of a consumer group got which message, and whose each queue was meant to be; and the verdicts
 * on that.
 *
 * <p>At least once is the promise. So a message may come twice, but only for a reason: its queue
 * went to another member, or the broker that kept the group's offset died.
 *
 * <p>Thread-safe: the members' threads write, the test reads. A verdict looks at what is there at
 * that moment, so stop load and members before.
 */
public final class GroupLedger {
  /** A member still begins to consume what it had in hand when it learns its new share. */
  private static final long GIVING_UP_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Queue<Delivery> deliveries = new ConcurrentLinkedQueue<>();
  private final Queue<Share> shares = new ConcurrentLinkedQueue<>();
  private final Queue<Outage> outages = new ConcurrentLinkedQueue<>();

  /** What a member took for its share of a topic, at a time. */
  private record Share(String member, String topic, Set<MessageQueue> queues, long nanos) {}

  private record Outage(String broker, long nanos) {}

  /** Two deliveries of one message, the later of which was not called for. */
  public record Duplicate(Delivery first, Delivery again) {}

  public void delivered(Delivery delivery) {
    deliveries.add(delivery);
  }

  /** A member's allocation strategy gave it these queues of a topic; nothing need have changed. */
  public void shared(String member, String topic, Collection<MessageQueue> queues) {
    shares.add(new Share(member, topic, Set.copyOf(queues), System.nanoTime()));
  }

  /** A broker is about to die: what the group consumed last may come again from its queues. */
  public void brokerDies(String broker) {
    outages.add(new Outage(broker, System.nanoTime()));
  }

  /** All deliveries so far, in the order in which the listeners were called. */
  public List<Delivery> deliveries() {
    return deliveries.stream().sorted(Comparator.comparingLong(Delivery::beginNanos)).toList();
  }

  /** The ids of all messages that a listener is done with. */
  public Set<String> consumed() {
    return deliveries.stream().filter(Delivery::consumed).map(Delivery::id).collect(toSet());
  }

  /** Of these messages, those that nobody has consumed. */
  public Set<String> lost(Collection<String> acknowledged) {
    Set<String> consumed = consumed();
    return acknowledged.stream().filter(id -> !consumed.contains(id)).collect(toSet());
  }

  /** All repetitions of what was consumed before. */
  public List<Duplicate> duplicates() {
    List<Duplicate> duplicates = new ArrayList<>();
    Map<String, List<Delivery>> byId =
        deliveries().stream().filter(Delivery::consumed).collect(groupingBy(Delivery::id));
    for (List<Delivery> same : byId.values()) {
      for (int i = 1; i < same.size(); i++) {
        duplicates.add(new Duplicate(same.get(i - 1), same.get(i)));
      }
    }
    return duplicates;
  }

  /** Repetitions without a reason: the queue stayed with its owner, and its broker lived. */
  public List<Duplicate> groundlessDuplicates() {
    return duplicates().stream().filter(duplicate -> !hasReason(duplicate)).toList();
  }

  private boolean hasReason(Duplicate duplicate) {
    Delivery first = duplicate.first();
    long from = first.beginNanos() - GIVING_UP_NANOS;
    long to = duplicate.again().beginNanos();
    MessageQueue queue = first.queue();
    return !first.member().equals(duplicate.again().member())
        || outages.stream()
            .filter(outage -> outage.broker().equals(queue.getBrokerName()))
            .anyMatch(outage -> outage.nanos() - from >= 0 && to - outage.nanos() >= 0)
        || shares.stream()
            .filter(share -> share.member().equals(first.member()))
            .filter(share -> share.topic().equals(queue.getTopic()))
            .filter(share -> share.nanos() - from >= 0 && to - share.nanos() >= 0)
            .anyMatch(share -> !share.queues().contains(queue));
  }

  /**
   * Deliveries that an orderly group must not see: a message before the one in front of it was
   * consumed, or while another one of its queue was being consumed.
   */
  public List<String> disorder() {
    return deliveries().stream().collect(groupingBy(Delivery::queue)).values().stream()
        .flatMap(GroupLedger::disorder)
        .toList();
  }

  private static Stream<String> disorder(List<Delivery> ofOneQueue) {
    List<String> found = new ArrayList<>();
    long next = ofOneQueue.get(0).queueOffset();
    Delivery before = null;
    for (Delivery delivery : ofOneQueue) {
      if (delivery.queueOffset() > next) {
        found.add(delivery + "; offset " + next + " was next");
      }
      if (before != null && before.endNanos() - delivery.beginNanos() > 0) {
        found.add(delivery + ", while " + before);
      }
      if (delivery.consumed()) {
        next = Math.max(next, delivery.queueOffset() + 1);
      }
      before = delivery;
    }
    return found.stream();
  }

  @Override
  public String toString() {
    return "%d deliveries, %d of them repeated".formatted(deliveries.size(), duplicates().size());
  }
}
