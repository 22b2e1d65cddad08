package io.glassmq.namesrv;

/**
 * A whole name server: builds its services, starts them in order, stops them in reverse.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.namesrv.NamesrvController}.
 */
public final class NamesrvController {
  private final NamesrvConfig config;

  public NamesrvController(NamesrvConfig config, NamesrvParts parts) {
    this.config = config;
  }

  /**
   * Opens the port.
   *
   * @throws java.io.UncheckedIOException if it cannot; the message says why
   */
  public void start() {
    throw new UnsupportedOperationException();
  }

  /** Closes the port and stops all threads. May be called more than once. */
  public void shutdown() {}

  /** The port in use; differs from the configured one when that was 0. */
  public int listenPort() {
    return config.listenPort();
  }
}
