package io.glassmq.solutions.lab02;

import io.glassmq.remoting.PendingRequests;
import io.glassmq.remoting.exception.RemotingException;
import io.glassmq.remoting.exception.RemotingTimeoutException;
import io.glassmq.remoting.protocol.RemotingCommand;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Your table of the requests of one connection that wait for their answers. Chapter 02 explains the
 * rules; the port {@link PendingRequests} numbers them PR-1 to PR-7.
 *
 * <pre>
 *   add        a sender's thread, before it writes the request          step 1
 *   complete   the I/O thread, when an answer came                      step 2
 *   fail       the I/O thread, when the request could not be written    step 3
 *   expire     the I/O thread, when a deadline is over                  step 4
 *   close      the I/O thread, when the connection is gone              step 5
 * </pre>
 *
 * <p>Senders call it at the same time as the I/O thread. There are no fields yet: what keeps the
 * requests is yours to choose.
 */
final class MyPendingRequests implements PendingRequests {
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
