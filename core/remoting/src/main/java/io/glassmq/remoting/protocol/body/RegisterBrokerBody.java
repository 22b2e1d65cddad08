package io.glassmq.remoting.protocol.body;

import java.util.List;

/** What a broker registers. */
public record RegisterBrokerBody(
    TopicConfigSerializeWrapper topicConfigSerializeWrapper, List<String> filterServerList) {
  public RegisterBrokerBody {
    filterServerList = filterServerList == null ? List.of() : List.copyOf(filterServerList);
  }
}
