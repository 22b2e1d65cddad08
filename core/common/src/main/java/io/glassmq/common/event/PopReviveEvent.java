package io.glassmq.common.event;

import jdk.jfr.Label;
import jdk.jfr.Name;

/** A popped message was not acknowledged in time and goes to its retry topic. */
@Name("glassmq.PopRevive")
@Label("Revive")
public final class PopReviveEvent extends PopEvent {
  @Label("Retry topic")
  public String retryTopic;

  @Label("Deliveries so far")
  public int deliveries;
}
