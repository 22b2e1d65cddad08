package io.glassmq.remoting.protocol.body;

import io.glassmq.remoting.protocol.admin.ConsumeStats;
import java.util.List;
import java.util.Map;

/**
 * How far all groups of a broker are behind.
 *
 * @param consumeStatsList for each group one map: its name, and its statistics by topic
 */
public record ConsumeStatsList(
    List<Map<String, List<ConsumeStats>>> consumeStatsList,
    String brokerAddr,
    long totalDiff,
    long totalInflightDiff) {
  public ConsumeStatsList {
    consumeStatsList = consumeStatsList == null ? List.of() : List.copyOf(consumeStatsList);
  }
}
