package io.glassmq.store;

import io.glassmq.common.Clock;
import java.util.List;

/**
 * The replaceable parts of the store; the defaults are the references.
 *
 * @param appendPath lab 04
 * @param dispatchers lab 05: told of each record after its queue entry was written
 * @param recovery lab 06
 */
public record StoreParts(
    AppendPath.Factory appendPath,
    List<CommitLogDispatcher> dispatchers,
    CommitLogRecovery recovery,
    Clock clock) {

  public static StoreParts defaults() {
    return new StoreParts(CommitLog::new, List.of(), new ScanningRecovery(), Clock.SYSTEM);
  }
}
