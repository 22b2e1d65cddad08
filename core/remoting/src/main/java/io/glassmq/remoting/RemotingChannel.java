package io.glassmq.remoting;

import io.glassmq.remoting.protocol.RemotingCommand;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;

/**
 * One connection, seen from the side that did not have to know Netty.
 *
 * <p>Thread-safe. Two channels are equal when they are the same connection.
 */
public interface RemotingChannel {

  /** Where the other end is. */
  InetSocketAddress remoteAddress();

  /** Which of our addresses it reached. */
  InetSocketAddress localAddress();

  boolean isActive();

  /**
   * Asks the other end (a broker asks a client this way).
   *
   * @param timeoutMillis more than 0
   * @return the answer; fails with a {@code RemotingException} when none comes in time
   */
  CompletableFuture<RemotingCommand> invoke(RemotingCommand request, long timeoutMillis);

  /** Tells the other end something and wants no answer; a failure is only logged. */
  void invokeOneway(RemotingCommand request);

  void close();
}
