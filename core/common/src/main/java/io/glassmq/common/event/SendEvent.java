package io.glassmq.common.event;

import jdk.jfr.Label;
import jdk.jfr.Name;

/** A producer sent a message: from the call until the broker's answer. */
@Name("glassmq.Send")
@Label("Send")
public final class SendEvent extends MessageEvent {
  @Label("Broker")
  public String broker;
}
