package io.glassmq.remoting.protocol.body;

import java.util.List;
import java.util.Map;

/** The producers that are connected, by group. */
public record ProducerTableInfo(Map<String, List<ProducerInfo>> data) {
  public ProducerTableInfo {
    data = data == null ? Map.of() : Map.copyOf(data);
  }
}
