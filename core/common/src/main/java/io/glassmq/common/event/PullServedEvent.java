package io.glassmq.common.event;

import jdk.jfr.Label;
import jdk.jfr.Name;

/** A pull was answered with messages. */
@Name("glassmq.PullServed")
@Label("Pull served")
public final class PullServedEvent extends MessageEvent {
  @Label("Group")
  public String group;

  @Label("Messages")
  public int messages;
}
