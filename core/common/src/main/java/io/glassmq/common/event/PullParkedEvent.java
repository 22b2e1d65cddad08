package io.glassmq.common.event;

import jdk.jfr.Label;
import jdk.jfr.Name;

/** A pull found nothing and waits for a message. */
@Name("glassmq.PullParked")
@Label("Pull parked")
public final class PullParkedEvent extends MessageEvent {
  @Label("Group")
  public String group;
}
