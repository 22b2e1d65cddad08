package io.glassmq.remoting;

import io.glassmq.remoting.exception.RemotingException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RequestCode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Calls servers, one connection for each address, and answers the requests that servers send back
 * over it.
 *
 * <p>Thread-safe. Addresses are {@code host:port}; null means the name server: the one of the list
 * that served last, or the next one when its connection is gone. Official counterpart: {@code
 * org.apache.rocketmq.remoting.RemotingClient}.
 */
public interface RemotingClient {

  void start();

  /** Sets the name servers. The connection to one that is not in the list any more is closed. */
  void updateNameServerAddressList(List<String> addresses);

  List<String> getNameServerAddressList();

  /** Closes all connections; requests that wait for an answer fail at once. */
  void shutdown();

  /** Must be called before {@link #start()}. */
  void registerProcessor(RequestCode code, RequestProcessor processor, Executor executor);

  /**
   * Sends a request and waits for its answer.
   *
   * @param timeoutMillis for everything: connecting, sending, waiting
   * @throws RemotingException one of its children says what went wrong
   * @throws InterruptedException if the caller is
   * @throws IllegalStateException on an I/O thread, which would wait for itself
   */
  RemotingCommand invokeSync(String address, RemotingCommand request, long timeoutMillis)
      throws RemotingException, InterruptedException;

  /**
   * Sends a request. Never throws: the future fails with a {@link RemotingException}. It is
   * completed on an I/O thread, which must not be blocked: hand over what may wait.
   *
   * @param timeoutMillis for everything, also for waiting until one of the bounded number of
   *     asynchronous calls is free
   */
  CompletableFuture<RemotingCommand> invokeAsync(
      String address, RemotingCommand request, long timeoutMillis);

  /**
   * Sends a request and wants no answer. Returns when it is handed to the network.
   *
   * @throws RemotingException if there is no connection or too much is on its way
   * @throws InterruptedException if the caller is
   */
  void invokeOneway(String address, RemotingCommand request, long timeoutMillis)
      throws RemotingException, InterruptedException;
}
