package io.glassmq.labs.lab02;

import io.glassmq.labs.LabTodo;
import io.glassmq.remoting.PendingRequests;
import io.glassmq.remoting.exception.RemotingException;
import io.glassmq.remoting.protocol.RemotingCommand;
import java.util.concurrent.CompletableFuture;

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

  @Override
  public CompletableFuture<RemotingCommand> add(int opaque, long deadlineMillis) {
    // Step 1: Keep a request.
    throw new LabTodo(
        "lab02",
        "add-request",
        "Keep a new future under its number, with its deadline, and return it. "
            + "Throw an IllegalStateException if the number waits already.");
  }

  @Override
  public boolean complete(RemotingCommand answer) {
    // Step 2: Give an answer to its request.
    throw new LabTodo(
        "lab02",
        "complete-request",
        "Find the request with the number of the answer, forget it and complete "
            + "it with the answer. Return whether there was one.");
  }

  @Override
  public void fail(int opaque, RemotingException cause) {
    // Step 3: End a request that was not sent.
    throw new LabTodo(
        "lab02",
        "fail-request",
        "End the request with this number with the exception, and forget it. Do "
            + "nothing if it does not wait.");
  }

  @Override
  public long expire(long nowMillis) {
    // Step 4: End those that are late.
    throw new LabTodo(
        "lab02",
        "expire-requests",
        "End each request whose deadline is not after nowMillis with a "
            + "RemotingTimeoutException. Return the earliest deadline of the others, "
            + "NEVER if there is none.");
  }

  @Override
  public void close(RemotingException cause) {
    // Step 5: End all when the connection is gone.
    throw new LabTodo(
        "lab02",
        "close-table",
        "End all that wait with this exception, and see to it that a request "
            + "added later ends with it at once.");
  }

  @Override
  public int size() {
    // Step 1: Keep a request.
    throw new LabTodo("lab02", "count-waiting", "Return how many requests wait.");
  }
}
