package io.glassmq.broker.pop;

import java.util.function.IntSupplier;

/**
 * The topic in which check points and acknowledgements meet.
 *
 * @param name {@code rmq_sys_REVIVE_LOG_<cluster>}
 * @param queues how many it has: at least {@code reviveQueueNum}, and never fewer than it once had,
 *     for records may wait in each
 */
public record ReviveTopic(String name, IntSupplier queues) {

  /** A receipt may say anything. */
  boolean has(int queueId) {
    return queueId >= 0 && queueId < queues.getAsInt();
  }
}
