package io.glassmq.remoting.protocol.body;

import io.glassmq.common.TopicConfig;
import io.glassmq.remoting.protocol.DataVersion;
import java.util.Map;

/** All topics of a broker. Members for static topics, which 5.x peers add, are not read. */
public record TopicConfigSerializeWrapper(
    Map<String, TopicConfig> topicConfigTable, DataVersion dataVersion) {
  public TopicConfigSerializeWrapper {
    topicConfigTable = topicConfigTable == null ? Map.of() : Map.copyOf(topicConfigTable);
  }
}
