package io.glassmq.client.latency;

import io.glassmq.client.common.ThreadLocalIndex;
import io.glassmq.client.producer.ProducerConfig;
import io.glassmq.common.Clock;
import io.glassmq.common.message.MessageQueue;
import java.util.List;
import java.util.Set;

/**
 * Chooses the queue for the next message of a producer, from what it was told of the brokers.
 *
 * <ul>
 *   <li>FS-1: the result is one of {@code queues}.
 *   <li>FS-2: without failures each thread gives all queues of a topic the same share.
 *   <li>FS-3: after a failed attempt the queue is on another broker, if there is one.
 *   <li>FS-4: never null, never an exception: with all brokers under suspicion some queue is
 *       chosen.
 * </ul>
 *
 * <p>These hold for one that remembers what happened before, too:
 *
 * <ul>
 *   <li>FS-5: a broker that was slow gets no message for the time that its latency is worth, as
 *       long as another one is well; an isolated one counts as one that took 10 s.
 *   <li>FS-6: when no broker is well, one that can be reached goes before one that cannot.
 *   <li>FS-7: a later, better outcome does not shorten that time, but makes a broker reachable.
 * </ul>
 *
 * <p>One for each producer, called by all its threads at once. Port of lab 07. Official
 * counterpart: {@code org.apache.rocketmq.client.latency.MQFaultStrategy}.
 */
public interface MQFaultStrategy {

  /** Makes the one of a producer, when it starts. */
  @FunctionalInterface
  interface Maker {
    MQFaultStrategy make(ProducerConfig settings, Clock clock);
  }

  /** The house's own: with or without a memory, as the settings say. */
  static MQFaultStrategy of(ProducerConfig settings, Clock clock) {
    return settings.isSendLatencyFaultEnable()
        ? new LatencyFaultTolerance(
            clock, settings.getLatencyMax(), settings.getNotAvailableDuration())
        : new RoundRobin();
  }

  /**
   * @param queues of one topic that can be written to, at least one
   * @param turn whose turn it is among them
   * @param failedBroker where the attempt before failed, or null on the first attempt
   */
  MessageQueue selectOneMessageQueue(
      List<MessageQueue> queues, ThreadLocalIndex turn, String failedBroker);

  /**
   * How an attempt at a broker ended.
   *
   * @param latencyMillis how long it took
   * @param isolation whether the broker is to be avoided whatever the time it took
   * @param reachable whether it can be reached, as far as we know
   */
  default void updateFaultItem(
      String brokerName, long latencyMillis, boolean isolation, boolean reachable) {}

  /** The brokers of which it is worth asking whether they can be reached again. */
  default Set<String> unreachableBrokers() {
    return Set.of();
  }
}
