package io.glassmq.broker.offset;

/**
 * A queue as one group pops it: what is locked, counted and kept in order for this group alone.
 *
 * @param topic the real one: the retry topic for messages that the group gets again
 * @param group who pops
 * @param queueId of the topic
 */
public record PopQueue(String topic, String group, int queueId) {

  /** As log lines and official files name it. */
  @Override
  public String toString() {
    return topic + '@' + group + '@' + queueId;
  }
}
