package io.glassmq.remoting.protocol.admin;

import io.glassmq.common.message.MessageQueue;
import java.util.Map;

/**
 * How far a group is behind.
 *
 * @param consumeTps messages a second that it gets
 */
public record ConsumeStats(Map<MessageQueue, OffsetWrapper> offsetTable, double consumeTps) {
  public ConsumeStats {
    offsetTable = offsetTable == null ? Map.of() : Map.copyOf(offsetTable);
  }

  /** Messages that are not consumed. */
  public long computeTotalDiff() {
    return offsetTable.values().stream().mapToLong(OffsetWrapper::diff).sum();
  }
}
