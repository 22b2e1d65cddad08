package io.glassmq.store.queue;

/**
 * The folder of a topic is named as the topic. So a topic can only be kept if its name is that of a
 * folder on every file system, and of one directly below its parent: a name such as {@code
 * ../../etc} would lead out of the store.
 */
public final class TopicFolder {
  /** In bytes, as file systems and records of the log have it. */
  public static final int MAX_LENGTH = 255;

  private TopicFolder() {}

  /** Whether a topic may be called so: printable ASCII without slashes, and not all dots. */
  public static boolean isLegalName(String topic) {
    boolean onlyDots = true;
    for (int i = 0; i < topic.length(); i++) {
      char c = topic.charAt(i);
      if (c <= ' ' || c > '~' || c == '/' || c == '\\') {
        return false;
      }
      onlyDots &= c == '.';
    }
    return !onlyDots && topic.length() <= MAX_LENGTH;
  }
}
