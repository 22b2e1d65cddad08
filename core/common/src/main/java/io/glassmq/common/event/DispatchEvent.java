package io.glassmq.common.event;

import jdk.jfr.Label;
import jdk.jfr.Name;

/** A record got its entry in a consume queue. */
@Name("glassmq.Dispatch")
@Label("Dispatch")
public final class DispatchEvent extends MessageEvent {
  @Label("Physical offset")
  public long physicalOffset;
}
