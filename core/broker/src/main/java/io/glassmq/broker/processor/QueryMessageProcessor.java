package io.glassmq.broker.processor;

import io.glassmq.broker.processor.PullMessageProcessor.FoundMessages;
import io.glassmq.remoting.AnsweringProcessor;
import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.RequestRefusedException;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.header.ViewMessageRequestHeader;
import io.glassmq.store.MessageStore;

/**
 * One message by its place in the log (33).
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.broker.processor.QueryMessageProcessor}.
 */
public record QueryMessageProcessor(MessageStore store) implements AnsweringProcessor {

  @Override
  public RemotingCommand answer(RemotingChannel channel, RemotingCommand request)
      throws RemotingCommandException, RequestRefusedException {
    long offset = request.decodeHeader(ViewMessageRequestHeader.class).offset();
    return RemotingCommand.success()
        .transferBody(
            store
                .selectOneMessageByOffset(offset)
                .map(FoundMessages::new)
                .orElseThrow(
                    () ->
                        new RequestRefusedException(
                            ResponseCode.SYSTEM_ERROR,
                            "can not find message by the offset, " + offset)));
  }
}
