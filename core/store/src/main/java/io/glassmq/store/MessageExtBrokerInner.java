package io.glassmq.store;

import io.glassmq.common.message.MessageExt;

/**
 * A message on its way into the log, with its properties already in the form in which they are
 * stored.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.common.message.MessageExtBrokerInner}.
 */
public class MessageExtBrokerInner extends MessageExt {
  private String propertiesString = "";

  /** See {@link io.glassmq.common.message.MessageProperties}. */
  public String getPropertiesString() {
    return propertiesString;
  }

  public void setPropertiesString(String propertiesString) {
    this.propertiesString = propertiesString;
  }

  /** The hash of a tag as consume queues keep it; 0 for no tag. */
  public static long tagsString2tagsCode(String tags) {
    return tags == null || tags.isEmpty() ? 0 : tags.hashCode();
  }
}
