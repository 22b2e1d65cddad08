package io.glassmq.broker.processor;

import io.glassmq.remoting.AnsweringProcessor;
import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.header.GetEarliestMsgStoretimeRequestHeader;
import io.glassmq.remoting.protocol.header.GetEarliestMsgStoretimeResponseHeader;
import io.glassmq.remoting.protocol.header.GetMaxOffsetRequestHeader;
import io.glassmq.remoting.protocol.header.GetMaxOffsetResponseHeader;
import io.glassmq.remoting.protocol.header.GetMinOffsetRequestHeader;
import io.glassmq.remoting.protocol.header.GetMinOffsetResponseHeader;
import io.glassmq.remoting.protocol.header.SearchOffsetRequestHeader;
import io.glassmq.remoting.protocol.header.SearchOffsetResponseHeader;
import io.glassmq.store.BoundaryType;
import io.glassmq.store.MessageStore;

/**
 * Where a queue begins and ends, and what lies where in time: 29 to 32. Unknown topics and queues
 * have offset 0.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.broker.processor.AdminBrokerProcessor}.
 */
public record OffsetAdminProcessor(MessageStore store) implements AnsweringProcessor {

  @Override
  public RemotingCommand answer(RemotingChannel channel, RemotingCommand request)
      throws RemotingCommandException {
    var answer = RemotingCommand.success();
    return switch (request.requestCode()) {
      case SEARCH_OFFSET_BY_TIMESTAMP -> {
        var header = request.decodeHeader(SearchOffsetRequestHeader.class);
        var boundary =
            "UPPER".equalsIgnoreCase(header.boundaryType())
                ? BoundaryType.UPPER
                : BoundaryType.LOWER;
        yield answer.header(
            new SearchOffsetResponseHeader(
                store.getOffsetInQueueByTime(
                    header.topic(), header.queueId(), header.timestamp(), boundary)));
      }
      case GET_MAX_OFFSET -> {
        var header = request.decodeHeader(GetMaxOffsetRequestHeader.class);
        yield answer.header(
            new GetMaxOffsetResponseHeader(
                store.getMaxOffsetInQueue(header.topic(), header.queueId())));
      }
      case GET_MIN_OFFSET -> {
        var header = request.decodeHeader(GetMinOffsetRequestHeader.class);
        yield answer.header(
            new GetMinOffsetResponseHeader(
                store.getMinOffsetInQueue(header.topic(), header.queueId())));
      }
      case GET_EARLIEST_MSG_STORETIME -> {
        var header = request.decodeHeader(GetEarliestMsgStoretimeRequestHeader.class);
        yield answer.header(
            new GetEarliestMsgStoretimeResponseHeader(
                store.getEarliestMessageTime(header.topic(), header.queueId())));
      }
      default -> throw new IllegalStateException("not registered for " + request);
    };
  }
}
