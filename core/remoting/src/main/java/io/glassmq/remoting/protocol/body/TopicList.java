package io.glassmq.remoting.protocol.body;

import java.util.Set;

/** Names of topics. */
public record TopicList(Set<String> topicList, String brokerAddr) {
  public TopicList {
    topicList = topicList == null ? Set.of() : Set.copyOf(topicList);
  }

  public TopicList(Set<String> topicList) {
    this(topicList, null);
  }
}
