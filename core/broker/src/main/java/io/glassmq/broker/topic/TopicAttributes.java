package io.glassmq.broker.topic;

import io.glassmq.remoting.RequestRefusedException;
import io.glassmq.remoting.protocol.ResponseCode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Changes to a topic's attributes: {@code +key=value} sets one, {@code -key} removes one. */
public final class TopicAttributes {
  private static final Set<String> KEYS =
      Set.of(
          "queue.type", "cleanup.policy", "message.type", "reserve.time", "lite.topic.expiration");
  private static final Set<String> NOT_SERVED = Set.of("COMPACTION");
  private static final Set<String> FIXED = Set.of("queue.type", "cleanup.policy");

  private TopicAttributes() {}

  /** The text form, entries separated by commas, as a map with the signs still on the keys. */
  public static Map<String, String> parse(String text) throws RequestRefusedException {
    Map<String, String> changes = new LinkedHashMap<>();
    if (text == null || text.isBlank()) {
      return changes;
    }
    for (String entry : text.split(",")) {
      String[] parts = entry.trim().split("=", 2);
      if (changes.put(parts[0], parts.length == 2 ? parts[1] : "") != null) {
        throw refused("key duplication: " + parts[0]);
      }
    }
    return changes;
  }

  /**
   * Applies changes.
   *
   * @param old the attributes now; null for a new topic
   */
  public static Map<String, String> change(Map<String, String> old, Map<String, String> changes)
      throws RequestRefusedException {
    Map<String, String> result = new LinkedHashMap<>(old == null ? Map.of() : old);
    for (var change : changes.entrySet()) {
      String signedKey = change.getKey();
      String key = signedKey.isEmpty() ? "" : signedKey.substring(1);
      if (!KEYS.contains(key)) {
        throw refused("unsupported key: " + key);
      }
      if (FIXED.contains(key) && old != null) {
        throw refused("attempt to update an unchangeable attribute: " + key);
      }
      switch (signedKey.charAt(0)) {
        case '+' -> {
          if (NOT_SERVED.contains(change.getValue())) {
            throw refused("This broker does not serve " + key + "=" + change.getValue());
          }
          result.put(key, change.getValue());
        }
        case '-' -> {
          if (old == null || result.remove(key) == null) {
            throw refused("attempt to delete a key that is not set: " + key);
          }
        }
        default -> throw refused("add/alter attribute format is wrong: " + signedKey);
      }
    }
    return result;
  }

  private static RequestRefusedException refused(String remark) {
    return new RequestRefusedException(ResponseCode.SYSTEM_ERROR, remark);
  }
}
