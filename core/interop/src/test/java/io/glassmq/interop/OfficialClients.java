package io.glassmq.interop;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** The official clients that this run has loaded so far, one of each kind. */
final class OfficialClients implements AutoCloseable {
  private final Map<ClientKind, OfficialClient> loaded = new EnumMap<>(ClientKind.class);

  static Shared<OfficialClients> shared() {
    return new Shared<>("official clients", OfficialClients.class, OfficialClients::new);
  }

  synchronized OfficialClient get(ClientKind kind) {
    return loaded.computeIfAbsent(kind, ClientKind::load);
  }

  @Override
  public synchronized void close() throws IOException {
    for (OfficialClient client : loaded.values()) {
      client.close();
    }
  }
}
