package io.glassmq.remoting.protocol.body;

import java.util.Set;

/** Who is connected for a producer group. */
public record ProducerConnection(Set<Connection> connectionSet) {
  public ProducerConnection {
    connectionSet = connectionSet == null ? Set.of() : Set.copyOf(connectionSet);
  }
}
