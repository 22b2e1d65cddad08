package io.glassmq.remoting.protocol.heartbeat;

import java.util.Set;

/**
 * Which messages of a topic a group wants.
 *
 * <p>Official counterpart: {@code
 * org.apache.rocketmq.remoting.protocol.heartbeat.SubscriptionData}.
 *
 * @param topic the topic
 * @param subString the expression as the user wrote it; {@code *} for everything
 * @param tagsSet the tags in it; empty for everything
 * @param codeSet the hashes of the tags, as consume queues keep them
 * @param subVersion when it was made, in milliseconds since 1970; the greater one wins
 * @param expressionType {@code TAG} or {@code SQL92}
 * @param classFilterMode filters by a class, which nobody does any more
 */
public record SubscriptionData(
    String topic,
    String subString,
    Set<String> tagsSet,
    Set<Integer> codeSet,
    long subVersion,
    String expressionType,
    boolean classFilterMode) {
  public static final String SUB_ALL = "*";
  public static final String TAG = "TAG";
  public static final String SQL92 = "SQL92";

  public SubscriptionData {
    tagsSet = tagsSet == null ? Set.of() : Set.copyOf(tagsSet);
    codeSet = codeSet == null ? Set.of() : Set.copyOf(codeSet);
    expressionType = expressionType == null || expressionType.isEmpty() ? TAG : expressionType;
  }

  /** The same, made at another time. */
  public SubscriptionData withVersion(long version) {
    return new SubscriptionData(
        topic, subString, tagsSet, codeSet, version, expressionType, classFilterMode);
  }

  /** Wants every message. */
  public boolean isSubAll() {
    return SUB_ALL.equals(subString);
  }

  public boolean isTagType() {
    return TAG.equals(expressionType);
  }

  /**
   * Whether a consume queue entry may be wanted. Different tags may share a hash, so the reader
   * compares the tags themselves again.
   */
  public boolean matchesTagsCode(long tagsCode) {
    return classFilterMode || isSubAll() || codeSet.contains((int) tagsCode);
  }

  /**
   * Whether the reader wants a message that a broker found by the hash of its tag.
   *
   * @param tag may be null
   */
  public boolean matchesTag(String tag) {
    return tagsSet.isEmpty() || tag != null && tagsSet.contains(tag);
  }
}
