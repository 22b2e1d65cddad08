package io.glassmq.remoting;

import io.glassmq.remoting.exception.RemotingException;
import io.glassmq.remoting.exception.RemotingTimeoutException;
import io.glassmq.remoting.protocol.RemotingCommand;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The reference {@link PendingRequests}: a concurrent map in which whoever removes an entry
 * completes it, so that nobody can do it twice.
 */
final class ResponseTable implements PendingRequests {
  // region lab02.1 table
  private final ConcurrentHashMap<Integer, Waiting> waiting = new ConcurrentHashMap<>();
  private volatile RemotingException closed;

  // endregion

  @Override
  public CompletableFuture<RemotingCommand> add(int opaque, long deadlineMillis) {
    // region lab02.1 add-request
    var entry = new Waiting(deadlineMillis);
    if (waiting.putIfAbsent(opaque, entry) != null) {
      throw new IllegalStateException("a request with opaque " + opaque + " waits already");
    }
    // After the put: a close at the same time either sees the entry or is seen here.
    RemotingException cause = closed;
    if (cause != null) {
      fail(opaque, cause);
    }
    return entry;
    // endregion
  }

  @Override
  public boolean complete(RemotingCommand answer) {
    // region lab02.2 complete-request
    Waiting entry = waiting.remove(answer.opaque());
    return entry != null && entry.complete(answer);
    // endregion
  }

  @Override
  public void fail(int opaque, RemotingException cause) {
    // region lab02.3 fail-request
    Waiting entry = waiting.remove(opaque);
    if (entry != null) {
      entry.completeExceptionally(cause);
    }
    // endregion
  }

  @Override
  public long expire(long nowMillis) {
    // region lab02.4 expire-requests
    long next = NEVER;
    for (var each : waiting.entrySet()) {
      Waiting entry = each.getValue();
      if (entry.deadlineMillis > nowMillis) {
        next = Math.min(next, entry.deadlineMillis);
      } else if (waiting.remove(each.getKey(), entry)) {
        entry.completeExceptionally(
            new RemotingTimeoutException(
                "no answer to request " + each.getKey() + " within its time limit"));
      }
    }
    return next;
    // endregion
  }

  @Override
  public void close(RemotingException cause) {
    // region lab02.5 close-table
    closed = cause;
    waiting.keySet().forEach(opaque -> fail(opaque, cause));
    // endregion
  }

  @Override
  public int size() {
    // region lab02.1 count-waiting
    return waiting.size();
    // endregion
  }

  // region lab02.1 entry
  /** A request that waits. Being its own future saves an object for each request. */
  private static final class Waiting extends CompletableFuture<RemotingCommand> {
    final long deadlineMillis;

    Waiting(long deadlineMillis) {
      this.deadlineMillis = deadlineMillis;
    }
  }
  // endregion
}
