package io.glassmq.remoting.protocol.body;

import io.glassmq.common.TopicConfig;
import java.util.List;

/** Topics to create or change. */
public record CreateTopicListRequestBody(List<TopicConfig> topicConfigList) {
  public CreateTopicListRequestBody {
    topicConfigList = topicConfigList == null ? List.of() : List.copyOf(topicConfigList);
  }
}
