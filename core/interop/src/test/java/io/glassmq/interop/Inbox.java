package io.glassmq.interop;

import static org.awaitility.Awaitility.await;

import io.glassmq.interop.driver.Received;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Collects what one consumer receives; filled by the consumer's threads. */
final class Inbox implements Consumer<Received> {
  /** A first heartbeat that was skipped is made up for after 30 s, the next rebalance takes 20. */
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final List<Received> received = new CopyOnWriteArrayList<>();

  @Override
  public void accept(Received message) {
    received.add(message);
  }

  List<Received> all() {
    return List.copyOf(received);
  }

  List<String> bodies() {
    return received.stream().map(Received::body).toList();
  }

  /** Waits until each of these bodies has come at least once. */
  void awaitBodies(Collection<String> bodies) {
    await().atMost(LIMIT).until(() -> bodies().containsAll(bodies));
  }
}
