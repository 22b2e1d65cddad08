package io.glassmq.common.event;

import jdk.jfr.Label;
import jdk.jfr.Name;

/** Messages are about to be handed out: the broker notes which ones. */
@Name("glassmq.CheckPoint")
@Label("Check point")
public final class CheckPointEvent extends PopEvent {
  @Label("Messages")
  public int messages;

  @Label("Pop time")
  public long popTime;

  @Label("Invisible time")
  public long invisibleTime;
}
