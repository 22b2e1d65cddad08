package io.glassmq.broker.processor;

import io.glassmq.broker.client.RebalanceLockManager;
import io.glassmq.remoting.AnsweringProcessor;
import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.body.LockBatchRequestBody;
import io.glassmq.remoting.protocol.body.LockBatchResponseBody;
import io.glassmq.remoting.protocol.body.UnlockBatchRequestBody;

/**
 * Queues are locked (41) and unlocked (42) for ordered consumption.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.broker.processor.AdminBrokerProcessor}.
 */
public record LockProcessor(RebalanceLockManager locks) implements AnsweringProcessor {

  @Override
  public RemotingCommand answer(RemotingChannel channel, RemotingCommand request)
      throws RemotingCommandException {
    if (request.requestCode() == RequestCode.UNLOCK_BATCH_MQ) {
      var body = RemotingSerializable.decode(request.body(), UnlockBatchRequestBody.class);
      locks.unlockBatch(body.consumerGroup(), body.mqSet(), body.clientId());
      return RemotingCommand.success();
    }
    var body = RemotingSerializable.decode(request.body(), LockBatchRequestBody.class);
    var locked = locks.tryLockBatch(body.consumerGroup(), body.mqSet(), body.clientId());
    return RemotingCommand.success()
        .body(RemotingSerializable.encode(new LockBatchResponseBody(locked)));
  }
}
