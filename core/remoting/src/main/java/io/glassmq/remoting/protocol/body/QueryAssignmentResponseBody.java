package io.glassmq.remoting.protocol.body;

import io.glassmq.common.message.MessageQueueAssignment;
import java.util.List;

/**
 * The queues for one consumer.
 *
 * @param messageQueueAssignments null, which is written {@code {}}: the broker cannot tell, keep
 *     what you have. Empty: there is none for you
 */
public record QueryAssignmentResponseBody(List<MessageQueueAssignment> messageQueueAssignments) {
  public QueryAssignmentResponseBody {
    messageQueueAssignments =
        messageQueueAssignments == null ? null : List.copyOf(messageQueueAssignments);
  }
}
