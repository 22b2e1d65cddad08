package io.glassmq.broker.processor;

import io.glassmq.broker.BrokerStatsManager;
import io.glassmq.broker.offset.ConsumerOffsetManager;
import io.glassmq.broker.offset.PopQueue;
import io.glassmq.broker.subscription.SubscriptionGroupManager;
import io.glassmq.broker.topic.TopicConfigManager;
import io.glassmq.common.Clock;
import io.glassmq.common.TopicConfig;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.AnsweringProcessor;
import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.RequestRefusedException;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.admin.ConsumeStats;
import io.glassmq.remoting.protocol.admin.OffsetWrapper;
import io.glassmq.remoting.protocol.body.BrokerStatsData;
import io.glassmq.remoting.protocol.body.ConsumeStatsList;
import io.glassmq.remoting.protocol.body.QueryConsumeTimeSpanBody;
import io.glassmq.remoting.protocol.body.QueueTimeSpan;
import io.glassmq.remoting.protocol.header.GetConsumeStatsInBrokerHeader;
import io.glassmq.remoting.protocol.header.GetConsumeStatsRequestHeader;
import io.glassmq.remoting.protocol.header.QueryConsumeTimeSpanRequestHeader;
import io.glassmq.remoting.protocol.header.ViewBrokerStatsDataRequestHeader;
import io.glassmq.store.MessageStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * How far groups are behind: one group (208), all of them (317), one in time (303); and how fast
 * topics and groups are (315).
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.broker.processor.AdminBrokerProcessor}.
 *
 * @param handedOut the offset behind what a group has popped from a queue while its own offset is
 *     not there yet; below 0 if it is
 */
public record ConsumeStatsProcessor(
    String brokerName,
    Supplier<String> brokerAddr,
    TopicConfigManager topics,
    SubscriptionGroupManager groups,
    ConsumerOffsetManager offsets,
    ToLongFunction<PopQueue> handedOut,
    BrokerStatsManager stats,
    MessageStore store,
    Clock clock)
    implements AnsweringProcessor {

  @Override
  public RemotingCommand answer(RemotingChannel channel, RemotingCommand request)
      throws RemotingCommandException, RequestRefusedException {
    Object body =
        switch (request.requestCode()) {
          case GET_CONSUME_STATS ->
              consumeStats(request.decodeHeader(GetConsumeStatsRequestHeader.class));
          case GET_BROKER_CONSUME_STATS ->
              all(request.decodeHeader(GetConsumeStatsInBrokerHeader.class).isOrder());
          case QUERY_CONSUME_TIME_SPAN ->
              timeSpan(request.decodeHeader(QueryConsumeTimeSpanRequestHeader.class));
          case VIEW_BROKER_STATS_DATA ->
              speed(request.decodeHeader(ViewBrokerStatsDataRequestHeader.class));
          default -> throw new IllegalStateException("not registered for " + request);
        };
    return RemotingCommand.success().body(RemotingSerializable.encode(body));
  }

  private ConsumeStats consumeStats(GetConsumeStatsRequestHeader header) {
    String group = header.consumerGroup();
    Collection<String> wanted =
        isGiven(header.topic())
            ? List.of(header.topic())
            : isGiven(header.topicList())
                ? List.of(header.topicList().split(";"))
                : offsets.whichTopicByConsumer(group);
    Map<MessageQueue, OffsetWrapper> table = new HashMap<>();
    double tps = 0;
    for (String topic : wanted) {
      TopicConfig config = topics.selectTopicConfig(topic);
      if (config != null) {
        ConsumeStats one = consumeStats(group, config);
        table.putAll(one.offsetTable());
        tps += one.consumeTps();
      }
    }
    return new ConsumeStats(table, tps);
  }

  private static boolean isGiven(String text) {
    return text != null && !text.isBlank();
  }

  private ConsumeStats consumeStats(String group, TopicConfig topic) {
    String name = topic.topicName();
    Map<MessageQueue, OffsetWrapper> table = new HashMap<>();
    for (int id = 0; id < topic.readQueueNums(); id++) {
      long consumed = consumed(group, name, id);
      table.put(
          new MessageQueue(name, brokerName, id),
          new OffsetWrapper(
              store.getMaxOffsetInQueue(name, id),
              consumed,
              Math.max(consumed, offsets.queryPullOffset(group, name, id)), // who pops has none
              store.getMessageStoreTime(name, id, consumed - 1)));
    }
    double tps = stats.groupGetNums(name, group).map(data -> data.statsMinute().tps()).orElse(0.0);
    return new ConsumeStats(table, tps);
  }

  /** What a group has popped a moment ago counts, even if its offset does not say so yet. */
  private long consumed(String group, String topic, int queueId) {
    long handedOutUpTo = handedOut.applyAsLong(new PopQueue(topic, group, queueId));
    return Math.max(Math.max(0, handedOutUpTo), offsets.queryOffset(group, topic, queueId));
  }

  private ConsumeStatsList all(boolean onlyOrdered) {
    Predicate<TopicConfig> wanted = topic -> topic != null && (topic.order() || !onlyOrdered);
    List<Map<String, List<ConsumeStats>>> list = new ArrayList<>();
    long behind = 0;
    long inFlight = 0;
    for (String group : groups.snapshot().subscriptionGroupTable().keySet()) {
      List<ConsumeStats> ofGroup =
          offsets.whichTopicByConsumer(group).stream()
              .map(topics::selectTopicConfig)
              .filter(wanted)
              .map(topic -> consumeStats(group, topic))
              .toList();
      for (ConsumeStats one : ofGroup) {
        behind += one.computeTotalDiff();
        for (OffsetWrapper queue : one.offsetTable().values()) {
          inFlight += queue.pullOffset() - queue.consumerOffset();
        }
      }
      list.add(Map.of(group, ofGroup));
    }
    return new ConsumeStatsList(list, brokerAddr.get(), behind, inFlight);
  }

  private QueryConsumeTimeSpanBody timeSpan(QueryConsumeTimeSpanRequestHeader header)
      throws RequestRefusedException {
    TopicConfig topic = topics.selectTopicConfig(header.topic());
    if (topic == null) {
      throw new RequestRefusedException(
          ResponseCode.TOPIC_NOT_EXIST, "topic[" + header.topic() + "] not exist");
    }
    List<QueueTimeSpan> spans = new ArrayList<>();
    for (int id = 0; id < topic.readQueueNums(); id++) {
      spans.add(timeSpan(header.group(), header.topic(), id));
    }
    return new QueryConsumeTimeSpanBody(spans);
  }

  private QueueTimeSpan timeSpan(String group, String topic, int queueId) {
    long max = store.getMaxOffsetInQueue(topic, queueId);
    long min = store.getMinOffsetInQueue(topic, queueId);
    long consumed = consumed(group, topic, queueId);
    long waitsSince = consumed >= max ? 0 : store.getMessageStoreTime(topic, queueId, consumed);
    return new QueueTimeSpan(
        new MessageQueue(topic, brokerName, queueId),
        store.getMessageStoreTime(topic, queueId, min),
        store.getMessageStoreTime(topic, queueId, max - 1),
        store.getMessageStoreTime(topic, queueId, consumed > 0 ? consumed - 1 : min),
        waitsSince == 0 ? 0 : clock.millis() - waitsSince);
  }

  private BrokerStatsData speed(ViewBrokerStatsDataRequestHeader header)
      throws RequestRefusedException {
    String key = header.statsKey();
    int at = key.indexOf('@');
    Optional<BrokerStatsData> data =
        switch (header.statsName()) {
          case "TOPIC_PUT_NUMS" -> stats.topicPutNums(key);
          case "GROUP_GET_NUMS" ->
              at < 0
                  ? Optional.empty()
                  : stats.groupGetNums(key.substring(0, at), key.substring(at + 1));
          default -> Optional.empty();
        };
    return data.orElseThrow(
        () ->
            new RequestRefusedException(
                ResponseCode.SYSTEM_ERROR,
                "The stats <" + header.statsName() + "> <" + key + "> not exist"));
  }
}
