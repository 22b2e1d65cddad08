package io.glassmq.store;

import io.glassmq.common.Clock;
import io.glassmq.store.logfile.FileLayer;
import java.util.List;

/**
 * The replaceable parts of the store; the defaults are the references.
 *
 * @param appendPath lab 04
 * @param dispatchers lab 05: told of each record after its queue entry was written
 * @param recovery lab 06
 * @param files the disk
 */
public record StoreParts(
    AppendPath.Factory appendPath,
    List<CommitLogDispatcher> dispatchers,
    CommitLogRecovery recovery,
    FileLayer files,
    Clock clock) {

  public static StoreParts defaults() {
    return new StoreParts(
        CommitLog::new, List.of(), new ScanningRecovery(), FileLayer.DISK, Clock.SYSTEM);
  }

  public StoreParts with(AppendPath.Factory other) {
    return new StoreParts(other, dispatchers, recovery, files, clock);
  }

  public StoreParts with(List<CommitLogDispatcher> others) {
    return new StoreParts(appendPath, others, recovery, files, clock);
  }

  public StoreParts with(CommitLogRecovery other) {
    return new StoreParts(appendPath, dispatchers, other, files, clock);
  }

  public StoreParts with(FileLayer other) {
    return new StoreParts(appendPath, dispatchers, recovery, other, clock);
  }

  public StoreParts with(Clock other) {
    return new StoreParts(appendPath, dispatchers, recovery, files, other);
  }
}
