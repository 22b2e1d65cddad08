package io.glassmq.remoting.protocol.body;

import io.glassmq.common.message.MessageQueue;
import java.util.Map;

/**
 * How far members of a group have consumed.
 *
 * @param messageQueueTable what one member says
 * @param consumerTable what they said, by client id
 */
public record GetConsumerStatusBody(
    Map<MessageQueue, Long> messageQueueTable, Map<String, Map<MessageQueue, Long>> consumerTable) {
  public GetConsumerStatusBody {
    messageQueueTable = messageQueueTable == null ? Map.of() : Map.copyOf(messageQueueTable);
    consumerTable = consumerTable == null ? Map.of() : Map.copyOf(consumerTable);
  }
}
