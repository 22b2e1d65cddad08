package io.glassmq.common.message;

import java.util.HashMap;
import java.util.Map;

/**
 * Properties as one string, the form in which they travel and lie on disk.
 *
 * <pre>
 *   name 0x01 value 0x02 name 0x01 value 0x02 ...
 * </pre>
 *
 * The order means nothing. Old clients leave out the last {@code 0x02}.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.common.message.MessageDecoder}.
 */
public final class MessageProperties {
  public static final char NAME_VALUE_SEPARATOR = 1;
  public static final char PROPERTY_SEPARATOR = 2;

  /** Longest encoded form, in bytes: its length is stored in a signed short. */
  public static final int MAX_ENCODED_BYTES = Short.MAX_VALUE;

  private MessageProperties() {}

  /** The properties as text; pairs without name or value are left out, null is an empty text. */
  public static String encode(Map<String, String> properties) {
    if (properties == null) {
      return "";
    }
    var text = new StringBuilder(properties.size() * 24);
    properties.forEach((name, value) -> append(text, name, value));
    return text.toString();
  }

  /** Appends one pair, first closing the pair before it where an old client did not. */
  public static void append(StringBuilder text, String name, String value) {
    if (name == null || value == null) {
      return;
    }
    if (!text.isEmpty() && text.charAt(text.length() - 1) != PROPERTY_SEPARATOR) {
      text.append(PROPERTY_SEPARATOR);
    }
    text.append(name).append(NAME_VALUE_SEPARATOR).append(value).append(PROPERTY_SEPARATOR);
  }

  /** The text as a map; pairs without name, separator or value are passed over. */
  public static Map<String, String> decode(String text) {
    Map<String, String> properties = new HashMap<>();
    if (text == null) {
      return properties;
    }
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf(PROPERTY_SEPARATOR, start);
      end = end < 0 ? text.length() : end;
      int middle = text.indexOf(NAME_VALUE_SEPARATOR, start);
      if (middle > start && middle < end - 1) {
        properties.put(text.substring(start, middle), text.substring(middle + 1, end));
      }
      start = end + 1;
    }
    return properties;
  }

  /** The value of one property, found without building a map; null if it is not there. */
  public static String find(String text, String name) {
    int at = text.indexOf(name);
    while (at >= 0) {
      int middle = at + name.length();
      boolean starts = at == 0 || text.charAt(at - 1) == PROPERTY_SEPARATOR;
      if (starts && middle < text.length() && text.charAt(middle) == NAME_VALUE_SEPARATOR) {
        int end = text.indexOf(PROPERTY_SEPARATOR, middle);
        String value = text.substring(middle + 1, end < 0 ? text.length() : end);
        return value.isEmpty() ? null : value;
      }
      at = text.indexOf(name, at + 1);
    }
    return null;
  }
}
