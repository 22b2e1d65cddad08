package io.glassmq.common.event;

import jdk.jfr.Label;

/**
 * What all steps of a popped message have in common. Topic, queue and offset are those that it was
 * popped from; with several messages the offset is that of the first one.
 */
abstract class PopEvent extends MessageEvent {
  @Label("Group")
  public String group;
}
