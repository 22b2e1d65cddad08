package io.glassmq.client.impl;

import io.glassmq.client.impl.compression.CompressedBody;
import io.glassmq.client.impl.consumer.MQConsumerInner;
import io.glassmq.common.message.MessageDecoder;
import io.glassmq.common.message.MessageExt;
import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.RequestProcessor;
import io.glassmq.remoting.RequestRefusedException;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.body.GetConsumerStatusBody;
import io.glassmq.remoting.protocol.body.ResetOffsetBody;
import io.glassmq.remoting.protocol.header.ConsumeMessageDirectlyResultRequestHeader;
import io.glassmq.remoting.protocol.header.GetConsumerRunningInfoRequestHeader;
import io.glassmq.remoting.protocol.header.GetConsumerStatusRequestHeader;
import io.glassmq.remoting.protocol.header.ResetOffsetRequestHeader;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Answers what brokers ask a consumer, most of it for an administrator behind them: how it is
 * (307), how far it has come (221), what becomes of a message if it consumes it now (309). And
 * takes the order to go on elsewhere (220), which has no answer.
 *
 * <p>Runs on the client's callback threads. Official counterpart: {@code
 * org.apache.rocketmq.client.impl.ClientRemotingProcessor}.
 */
public record ClientRemotingProcessor(MQConsumerInner consumer) implements RequestProcessor {
  /** What it is to be registered for. */
  public static final List<RequestCode> CODES =
      List.of(
          RequestCode.RESET_CONSUMER_CLIENT_OFFSET,
          RequestCode.GET_CONSUMER_STATUS_FROM_CLIENT,
          RequestCode.GET_CONSUMER_RUNNING_INFO,
          RequestCode.CONSUME_MESSAGE_DIRECTLY);

  @Override
  public CompletionStage<RemotingCommand> process(RemotingChannel channel, RemotingCommand request)
      throws RemotingCommandException, RequestRefusedException {
    return switch (request.requestCode()) {
      case RESET_CONSUMER_CLIENT_OFFSET -> resetOffset(request);
      case GET_CONSUMER_STATUS_FROM_CLIENT -> answer(status(request));
      case GET_CONSUMER_RUNNING_INFO -> answer(runningInfo(request));
      case CONSUME_MESSAGE_DIRECTLY -> consumeDirectly(request);
      default -> throw new IllegalStateException("not registered for " + request);
    };
  }

  private static CompletionStage<RemotingCommand> answer(Object body) {
    return CompletableFuture.completedFuture(success(body));
  }

  private static RemotingCommand success(Object body) {
    return RemotingCommand.success().body(RemotingSerializable.encode(body));
  }

  private CompletionStage<RemotingCommand> resetOffset(RemotingCommand request)
      throws RemotingCommandException {
    if (isOurs(request.decodeHeader(ResetOffsetRequestHeader.class).group())) {
      var body = RemotingSerializable.decode(request.body(), ResetOffsetBody.class);
      consumer.resetOffset(body.offsetTable());
    }
    return CompletableFuture.completedFuture(null);
  }

  private GetConsumerStatusBody status(RemotingCommand request) throws RemotingCommandException {
    var header = request.decodeHeader(GetConsumerStatusRequestHeader.class);
    return new GetConsumerStatusBody(
        isOurs(header.group()) ? consumer.getConsumerStatus(header.topic()) : Map.of(), null);
  }

  private Object runningInfo(RemotingCommand request)
      throws RemotingCommandException, RequestRefusedException {
    var header = request.decodeHeader(GetConsumerRunningInfoRequestHeader.class);
    checkGroup(header.consumerGroup());
    return consumer.consumerRunningInfo(Boolean.TRUE.equals(header.jstackEnable()));
  }

  private CompletionStage<RemotingCommand> consumeDirectly(RemotingCommand request)
      throws RemotingCommandException, RequestRefusedException {
    var header = request.decodeHeader(ConsumeMessageDirectlyResultRequestHeader.class);
    checkGroup(header.consumerGroup());
    MessageExt message = MessageDecoder.decodes(ByteBuffer.wrap(request.body())).get(0);
    message.setBody(CompressedBody.decompress(message.getBody(), message.getSysFlag()));
    return consumer
        .consumeMessageDirectly(message, header.brokerName())
        .thenApply(ClientRemotingProcessor::success);
  }

  private boolean isOurs(String group) {
    return consumer.groupName().equals(group);
  }

  private void checkGroup(String group) throws RequestRefusedException {
    if (!isOurs(group)) {
      throw new RequestRefusedException(
          ResponseCode.SYSTEM_ERROR,
          "The Consumer Group <" + group + "> not exist in this consumer");
    }
  }
}
