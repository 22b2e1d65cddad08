package io.glassmq.common.message;

import java.util.Map;

/**
 * A queue that the broker gives to a consumer. Queue id -1 stands for all queues of that broker.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.common.message.MessageQueueAssignment}.
 *
 * @param attachments not used; may be null
 */
public record MessageQueueAssignment(
    MessageQueue messageQueue, MessageRequestMode mode, Map<String, String> attachments) {

  public MessageQueueAssignment(MessageQueue messageQueue, MessageRequestMode mode) {
    this(messageQueue, mode, null);
  }
}
