package io.glassmq.client.latency;

import io.glassmq.common.message.MessageQueue;
import java.util.List;

/**
 * Chooses the queue for the next message of a producer.
 *
 * <ul>
 *   <li>FS-1: the result is one of {@code queues}.
 *   <li>FS-2: without failures all queues of a topic get the same share, however many threads send.
 *   <li>FS-3: after a failed attempt the queue is on another broker, if there is one.
 *   <li>FS-4: never null, never an exception: with all brokers under suspicion some queue is
 *       chosen.
 * </ul>
 *
 * <p>Called by all sending threads at once. Port of lab 07. Official counterpart: {@code
 * org.apache.rocketmq.client.latency.MQFaultStrategy}.
 */
public interface MQFaultStrategy {

  /**
   * @param queues that can be written to, at least one
   * @param failedBroker where the attempt before failed, or null on the first attempt
   */
  MessageQueue selectOneMessageQueue(List<MessageQueue> queues, String failedBroker);
}
