package io.glassmq.broker.processor;

import io.glassmq.broker.longpolling.PopLongPollingService;
import io.glassmq.remoting.AnsweringProcessor;
import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.header.PollingInfoRequestHeader;
import io.glassmq.remoting.protocol.header.PollingInfoResponseHeader;

/**
 * Says how many pops of a group wait at a queue.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.broker.processor.PollingInfoProcessor}.
 */
public record PollingInfoProcessor(PopLongPollingService waitingPops)
    implements AnsweringProcessor {

  @Override
  public RemotingCommand answer(RemotingChannel channel, RemotingCommand request)
      throws RemotingCommandException {
    var header = request.decodeHeader(PollingInfoRequestHeader.class);
    int waiting = waitingPops.pollingNum(header.topic(), header.consumerGroup(), header.queueId());
    return RemotingCommand.success().header(new PollingInfoResponseHeader(waiting));
  }
}
