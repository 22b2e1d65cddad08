package io.glassmq.remoting;

import io.glassmq.remoting.protocol.RequestCode;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * Listens on a port and hands each request to the processor registered for its code.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.remoting.RemotingServer}.
 */
public interface RemotingServer {

  /** Must be called before {@link #start()}. */
  void registerProcessor(RequestCode code, RequestProcessor processor, Executor executor);

  /** Who answers what, in the order of the codes. */
  Map<RequestCode, Registration> registrations();

  /**
   * Opens the port.
   *
   * @throws java.io.UncheckedIOException if it cannot be opened; the message names address and port
   */
  void start();

  /** Closes the port and all connections; answers on their way are written first. */
  void shutdown();

  /** The port in use; differs from the configured one when that was 0. */
  int localListenPort();
}
