package io.glassmq.remoting.protocol.body;

import java.util.List;

/**
 * The messages that a group has popped from one broker and not acknowledged.
 *
 * @param messages the first of them, by the time when they are visible again
 * @param total how many there are
 */
public record PopInFlight(List<Message> messages, long total) {

  public PopInFlight {
    messages = messages == null ? List.of() : List.copyOf(messages);
  }

  /**
   * One of them.
   *
   * @param topic that it was really popped from: a retry topic if it had come back before
   * @param msgId its unique id, or its offset id if it has none; null if its file has expired
   * @param receiptHandle what an acknowledgement has to show
   * @param client who popped it: client id, else address; null if the broker does not know any more
   * @param visibleTime when it comes back unless it is acknowledged, ms since 1970
   * @param reconsumeTimes how often it was delivered before
   */
  public record Message(
      String topic,
      int queueId,
      long queueOffset,
      String msgId,
      String receiptHandle,
      String client,
      long visibleTime,
      int reconsumeTimes) {}
}
