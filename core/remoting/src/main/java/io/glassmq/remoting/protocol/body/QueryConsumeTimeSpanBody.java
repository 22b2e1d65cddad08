package io.glassmq.remoting.protocol.body;

import java.util.List;

/** How far a group is behind in a topic, in time. */
public record QueryConsumeTimeSpanBody(List<QueueTimeSpan> consumeTimeSpanSet) {
  public QueryConsumeTimeSpanBody {
    consumeTimeSpanSet = consumeTimeSpanSet == null ? List.of() : List.copyOf(consumeTimeSpanSet);
  }
}
