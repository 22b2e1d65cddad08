package io.glassmq.broker.processor;

import io.glassmq.broker.BrokerStatsManager;
import io.glassmq.broker.topic.TopicConfigManager;
import io.glassmq.common.TopicConfig;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.AnsweringProcessor;
import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.RequestRefusedException;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.admin.TopicOffset;
import io.glassmq.remoting.protocol.admin.TopicStatsTable;
import io.glassmq.remoting.protocol.header.GetEarliestMsgStoretimeRequestHeader;
import io.glassmq.remoting.protocol.header.GetEarliestMsgStoretimeResponseHeader;
import io.glassmq.remoting.protocol.header.GetMaxOffsetRequestHeader;
import io.glassmq.remoting.protocol.header.GetMaxOffsetResponseHeader;
import io.glassmq.remoting.protocol.header.GetMinOffsetRequestHeader;
import io.glassmq.remoting.protocol.header.GetMinOffsetResponseHeader;
import io.glassmq.remoting.protocol.header.GetTopicStatsInfoRequestHeader;
import io.glassmq.remoting.protocol.header.SearchOffsetRequestHeader;
import io.glassmq.remoting.protocol.header.SearchOffsetResponseHeader;
import io.glassmq.store.BoundaryType;
import io.glassmq.store.MessageStore;
import java.util.HashMap;
import java.util.Map;

/**
 * Where a queue begins and ends, and what lies where in time: 29 to 32. There, unknown topics and
 * queues have offset 0. All queues of a topic at once: 202.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.broker.processor.AdminBrokerProcessor}.
 */
public record OffsetAdminProcessor(
    String brokerName, TopicConfigManager topics, BrokerStatsManager stats, MessageStore store)
    implements AnsweringProcessor {

  @Override
  public RemotingCommand answer(RemotingChannel channel, RemotingCommand request)
      throws RemotingCommandException, RequestRefusedException {
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
      case GET_TOPIC_STATS_INFO ->
          answer.body(
              RemotingSerializable.encode(
                  topicStats(request.decodeHeader(GetTopicStatsInfoRequestHeader.class).topic())));
      default -> throw new IllegalStateException("not registered for " + request);
    };
  }

  private TopicStatsTable topicStats(String name) throws RequestRefusedException {
    TopicConfig topic = topics.selectTopicConfig(name);
    if (topic == null) {
      throw new RequestRefusedException(
          ResponseCode.TOPIC_NOT_EXIST, "topic[" + name + "] not exist");
    }
    Map<MessageQueue, TopicOffset> table = new HashMap<>();
    for (int id = 0; id < Math.max(topic.readQueueNums(), topic.writeQueueNums()); id++) {
      long max = store.getMaxOffsetInQueue(name, id);
      table.put(
          new MessageQueue(name, brokerName, id),
          new TopicOffset(
              store.getMinOffsetInQueue(name, id),
              max,
              store.getMessageStoreTime(name, id, max - 1)));
    }
    double tps = stats.topicPutNums(name).map(data -> data.statsMinute().tps()).orElse(0.0);
    return new TopicStatsTable(table, tps);
  }
}
