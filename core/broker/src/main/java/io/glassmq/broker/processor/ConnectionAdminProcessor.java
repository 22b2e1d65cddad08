package io.glassmq.broker.processor;

import io.glassmq.broker.client.ClientChannelInfo;
import io.glassmq.broker.client.ConsumerGroupInfo;
import io.glassmq.broker.client.ConsumerManager;
import io.glassmq.broker.client.ProducerManager;
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
import io.glassmq.remoting.protocol.body.ProducerInfo;
import io.glassmq.remoting.protocol.body.ProducerTableInfo;
import io.glassmq.remoting.protocol.header.GetConsumerConnectionListRequestHeader;
import io.glassmq.remoting.protocol.header.GetProducerConnectionListRequestHeader;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who is connected: the members of a consumer group (203) or a producer group (204), or all
 * producers (328).
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.broker.processor.AdminBrokerProcessor}.
 */
public record ConnectionAdminProcessor(ConsumerManager consumers, ProducerManager producers)
    implements AnsweringProcessor {

  @Override
  public RemotingCommand answer(RemotingChannel channel, RemotingCommand request)
      throws RemotingCommandException, RequestRefusedException {
    Object body =
        switch (request.requestCode()) {
          case GET_CONSUMER_CONNECTION_LIST ->
              consumers(
                  request
                      .decodeHeader(GetConsumerConnectionListRequestHeader.class)
                      .consumerGroup());
          case GET_PRODUCER_CONNECTION_LIST ->
              producers(
                  request
                      .decodeHeader(GetProducerConnectionListRequestHeader.class)
                      .producerGroup());
          case GET_ALL_PRODUCER_INFO -> allProducers();
          default -> throw new IllegalStateException("not registered for " + request);
        };
    return RemotingCommand.success().body(RemotingSerializable.encode(body));
  }

  private ConsumerConnection consumers(String name) throws RequestRefusedException {
    ConsumerGroupInfo group = consumers.getConsumerGroupInfo(name);
    if (group == null) {
      throw new RequestRefusedException(
          ResponseCode.CONSUMER_NOT_ONLINE, "the consumer group[" + name + "] not online");
    }
    return new ConsumerConnection(
        connections(group.members()),
        group.subscriptions(),
        group.consumeType(),
        group.messageModel(),
        group.consumeFromWhere());
  }

  private ProducerConnection producers(String name) throws RequestRefusedException {
    Collection<ClientChannelInfo> members = producers.members(name);
    if (members.isEmpty()) {
      throw new RequestRefusedException(
          ResponseCode.SYSTEM_ERROR, "the producer group[" + name + "] not exist");
    }
    return new ProducerConnection(connections(members));
  }

  private ProducerTableInfo allProducers() {
    Map<String, List<ProducerInfo>> table = new HashMap<>();
    for (String group : producers.groups()) {
      table.put(
          group,
          producers.members(group).stream()
              .map(
                  member ->
                      new ProducerInfo(
                          member.clientId(),
                          addressOf(member),
                          member.language(),
                          member.version(),
                          member.lastUpdateMillis()))
              .toList());
    }
    return new ProducerTableInfo(table);
  }

  private static Set<Connection> connections(Collection<ClientChannelInfo> members) {
    return members.stream()
        .map(
            member ->
                new Connection(
                    member.clientId(), addressOf(member), member.language(), member.version()))
        .collect(Collectors.toSet());
  }

  private static String addressOf(ClientChannelInfo member) {
    var address = member.channel().remoteAddress();
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }
}
