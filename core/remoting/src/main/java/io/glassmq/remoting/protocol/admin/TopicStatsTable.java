package io.glassmq.remoting.protocol.admin;

import io.glassmq.common.message.MessageQueue;
import java.util.Map;

/**
 * Where the queues of a topic begin and end.
 *
 * @param topicPutTps messages a second that come in
 */
public record TopicStatsTable(Map<MessageQueue, TopicOffset> offsetTable, double topicPutTps) {
  public TopicStatsTable {
    offsetTable = offsetTable == null ? Map.of() : Map.copyOf(offsetTable);
  }
}
