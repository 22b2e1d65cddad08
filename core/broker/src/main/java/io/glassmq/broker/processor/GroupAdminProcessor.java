package io.glassmq.broker.processor;

import io.glassmq.broker.client.ClientChannelInfo;
import io.glassmq.broker.client.ConsumerGroupInfo;
import io.glassmq.broker.client.ConsumerManager;
import io.glassmq.broker.client.ProducerManager;
import io.glassmq.broker.offset.ConsumerOffsetManager;
import io.glassmq.broker.subscription.SubscriptionGroupManager;
import io.glassmq.common.topic.TopicValidator;
import io.glassmq.remoting.AnsweringProcessor;
import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.RequestRefusedException;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.body.Connection;
import io.glassmq.remoting.protocol.body.ConsumerConnection;
import io.glassmq.remoting.protocol.body.ProducerConnection;
import io.glassmq.remoting.protocol.header.DeleteSubscriptionGroupRequestHeader;
import io.glassmq.remoting.protocol.header.GetAllSubscriptionGroupResponseHeader;
import io.glassmq.remoting.protocol.header.GetConsumerConnectionListRequestHeader;
import io.glassmq.remoting.protocol.header.GetProducerConnectionListRequestHeader;
import io.glassmq.remoting.protocol.header.GetSubscriptionGroupConfigRequestHeader;
import io.glassmq.remoting.protocol.subscription.SubscriptionGroupConfig;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Groups are created and changed (200), deleted (207) and looked at (201, 352), and so are their
 * connections (203, 204).
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.broker.processor.AdminBrokerProcessor}.
 */
public record GroupAdminProcessor(
    SubscriptionGroupManager groups,
    ConsumerOffsetManager offsets,
    ConsumerManager consumers,
    ProducerManager producers)
    implements AnsweringProcessor {

  @Override
  public RemotingCommand answer(RemotingChannel channel, RemotingCommand request)
      throws RemotingCommandException, RequestRefusedException {
    return switch (request.requestCode()) {
      case UPDATE_AND_CREATE_SUBSCRIPTIONGROUP -> update(request);
      case DELETE_SUBSCRIPTIONGROUP -> delete(request);
      case GET_SUBSCRIPTIONGROUP_CONFIG -> group(request);
      case GET_ALL_SUBSCRIPTIONGROUP_CONFIG -> all();
      case GET_CONSUMER_CONNECTION_LIST -> consumerConnections(request);
      case GET_PRODUCER_CONNECTION_LIST -> producerConnections(request);
      default -> throw new IllegalStateException("not registered for " + request);
    };
  }

  private RemotingCommand update(RemotingCommand request)
      throws RemotingCommandException, RequestRefusedException {
    var group = RemotingSerializable.decode(request.body(), SubscriptionGroupConfig.class);
    var problem = TopicValidator.problemOfGroup(group.groupName());
    if (problem.isPresent()) {
      throw new RequestRefusedException(ResponseCode.INVALID_PARAMETER, problem.get());
    }
    groups.update(group);
    return RemotingCommand.success();
  }

  private RemotingCommand delete(RemotingCommand request) throws RemotingCommandException {
    var header = request.decodeHeader(DeleteSubscriptionGroupRequestHeader.class);
    groups.delete(header.groupName());
    if (Boolean.TRUE.equals(header.cleanOffset())) {
      offsets.removeGroup(header.groupName());
    }
    return RemotingCommand.success();
  }

  private RemotingCommand group(RemotingCommand request)
      throws RemotingCommandException, RequestRefusedException {
    String name = request.decodeHeader(GetSubscriptionGroupConfigRequestHeader.class).group();
    SubscriptionGroupConfig group = groups.findSubscriptionGroupConfig(name);
    if (group == null) {
      throw new RequestRefusedException(
          ResponseCode.SUBSCRIPTION_GROUP_NOT_EXIST, "No group in this broker. group: " + name);
    }
    return RemotingCommand.success().body(RemotingSerializable.encode(group));
  }

  private RemotingCommand all() {
    var all = groups.snapshot();
    return RemotingCommand.success()
        .header(new GetAllSubscriptionGroupResponseHeader(all.subscriptionGroupTable().size()))
        .body(RemotingSerializable.encode(all));
  }

  private RemotingCommand consumerConnections(RemotingCommand request)
      throws RemotingCommandException, RequestRefusedException {
    String name =
        request.decodeHeader(GetConsumerConnectionListRequestHeader.class).consumerGroup();
    ConsumerGroupInfo group = consumers.getConsumerGroupInfo(name);
    if (group == null) {
      throw new RequestRefusedException(
          ResponseCode.CONSUMER_NOT_ONLINE, "the consumer group[" + name + "] not online");
    }
    var body =
        new ConsumerConnection(
            connections(group.members()),
            group.subscriptions(),
            group.consumeType(),
            group.messageModel(),
            group.consumeFromWhere());
    return RemotingCommand.success().body(RemotingSerializable.encode(body));
  }

  private RemotingCommand producerConnections(RemotingCommand request)
      throws RemotingCommandException, RequestRefusedException {
    String name =
        request.decodeHeader(GetProducerConnectionListRequestHeader.class).producerGroup();
    Collection<ClientChannelInfo> members = producers.members(name);
    if (members.isEmpty()) {
      throw new RequestRefusedException(
          ResponseCode.SYSTEM_ERROR, "the producer group[" + name + "] not exist");
    }
    return RemotingCommand.success()
        .body(RemotingSerializable.encode(new ProducerConnection(connections(members))));
  }

  private static Set<Connection> connections(Collection<ClientChannelInfo> members) {
    return members.stream()
        .map(
            member -> {
              var address = member.channel().remoteAddress();
              String text = address.getAddress().getHostAddress() + ":" + address.getPort();
              return new Connection(member.clientId(), text, member.language(), member.version());
            })
        .collect(Collectors.toSet());
  }
}
