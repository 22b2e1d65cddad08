package io.glassmq.client.consumer.store;

import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.exception.RemotingException;
import java.util.Map;
import java.util.Set;

/**
 * How far a group has consumed each of its queues: counted in memory, kept in a store that outlives
 * the consumer. An offset is that of the next message to consume.
 *
 * <ul>
 *   <li>OS-1: an update that is to increase only never lowers what is in memory.
 *   <li>OS-2: a frozen offset stays as it is until it is removed.
 *   <li>OS-3: what was read from the store is in memory from then on, unless it was frozen there.
 *   <li>OS-4: after {@link #persist} another store object of the same group reads that offset.
 *   <li>OS-5: removing forgets the memory and leaves the store alone.
 * </ul>
 *
 * <p>Thread-safe. Official counterpart: {@code
 * org.apache.rocketmq.client.consumer.store.OffsetStore}.
 */
public interface OffsetStore {
  /** Answer of {@link #readOffset}: there is no offset. */
  long NOT_FOUND = -1;

  /** Answer of {@link #readOffset}: the store cannot be asked now. */
  long UNAVAILABLE = -2;

  /** Opens the store, before anything else. */
  void load() throws MQClientException;

  /** Remembers progress, or, if it need not be an increase, a correction. */
  void updateOffset(MessageQueue mq, long offset, boolean increaseOnly);

  /** Remembers a correction that whoever is late with an update must not undo. */
  void updateAndFreezeOffset(MessageQueue mq, long offset);

  /**
   * @return the offset, {@link #NOT_FOUND}, or another negative number if it cannot be told now
   */
  long readOffset(MessageQueue mq, ReadOffsetType type);

  /** Stores the offsets of these queues, soon. */
  void persistAll(Set<MessageQueue> mqs);

  /** Stores the offset of one queue, if one is in memory, before it returns. */
  void persist(MessageQueue mq);

  /** Forgets a queue that is no longer ours. */
  void removeOffset(MessageQueue mq);

  /** A copy of what is in memory; of all topics if {@code topic} is null or empty. */
  Map<MessageQueue, Long> cloneOffsetTable(String topic);

  /**
   * Tells a broker directly.
   *
   * @param isOneway whether not to wait for its answer
   */
  void updateConsumeOffsetToBroker(MessageQueue mq, long offset, boolean isOneway)
      throws RemotingException, MQBrokerException, InterruptedException, MQClientException;
}
