package io.glassmq.broker;

import io.glassmq.store.MessageStore;
import io.glassmq.store.StoreException;
import java.util.concurrent.CompletableFuture;

/**
 * A whole broker: builds its services, starts them in order, stops them in reverse.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.broker.BrokerController}.
 */
public final class BrokerController {
  private final BrokerConfig config;
  private final CompletableFuture<Void> registered = new CompletableFuture<>();

  public BrokerController(BrokerConfig config, BrokerParts parts) {
    this.config = config;
  }

  /**
   * Opens the store, then the port, then registers with the name servers.
   *
   * @throws StoreException if the store cannot be opened; the message says why
   * @throws java.io.UncheckedIOException if the port cannot be opened; the message says why
   */
  public void start() throws StoreException {
    throw new UnsupportedOperationException();
  }

  /** Leaves the name servers, closes the port, then the store. May be called more than once. */
  public void shutdown() {}

  /** The port in use; differs from the configured one when that was 0. */
  public int listenPort() {
    return config.listenPort();
  }

  /** The address that clients are told, as {@code host:port}. Call it after {@link #start()}. */
  public String brokerAddr() {
    return config.brokerIP1() + ":" + listenPort();
  }

  /** Completes when a name server has taken the first registration; never without name servers. */
  public CompletableFuture<Void> registered() {
    return registered;
  }

  /** For those who want to look at what is on disk. */
  public MessageStore messageStore() {
    throw new UnsupportedOperationException();
  }
}
