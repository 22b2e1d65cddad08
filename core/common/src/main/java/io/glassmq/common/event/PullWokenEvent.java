package io.glassmq.common.event;

import jdk.jfr.Label;
import jdk.jfr.Name;

/** A waiting pull was woken, by a message or by time. */
@Name("glassmq.PullWoken")
@Label("Pull woken")
public final class PullWokenEvent extends MessageEvent {
  @Label("Group")
  public String group;
}
