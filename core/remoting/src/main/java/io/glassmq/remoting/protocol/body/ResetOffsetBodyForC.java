package io.glassmq.remoting.protocol.body;

import io.glassmq.common.message.MessageQueue;
import java.util.List;
import java.util.Map;

/** Where the queues of a group are read on, in the form that clients in C++ read. */
public record ResetOffsetBodyForC(List<MessageQueueForC> offsetTable) {

  /** A queue and its offset. */
  public record MessageQueueForC(String topic, String brokerName, int queueId, long offset) {}

  public static ResetOffsetBodyForC of(Map<MessageQueue, Long> offsets) {
    return new ResetOffsetBodyForC(
        offsets.entrySet().stream()
            .map(
                entry ->
                    new MessageQueueForC(
                        entry.getKey().getTopic(),
                        entry.getKey().getBrokerName(),
                        entry.getKey().getQueueId(),
                        entry.getValue()))
            .toList());
  }
}
