package io.glassmq.remoting.protocol.body;

import java.util.Map;

/** Keys and values, for example the state of a broker. */
public record KVTable(Map<String, String> table) {
  public KVTable {
    table = table == null ? Map.of() : Map.copyOf(table);
  }
}
