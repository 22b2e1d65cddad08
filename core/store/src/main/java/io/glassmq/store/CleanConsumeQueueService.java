package io.glassmq.store;

import io.glassmq.common.thread.Agent;
import io.glassmq.store.logfile.MappedFileQueue;
import java.io.IOException;
import java.util.List;

/**
 * Deletes what points to records that are gone, after files of the log were deleted. When it fails,
 * it begins anew the next time.
 *
 * <p>Driven by {@link CleanCommitLogService}, on its thread; works only when the log begins
 * somewhere else than the last time. Official counterpart: {@code
 * org.apache.rocketmq.store.queue.ConsumeQueueStore$CleanConsumeQueueService}.
 */
final class CleanConsumeQueueService implements Agent {

  /** Something that was made from the log and can forget the same messages. */
  @FunctionalInterface
  interface Derived {
    /** Forgets what belongs to records that start before this offset of the log. */
    void deleteBefore(long minPhysicalOffset) throws IOException;
  }

  private final MappedFileQueue log;
  private final List<Derived> derived;
  private long cleanedTo = -1;

  CleanConsumeQueueService(MappedFileQueue log, Derived... derived) {
    this.log = log;
    this.derived = List.of(derived);
  }

  @Override
  public int doWork() throws IOException {
    long min = log.minOffset();
    if (min == cleanedTo) {
      return 0;
    }
    for (Derived each : derived) {
      each.deleteBefore(min);
    }
    cleanedTo = min;
    return 1;
  }
}
