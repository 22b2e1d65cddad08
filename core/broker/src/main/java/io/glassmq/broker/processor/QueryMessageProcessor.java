package io.glassmq.broker.processor;

import static io.glassmq.remoting.protocol.header.QueryMessageRequestHeader.BY_TAG;
import static io.glassmq.remoting.protocol.header.QueryMessageRequestHeader.UNIQUE_KEY_QUERY;

import io.glassmq.remoting.AnsweringProcessor;
import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.RequestRefusedException;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.header.QueryMessageRequestHeader;
import io.glassmq.remoting.protocol.header.QueryMessageResponseHeader;
import io.glassmq.remoting.protocol.header.ViewMessageRequestHeader;
import io.glassmq.store.MessageStore;
import io.glassmq.store.QueryMessageResult;

/**
 * One message by its place in the log (33), or messages by key, unique id or tag (12).
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.broker.processor.QueryMessageProcessor}.
 *
 * @param defaultQueryMaxNum how many messages a unique id may bring
 */
public record QueryMessageProcessor(MessageStore store, int defaultQueryMaxNum)
    implements AnsweringProcessor {

  @Override
  public RemotingCommand answer(RemotingChannel channel, RemotingCommand request)
      throws RemotingCommandException, RequestRefusedException {
    return request.requestCode() == RequestCode.VIEW_MESSAGE_BY_ID ? view(request) : query(request);
  }

  private RemotingCommand view(RemotingCommand request)
      throws RemotingCommandException, RequestRefusedException {
    long offset = request.decodeHeader(ViewMessageRequestHeader.class).offset();
    return RemotingCommand.success()
        .transferBody(
            store
                .selectOneMessageByOffset(offset)
                .map(found -> new FoundMessages(found.slices()))
                .orElseThrow(
                    () ->
                        new RequestRefusedException(
                            ResponseCode.SYSTEM_ERROR,
                            "can not find message by the offset, " + offset)));
  }

  private RemotingCommand query(RemotingCommand request)
      throws RemotingCommandException, RequestRefusedException {
    var header = request.decodeHeader(QueryMessageRequestHeader.class);
    boolean byId = Boolean.parseBoolean(request.field(UNIQUE_KEY_QUERY));
    QueryMessageResult found = find(header, byId ? defaultQueryMaxNum : header.maxNum());
    if (found.slices().isEmpty()) {
      String rule = "No message of topic %s with key %s was stored between %d and %d.";
      throw new RequestRefusedException(
          ResponseCode.QUERY_NOT_FOUND,
          rule.formatted(
              header.topic(), header.key(), header.beginTimestamp(), header.endTimestamp()));
    }
    return RemotingCommand.success()
        .header(
            new QueryMessageResponseHeader(
                found.indexLastUpdateTimestamp(), found.indexLastUpdatePhyOffset()))
        .transferBody(new FoundMessages(found.slices()));
  }

  private QueryMessageResult find(QueryMessageRequestHeader header, int maxNum) {
    long begin = header.beginTimestamp();
    long end = header.endTimestamp();
    return BY_TAG.equals(header.indexType())
        ? store.queryMessageByTag(header.topic(), header.key(), maxNum, begin, end)
        : store.queryMessage(header.topic(), header.key(), maxNum, begin, end);
  }
}
