package io.glassmq.remoting.protocol.body;

import io.glassmq.common.message.MessageQueue;
import java.util.Map;

/** Where the queues of a group are read on. */
public record ResetOffsetBody(Map<MessageQueue, Long> offsetTable) {
  public ResetOffsetBody {
    offsetTable = offsetTable == null ? Map.of() : Map.copyOf(offsetTable);
  }
}
