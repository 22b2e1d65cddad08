package io.glassmq.common.event;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.StackTrace;

/**
 * What all steps of a message have in common. Use: {@code var event = new AppendEvent();
 * event.begin(); ...; if (event.shouldCommit()) { fill in; event.commit(); }}.
 */
@Category("GlassMQ")
@StackTrace(false)
abstract class MessageEvent extends Event {
  @Label("Topic")
  public String topic;

  @Label("Queue id")
  public int queueId;

  @Label("Queue offset")
  public long queueOffset;
}
