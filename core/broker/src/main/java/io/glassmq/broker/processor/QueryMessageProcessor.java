package io.glassmq.broker.processor;

import static io.glassmq.remoting.protocol.header.QueryMessageRequestHeader.BY_TAG;
import static io.glassmq.remoting.protocol.header.QueryMessageRequestHeader.UNIQUE_KEY_QUERY;

import io.glassmq.broker.client.ConsumerGroupInfo;
import io.glassmq.broker.client.ConsumerManager;
import io.glassmq.remoting.AnsweringProcessor;
import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.RequestRefusedException;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.body.ConsumeQueueData;
import io.glassmq.remoting.protocol.body.QueryConsumeQueueResponseBody;
import io.glassmq.remoting.protocol.header.QueryConsumeQueueRequestHeader;
import io.glassmq.remoting.protocol.header.QueryMessageRequestHeader;
import io.glassmq.remoting.protocol.header.QueryMessageResponseHeader;
import io.glassmq.remoting.protocol.header.ViewMessageRequestHeader;
import io.glassmq.remoting.protocol.heartbeat.SubscriptionData;
import io.glassmq.store.MessageStore;
import io.glassmq.store.QueryMessageResult;
import io.glassmq.store.queue.ConsumeQueueEntry;
import java.util.ArrayList;
import java.util.List;

/**
 * One message by its place in the log (33), messages by key, unique id or tag (12), or the entries
 * of a consume queue (321).
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.broker.processor.QueryMessageProcessor}.
 *
 * @param defaultQueryMaxNum how many messages a unique id may bring
 */
public record QueryMessageProcessor(
    ConsumerManager consumers, MessageStore store, int defaultQueryMaxNum)
    implements AnsweringProcessor {
  private static final int MAX_ENTRIES = 10_000;

  @Override
  public RemotingCommand answer(RemotingChannel channel, RemotingCommand request)
      throws RemotingCommandException, RequestRefusedException {
    return switch (request.requestCode()) {
      case VIEW_MESSAGE_BY_ID -> view(request);
      case QUERY_MESSAGE -> query(request);
      case QUERY_CONSUME_QUEUE ->
          RemotingCommand.success().body(RemotingSerializable.encode(queue(request)));
      default -> throw new IllegalStateException("not registered for " + request);
    };
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

  private QueryConsumeQueueResponseBody queue(RemotingCommand request)
      throws RemotingCommandException {
    var header = request.decodeHeader(QueryConsumeQueueRequestHeader.class);
    SubscriptionData subscription = subscription(header);
    List<ConsumeQueueData> entries = new ArrayList<>();
    long behindLast = header.index() + Math.min(header.count(), MAX_ENTRIES);
    for (long offset = header.index(); offset < behindLast; offset++) {
      store
          .consumeQueueUnit(header.topic(), header.queueId(), offset)
          .ifPresent(entry -> entries.add(data(entry, subscription)));
    }
    return new QueryConsumeQueueResponseBody(
        subscription,
        null,
        entries,
        store.getMaxOffsetInQueue(header.topic(), header.queueId()),
        store.getMinOffsetInQueue(header.topic(), header.queueId()));
  }

  private SubscriptionData subscription(QueryConsumeQueueRequestHeader header) {
    ConsumerGroupInfo group =
        header.consumerGroup() == null
            ? null
            : consumers.getConsumerGroupInfo(header.consumerGroup());
    return group == null ? null : group.findSubscriptionData(header.topic());
  }

  private static ConsumeQueueData data(ConsumeQueueEntry entry, SubscriptionData subscription) {
    boolean wanted = subscription != null && subscription.matchesTagsCode(entry.tagsCode());
    return new ConsumeQueueData(
        entry.physicalOffset(), entry.size(), entry.tagsCode(), null, null, wanted, null);
  }
}
