package io.glassmq.remoting.protocol.body;

import io.glassmq.common.message.MessageQueue;
import java.util.Set;

/** The queues that the client has now. */
public record LockBatchResponseBody(Set<MessageQueue> lockOKMQSet) {
  public LockBatchResponseBody {
    lockOKMQSet = lockOKMQSet == null ? Set.of() : Set.copyOf(lockOKMQSet);
  }
}
