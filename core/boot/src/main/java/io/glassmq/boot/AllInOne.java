package io.glassmq.boot;

import io.glassmq.broker.BrokerController;
import io.glassmq.broker.BrokerParts;
import io.glassmq.common.StepMode;
import io.glassmq.namesrv.NamesrvController;
import io.glassmq.namesrv.NamesrvParts;
import io.glassmq.store.StoreException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Name server and broker in one process, so that one debugger sees the whole way of a message.
 * Tests, labs and the demo use it as an object; {@code main} runs it as a process.
 *
 * <p>When {@link #start} returns, a send works at once. Thread-safe after that.
 */
public final class AllInOne implements AutoCloseable {
  private static final long REGISTRATION_TIMEOUT_MILLIS = 10_000;

  private static final String ANY_ADDRESS = "0.0.0.0";

  private final NamesrvController namesrv;
  private final String namesrvAddr;
  private final BrokerController broker;

  private AllInOne(NamesrvController namesrv, String namesrvAddr, BrokerController broker) {
    this.namesrv = namesrv;
    this.namesrvAddr = namesrvAddr;
    this.broker = broker;
  }

  public static void main(String[] args) {
    System.exit(OneLineErrors.commandLine(new UpCommand()).execute(args));
  }

  /**
   * Starts with the reference parts; see {@link #start(AllInOneConfig, BrokerParts, NamesrvParts)}.
   */
  public static AllInOne start(AllInOneConfig config) throws StoreException {
    return start(config, BrokerParts.defaults(), NamesrvParts.defaults());
  }

  /**
   * Starts both, and waits until the name server knows the broker.
   *
   * @throws io.glassmq.common.config.ConfigException if a setting cannot be meant
   * @throws StoreException if the store cannot be opened
   * @throws java.io.UncheckedIOException if a port cannot be opened
   */
  public static AllInOne start(
      AllInOneConfig config, BrokerParts brokerParts, NamesrvParts namesrvParts)
      throws StoreException {
    NamesrvController namesrv = NamesrvStartup.build(config.namesrv(), namesrvParts);
    namesrv.start();
    String host = config.namesrv().get("bindAddress");
    String namesrvAddr =
        (host.equals(ANY_ADDRESS) ? "127.0.0.1" : host) + ":" + namesrv.listenPort();
    BrokerController broker = null;
    try {
      config.broker().set("namesrvAddr", namesrvAddr);
      broker = BrokerStartup.build(config.broker(), brokerParts);
      broker.start();
      awaitRegistration(broker);
      return new AllInOne(namesrv, namesrvAddr, broker);
    } catch (StoreException | RuntimeException e) {
      if (broker != null) {
        broker.shutdown();
      }
      namesrv.shutdown();
      throw e;
    }
  }

  private static void awaitRegistration(BrokerController broker) {
    long limitMillis = StepMode.limitMillis(REGISTRATION_TIMEOUT_MILLIS);
    try {
      broker.registered().get(limitMillis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new IllegalStateException("The broker could not register with its name server", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the broker registers", e);
    }
  }

  /** What a client sets as its name server address. */
  public String namesrvAddr() {
    return namesrvAddr;
  }

  /** Where the broker listens, as {@code host:port}. */
  public String brokerAddr() {
    return broker.brokerAddr();
  }

  /** The running broker, for those who want to look inside. */
  public BrokerController broker() {
    return broker;
  }

  /** Stops the broker, then the name server. May be called more than once. */
  @Override
  public void close() {
    broker.shutdown();
    namesrv.shutdown();
  }
}
