package io.glassmq.common.event;

import jdk.jfr.Label;
import jdk.jfr.Name;

/** A listener was called with a message. */
@Name("glassmq.Consume")
@Label("Consume")
public final class ConsumeEvent extends MessageEvent {
  @Label("Group")
  public String group;

  @Label("Message id")
  public String msgId;

  @Label("Result")
  public String result;
}
