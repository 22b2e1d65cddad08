package io.glassmq.remoting.protocol.filter;

import io.glassmq.remoting.protocol.heartbeat.SubscriptionData;
import java.util.HashSet;
import java.util.Set;

/**
 * Turns the expression of a subscription into its tags and their hashes.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.remoting.protocol.filter.FilterAPI}.
 */
public final class FilterAPI {
  private static final String TAG_SEPARATOR = "\\|\\|";

  private FilterAPI() {}

  /**
   * A subscription by tags.
   *
   * @param expression {@code *}, empty or null for everything; otherwise tags joined by {@code ||}
   * @param subVersion see {@link SubscriptionData#subVersion()}
   * @throws IllegalArgumentException if the expression is separators and nothing else
   */
  public static SubscriptionData buildSubscriptionData(
      String topic, String expression, long subVersion) {
    boolean all =
        expression == null || expression.isEmpty() || expression.equals(SubscriptionData.SUB_ALL);
    Set<String> tags = all ? Set.of() : tags(expression);
    Set<Integer> codes = new HashSet<>();
    tags.forEach(tag -> codes.add(tag.hashCode()));
    return new SubscriptionData(
        topic,
        all ? SubscriptionData.SUB_ALL : expression,
        tags,
        codes,
        subVersion,
        SubscriptionData.TAG,
        false);
  }

  /**
   * A subscription of any type.
   *
   * @param type {@code TAG} (also when null or empty); every other type keeps its text
   * @throws IllegalArgumentException if the expression is empty where it may not be
   */
  public static SubscriptionData build(
      String topic, String expression, String type, long subVersion) {
    if (type == null || type.isEmpty() || type.equals(SubscriptionData.TAG)) {
      return buildSubscriptionData(topic, expression, subVersion);
    }
    if (expression == null || expression.isEmpty()) {
      throw new IllegalArgumentException(
          "Subscription to topic " + topic + ": a " + type + " expression must not be empty.");
    }
    return new SubscriptionData(topic, expression, Set.of(), Set.of(), subVersion, type, false);
  }

  private static Set<String> tags(String expression) {
    String[] parts = expression.split(TAG_SEPARATOR);
    if (parts.length == 0) {
      throw new IllegalArgumentException("No tag in the subscription \"" + expression + "\".");
    }
    Set<String> tags = new HashSet<>();
    for (String part : parts) {
      String tag = part.trim();
      if (!tag.isEmpty()) {
        tags.add(tag);
      }
    }
    return tags;
  }
}
