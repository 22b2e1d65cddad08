package io.glassmq.common.topic;

/**
 * A part of a cluster that users have for themselves: topics and groups carry its name in front.
 *
 * <pre>
 *   Orders      ns%Orders
 *   %RETRY%g    %RETRY%ns%g
 *   %DLQ%g      %DLQ%ns%g
 * </pre>
 *
 * What belongs to the system is the same in all namespaces.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.remoting.protocol.NamespaceUtil}.
 *
 * @param name null or empty: no namespace, which changes no name
 */
public record Namespace(String name) {
  private static final char SEPARATOR = '%';
  private static final String SYSTEM_GROUP_PREFIX = "CID_RMQ_SYS_";

  private boolean isNone() {
    return name == null || name.isEmpty();
  }

  /** The name of a topic or group on the servers. */
  public String wrap(String resource) {
    if (isNone() || resource == null || resource.isEmpty() || isOfTheSystem(resource)) {
      return resource;
    }
    int prefix = prefixLength(resource);
    return isWrapped(resource, prefix)
        ? resource
        : resource.substring(0, prefix) + name + SEPARATOR + resource.substring(prefix);
  }

  /** The name of a topic or group as users know it. */
  public String unwrap(String resource) {
    if (isNone() || resource == null) {
      return resource;
    }
    int prefix = prefixLength(resource);
    return isWrapped(resource, prefix)
        ? resource.substring(0, prefix) + resource.substring(prefix + name.length() + 1)
        : resource;
  }

  private boolean isWrapped(String resource, int prefix) {
    int end = prefix + name.length();
    return resource.startsWith(name, prefix)
        && resource.length() > end
        && resource.charAt(end) == SEPARATOR;
  }

  private static int prefixLength(String resource) {
    if (TopicNames.isRetryTopic(resource)) {
      return TopicNames.RETRY_GROUP_TOPIC_PREFIX.length();
    }
    return TopicNames.isDeadLetterTopic(resource) ? TopicNames.DLQ_GROUP_TOPIC_PREFIX.length() : 0;
  }

  private static boolean isOfTheSystem(String resource) {
    return TopicValidator.isSystemTopic(resource) || resource.startsWith(SYSTEM_GROUP_PREFIX);
  }
}
