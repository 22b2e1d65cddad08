package io.glassmq.common.event;

import jdk.jfr.Label;
import jdk.jfr.Name;

/** A record was written into the commit log. */
@Name("glassmq.Append")
@Label("Append")
public final class AppendEvent extends MessageEvent {
  @Label("Physical offset")
  public long physicalOffset;

  @Label("Bytes")
  public int bytes;
}
