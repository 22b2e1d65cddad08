package io.glassmq.common.event;

import jdk.jfr.Label;
import jdk.jfr.Name;

/** A check point or an acknowledgement goes into the log, to come back when it is due. */
@Name("glassmq.PopStore")
@Label("Revive record stored")
public final class PopStoreEvent extends PopEvent {
  @Label("Kind")
  public String kind;

  @Label("Due")
  public long dueMillis;
}
