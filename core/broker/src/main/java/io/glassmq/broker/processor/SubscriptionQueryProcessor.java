package io.glassmq.broker.processor;

import io.glassmq.broker.client.ConsumerGroupInfo;
import io.glassmq.broker.client.ConsumerManager;
import io.glassmq.broker.offset.ConsumerOffsetManager;
import io.glassmq.remoting.AnsweringProcessor;
import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.body.GroupList;
import io.glassmq.remoting.protocol.body.QuerySubscriptionResponseBody;
import io.glassmq.remoting.protocol.body.TopicList;
import io.glassmq.remoting.protocol.header.QuerySubscriptionByConsumerRequestHeader;
import io.glassmq.remoting.protocol.header.QueryTopicConsumeByWhoRequestHeader;
import io.glassmq.remoting.protocol.header.QueryTopicsByConsumerRequestHeader;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Who consumes what: the groups of a topic (300), the topics of a group (343), and what a group
 * wants of a topic (345). A group counts that is connected, or has consumed before.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.broker.processor.AdminBrokerProcessor}.
 */
public record SubscriptionQueryProcessor(
    Supplier<String> brokerAddr, ConsumerManager consumers, ConsumerOffsetManager offsets)
    implements AnsweringProcessor {

  @Override
  public RemotingCommand answer(RemotingChannel channel, RemotingCommand request)
      throws RemotingCommandException {
    Object body =
        switch (request.requestCode()) {
          case QUERY_TOPIC_CONSUME_BY_WHO ->
              groups(request.decodeHeader(QueryTopicConsumeByWhoRequestHeader.class).topic());
          case QUERY_TOPICS_BY_CONSUMER ->
              topics(request.decodeHeader(QueryTopicsByConsumerRequestHeader.class).group());
          case QUERY_SUBSCRIPTION_BY_CONSUMER ->
              subscription(request.decodeHeader(QuerySubscriptionByConsumerRequestHeader.class));
          default -> throw new IllegalStateException("not registered for " + request);
        };
    return RemotingCommand.success().body(RemotingSerializable.encode(body));
  }

  private GroupList groups(String topic) {
    var names = new TreeSet<>(offsets.whichGroupByTopic(topic));
    names.addAll(consumers.queryTopicConsumeByWho(topic));
    return new GroupList(names);
  }

  private TopicList topics(String group) {
    var names = new TreeSet<>(offsets.whichTopicByConsumer(group));
    ConsumerGroupInfo connected = consumers.getConsumerGroupInfo(group);
    if (connected != null) {
      names.addAll(connected.subscriptions().keySet());
    }
    return new TopicList(names, brokerAddr.get());
  }

  private QuerySubscriptionResponseBody subscription(
      QuerySubscriptionByConsumerRequestHeader header) {
    ConsumerGroupInfo connected = consumers.getConsumerGroupInfo(header.group());
    boolean known = connected != null && header.topic() != null;
    return new QuerySubscriptionResponseBody(
        known ? connected.findSubscriptionData(header.topic()) : null,
        header.group(),
        header.topic());
  }
}
