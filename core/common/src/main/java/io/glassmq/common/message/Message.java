package io.glassmq.common.message;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jetbrains.annotations.Debug;

/**
 * What a producer sends: a topic, a body, and named properties (tags and keys among them).
 *
 * <p>Not thread-safe: one thread fills it in, then hands it over.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.common.message.Message}.
 */
@Debug.Renderer(
    text = "topic + \" \" + properties",
    childrenArray = "properties.entrySet().toArray()")
public class Message {
  private String topic;
  private int flag;
  private Map<String, String> properties = new HashMap<>();
  private byte[] body;

  public Message() {}

  public Message(String topic, byte[] body) {
    this(topic, "", "", 0, body, true);
  }

  public Message(String topic, String tags, byte[] body) {
    this(topic, tags, "", 0, body, true);
  }

  public Message(String topic, String tags, String keys, byte[] body) {
    this(topic, tags, keys, 0, body, true);
  }

  /**
   * @param flag passed through to the consumer untouched
   * @param waitStoreMsgOk whether the broker answers only after flush and replication
   */
  public Message(
      String topic, String tags, String keys, int flag, byte[] body, boolean waitStoreMsgOk) {
    this.topic = topic;
    this.flag = flag;
    this.body = body;
    if (tags != null && !tags.isEmpty()) {
      setTags(tags);
    }
    if (keys != null && !keys.isEmpty()) {
      setKeys(keys);
    }
    setWaitStoreMsgOK(waitStoreMsgOk);
  }

  public String getTopic() {
    return topic;
  }

  public void setTopic(String topic) {
    this.topic = topic;
  }

  public int getFlag() {
    return flag;
  }

  public void setFlag(int flag) {
    this.flag = flag;
  }

  public byte[] getBody() {
    return body;
  }

  public void setBody(byte[] body) {
    this.body = body;
  }

  public Map<String, String> getProperties() {
    return properties;
  }

  public void setProperties(Map<String, String> properties) {
    this.properties = properties;
  }

  /** The value of a property, or null. */
  public String getProperty(String name) {
    return properties.get(name);
  }

  /** The value of a property of the user's own, or null. */
  public String getUserProperty(String name) {
    return getProperty(name);
  }

  /**
   * Adds a property of the user's own.
   *
   * @throws IllegalArgumentException if name or value is blank
   * @throws RuntimeException if the name is one of {@link MessageConst#RESERVED_NAMES}
   */
  public void putUserProperty(String name, String value) {
    if (name == null || name.isBlank() || value == null || value.isBlank()) {
      throw new IllegalArgumentException(
          "A property needs a name and a value, but got \"" + name + "\" = \"" + value + "\".");
    }
    if (MessageConst.RESERVED_NAMES.contains(name)) {
      throw new IllegalStateException(
          "The property \"" + name + "\" belongs to the system; choose another name.");
    }
    properties.put(name, value);
  }

  /** Adds or replaces a property without asking whose it is. For the house itself. */
  public void putProperty(String name, String value) {
    properties.put(name, value);
  }

  public void clearProperty(String name) {
    properties.remove(name);
  }

  public String getTags() {
    return getProperty(MessageConst.PROPERTY_TAGS);
  }

  public void setTags(String tags) {
    putProperty(MessageConst.PROPERTY_TAGS, tags);
  }

  public String getKeys() {
    return getProperty(MessageConst.PROPERTY_KEYS);
  }

  public void setKeys(String keys) {
    putProperty(MessageConst.PROPERTY_KEYS, keys);
  }

  public void setKeys(Collection<String> keys) {
    setKeys(String.join(MessageConst.KEY_SEPARATOR, keys).trim());
  }

  /** The delay level, 1 to 18; 0 when there is none. */
  public int getDelayTimeLevel() {
    String level = getProperty(MessageConst.PROPERTY_DELAY_TIME_LEVEL);
    return level == null ? 0 : Integer.parseInt(level);
  }

  public void setDelayTimeLevel(int level) {
    putProperty(MessageConst.PROPERTY_DELAY_TIME_LEVEL, String.valueOf(level));
  }

  /** Seconds from now until the message may be consumed; 0 when there are none. */
  public long getDelayTimeSec() {
    return number(MessageConst.PROPERTY_TIMER_DELAY_SEC);
  }

  public void setDelayTimeSec(long seconds) {
    putProperty(MessageConst.PROPERTY_TIMER_DELAY_SEC, String.valueOf(seconds));
  }

  /** Milliseconds from now until the message may be consumed; 0 when there are none. */
  public long getDelayTimeMs() {
    return number(MessageConst.PROPERTY_TIMER_DELAY_MS);
  }

  public void setDelayTimeMs(long millis) {
    putProperty(MessageConst.PROPERTY_TIMER_DELAY_MS, String.valueOf(millis));
  }

  /** When the message may be consumed, ms since 1970; 0 when it may be at once. */
  public long getDeliverTimeMs() {
    return number(MessageConst.PROPERTY_TIMER_DELIVER_MS);
  }

  public void setDeliverTimeMs(long millis) {
    putProperty(MessageConst.PROPERTY_TIMER_DELIVER_MS, String.valueOf(millis));
  }

  private long number(String property) {
    String value = getProperty(property);
    return value == null ? 0 : Long.parseLong(value);
  }

  /** Whether the message is not to be consumed at once. */
  boolean isDelayed() {
    return getDelayTimeLevel() > 0
        || getDelayTimeSec() > 0
        || getDelayTimeMs() > 0
        || getDeliverTimeMs() > 0;
  }

  public boolean isWaitStoreMsgOK() {
    String wait = getProperty(MessageConst.PROPERTY_WAIT_STORE_MSG_OK);
    return wait == null || Boolean.parseBoolean(wait);
  }

  public void setWaitStoreMsgOK(boolean wait) {
    putProperty(MessageConst.PROPERTY_WAIT_STORE_MSG_OK, Boolean.toString(wait));
  }

  @Override
  public String toString() {
    return "Message{topic='"
        + topic
        + "', flag="
        + flag
        + ", properties="
        + properties
        + ", body="
        + (body == null ? "none" : body.length + " bytes")
        + "}";
  }
}
