package io.glassmq.common.event;

import jdk.jfr.Label;
import jdk.jfr.Name;

/** A consumer is done with popped messages. */
@Name("glassmq.PopAck")
@Label("Acknowledgement")
public final class PopAckEvent extends PopEvent {
  @Label("Messages")
  public int messages;
}
