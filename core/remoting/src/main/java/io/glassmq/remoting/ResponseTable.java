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
  private final ConcurrentHashMap<Integer, Waiting> waiting = new ConcurrentHashMap<>();
  private volatile RemotingException closed;

  @Override
  public CompletableFuture<RemotingCommand> add(int opaque, long deadlineMillis) {
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
  }

  @Override
  public boolean complete(RemotingCommand answer) {
    Waiting entry = waiting.remove(answer.opaque());
    return entry != null && entry.complete(answer);
  }

  @Override
  public void fail(int opaque, RemotingException cause) {
    Waiting entry = waiting.remove(opaque);
    if (entry != null) {
      entry.completeExceptionally(cause);
    }
  }

  @Override
  public long expire(long nowMillis) {
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
  }

  @Override
  public void close(RemotingException cause) {
    closed = cause;
    waiting.keySet().forEach(opaque -> fail(opaque, cause));
  }

  @Override
  public int size() {
    return waiting.size();
  }

  /** A request that waits. Being its own future saves an object for each request. */
  private static final class Waiting extends CompletableFuture<RemotingCommand> {
    final long deadlineMillis;

    Waiting(long deadlineMillis) {
      this.deadlineMillis = deadlineMillis;
    }
  }
}
