package io.glassmq.client.fake;

import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.body.LockBatchRequestBody;
import io.glassmq.remoting.protocol.body.LockBatchResponseBody;
import io.glassmq.remoting.protocol.body.UnlockBatchRequestBody;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;

/** Who has which queue of a {@link FakeCluster} to itself, in one group and for ever. */
public final class FakeLocks {
  private final Map<MessageQueue, String> owners = new HashMap<>();

  /** The client that has the queue, or null. */
  public synchronized String ownerOf(MessageQueue queue) {
    return owners.get(queue);
  }

  /** Gives a queue to a client, whoever has it now. */
  public synchronized void give(MessageQueue queue, String clientId) {
    owners.put(queue, clientId);
  }

  synchronized RemotingCommand lock(LockBatchRequestBody body) {
    var mine = new HashSet<>(body.mqSet());
    mine.removeIf(
        queue -> !owners.computeIfAbsent(queue, q -> body.clientId()).equals(body.clientId()));
    return RemotingCommand.success()
        .body(RemotingSerializable.encode(new LockBatchResponseBody(mine)));
  }

  synchronized RemotingCommand unlock(UnlockBatchRequestBody body) {
    body.mqSet().forEach(queue -> owners.remove(queue, body.clientId()));
    return RemotingCommand.success();
  }
}
