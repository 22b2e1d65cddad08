package io.glassmq.remoting.protocol.body;

import java.util.List;

/** Popped messages of one broker that are consumed. */
public record BatchAckMessageRequestBody(String brokerName, List<BatchAck> acks) {
  public BatchAckMessageRequestBody {
    acks = acks == null ? List.of() : List.copyOf(acks);
  }
}
