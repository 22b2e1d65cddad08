package io.glassmq.remoting;

import io.glassmq.remoting.exception.RemotingException;
import io.glassmq.remoting.protocol.RemotingCommand;
import java.util.concurrent.CompletableFuture;

/**
 * The requests of one connection that wait for their answers. Knows no clock and no thread: the
 * connection says what time it is and when to look for late ones.
 *
 * <ul>
 *   <li>PR-1: a request that was added is completed exactly once: by its answer, by a failure, by
 *       the passing of its deadline, or by the closing of the table.
 *   <li>PR-2: an answer completes the request with the same {@code opaque} and no other, in
 *       whatever order answers come.
 *   <li>PR-3: an answer that nobody waits for (late, or never asked for) changes nothing.
 *   <li>PR-4: {@link #expire} fails exactly those whose deadline is not after {@code nowMillis},
 *       with a {@code RemotingTimeoutException}.
 *   <li>PR-5: after {@link #close} nobody waits any more, and a request added later fails at once.
 *   <li>PR-6: a completed request is forgotten: {@link #size} is the number of those that wait.
 *   <li>PR-7: two requests that wait never share an {@code opaque}; adding the second throws.
 * </ul>
 *
 * <p>Thread-safe: senders add, the I/O thread completes. Futures complete on the thread of the call
 * that completes them.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.remoting.netty.ResponseFuture} and the table
 * around it.
 */
public interface PendingRequests {

  /** {@link #expire} returns it when nobody waits. */
  long NEVER = Long.MAX_VALUE;

  /**
   * A request is about to be sent.
   *
   * @param deadlineMillis by the caller's clock, ms since 1970
   * @throws IllegalStateException if a request with this number waits already
   */
  CompletableFuture<RemotingCommand> add(int opaque, long deadlineMillis);

  /**
   * An answer came.
   *
   * @return whether somebody waited for it
   */
  boolean complete(RemotingCommand answer);

  /** A request could not be sent. Nothing happens if it does not wait any more. */
  void fail(int opaque, RemotingException cause);

  /**
   * Fails all that are late.
   *
   * @return the earliest deadline of the others, or {@link #NEVER}
   */
  long expire(long nowMillis);

  /** The connection is gone: fails all, now and later. */
  void close(RemotingException cause);

  int size();
}
