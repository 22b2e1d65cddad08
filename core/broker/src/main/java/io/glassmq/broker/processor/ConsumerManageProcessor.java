package io.glassmq.broker.processor;

import io.glassmq.broker.client.ClientChannelInfo;
import io.glassmq.broker.client.ConsumerGroupInfo;
import io.glassmq.broker.client.ConsumerManager;
import io.glassmq.broker.offset.ConsumerOffsetManager;
import io.glassmq.broker.subscription.SubscriptionGroupManager;
import io.glassmq.broker.topic.TopicConfigManager;
import io.glassmq.remoting.AnsweringProcessor;
import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.RequestRefusedException;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.header.GetConsumerListByGroupRequestHeader;
import io.glassmq.remoting.protocol.header.GetConsumerListByGroupResponseBody;
import io.glassmq.remoting.protocol.header.QueryConsumerOffsetRequestHeader;
import io.glassmq.remoting.protocol.header.QueryConsumerOffsetResponseHeader;
import io.glassmq.remoting.protocol.header.UpdateConsumerOffsetRequestHeader;
import io.glassmq.store.MessageStore;
import io.glassmq.store.queue.ConsumeQueueEntry;

/**
 * What a consumer group needs to know of itself: its members (38) and how far it has read (14, 15).
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.broker.processor.ConsumerManageProcessor}.
 */
public record ConsumerManageProcessor(
    TopicConfigManager topics,
    SubscriptionGroupManager groups,
    ConsumerManager consumers,
    ConsumerOffsetManager offsets,
    MessageStore store)
    implements AnsweringProcessor {

  @Override
  public RemotingCommand answer(RemotingChannel channel, RemotingCommand request)
      throws RemotingCommandException, RequestRefusedException {
    return switch (request.requestCode()) {
      case GET_CONSUMER_LIST_BY_GROUP -> members(request);
      case QUERY_CONSUMER_OFFSET -> queryOffset(request);
      case UPDATE_CONSUMER_OFFSET -> updateOffset(request);
      default -> throw new IllegalStateException("not registered for " + request);
    };
  }

  private RemotingCommand members(RemotingCommand request)
      throws RemotingCommandException, RequestRefusedException {
    String name = request.decodeHeader(GetConsumerListByGroupRequestHeader.class).consumerGroup();
    ConsumerGroupInfo group = consumers.getConsumerGroupInfo(name);
    if (group == null) {
      throw new RequestRefusedException(
          ResponseCode.SYSTEM_ERROR, "no consumer for this group, " + name);
    }
    var ids = group.members().stream().map(ClientChannelInfo::clientId).distinct().toList();
    return RemotingCommand.success()
        .body(RemotingSerializable.encode(new GetConsumerListByGroupResponseBody(ids)));
  }

  private RemotingCommand queryOffset(RemotingCommand request)
      throws RemotingCommandException, RequestRefusedException {
    var header = request.decodeHeader(QueryConsumerOffsetRequestHeader.class);
    long offset = offsets.queryOffset(header.consumerGroup(), header.topic(), header.queueId());
    if (offset == ConsumerOffsetManager.NONE && !mayStartAtZero(header)) {
      throw new RequestRefusedException(
          ResponseCode.QUERY_NOT_FOUND, "Not found, maybe this group consumer boot first");
    }
    return RemotingCommand.success()
        .header(new QueryConsumerOffsetResponseHeader(Math.max(0, offset)));
  }

  /** A young queue is read from its start, so that a new group does not miss its first messages. */
  private boolean mayStartAtZero(QueryConsumerOffsetRequestHeader header) {
    if (Boolean.FALSE.equals(header.setZeroIfNotFound())) {
      return false;
    }
    return store
        .consumeQueueUnit(header.topic(), header.queueId(), 0)
        .map(ConsumeQueueEntry::physicalOffset)
        .filter(store::isInMemory)
        .isPresent();
  }

  private RemotingCommand updateOffset(RemotingCommand request)
      throws RemotingCommandException, RequestRefusedException {
    var header = request.decodeHeader(UpdateConsumerOffsetRequestHeader.class);
    if (!groups.contains(header.consumerGroup())) {
      throw new RequestRefusedException(
          ResponseCode.SUBSCRIPTION_GROUP_NOT_EXIST,
          "Group " + header.consumerGroup() + " not exist!");
    }
    if (topics.selectTopicConfig(header.topic()) == null) {
      throw new RequestRefusedException(
          ResponseCode.TOPIC_NOT_EXIST, "Topic " + header.topic() + " not exist!");
    }
    boolean taken =
        offsets.commitOffset(
            header.consumerGroup(), header.topic(), header.queueId(), header.commitOffset());
    return RemotingCommand.success().remark(taken ? null : "Offset has been previously reset");
  }
}
