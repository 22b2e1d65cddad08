package io.glassmq.broker.processor;

import io.glassmq.broker.BrokerConfig;
import io.glassmq.broker.client.ClientChannelInfo;
import io.glassmq.broker.client.net.Broker2Client;
import io.glassmq.broker.subscription.SubscriptionGroupManager;
import io.glassmq.broker.topic.TopicConfigManager;
import io.glassmq.common.TopicConfig;
import io.glassmq.common.message.MessageId;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.RequestProcessor;
import io.glassmq.remoting.RequestRefusedException;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.body.GetConsumerStatusBody;
import io.glassmq.remoting.protocol.header.ConsumeMessageDirectlyResultRequestHeader;
import io.glassmq.remoting.protocol.header.GetConsumerRunningInfoRequestHeader;
import io.glassmq.remoting.protocol.header.GetConsumerStatusRequestHeader;
import io.glassmq.remoting.protocol.subscription.SubscriptionGroupConfig;
import io.glassmq.store.GetMessageResult;
import io.glassmq.store.MessageStore;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An administrator asks, a consumer answers: how it is (307), what becomes of a message if it
 * consumes it now (309), how far it has come (223). The broker passes the question on over the
 * consumer's own connection, and the answer back.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.broker.processor.AdminBrokerProcessor}.
 */
public record ClientCallProcessor(
    BrokerConfig config,
    TopicConfigManager topics,
    SubscriptionGroupManager groups,
    Broker2Client clients,
    MessageStore store)
    implements RequestProcessor {
  /** The first snapshots of 3.0.7 and 3.1.8. */
  private static final int KNOWS_STATUS = 28;

  private static final int KNOWS_RUNNING_INFO = 62;

  @Override
  public CompletionStage<RemotingCommand> process(RemotingChannel channel, RemotingCommand request)
      throws RemotingCommandException, RequestRefusedException {
    return switch (request.requestCode()) {
      case GET_CONSUMER_RUNNING_INFO -> runningInfo(request);
      case CONSUME_MESSAGE_DIRECTLY -> consumeDirectly(request);
      case INVOKE_BROKER_TO_GET_CONSUMER_STATUS -> status(request);
      default -> throw new IllegalStateException("not registered for " + request);
    };
  }

  private CompletionStage<RemotingCommand> runningInfo(RemotingCommand request)
      throws RemotingCommandException, RequestRefusedException {
    var header = request.decodeHeader(GetConsumerRunningInfoRequestHeader.class);
    return clients.call(
        clients.member(header.consumerGroup(), header.clientId(), KNOWS_RUNNING_INFO),
        RemotingCommand.createRequest(RequestCode.GET_CONSUMER_RUNNING_INFO, header));
  }

  private CompletionStage<RemotingCommand> consumeDirectly(RemotingCommand request)
      throws RemotingCommandException, RequestRefusedException {
    var asked = request.decodeHeader(ConsumeMessageDirectlyResultRequestHeader.class);
    ClientChannelInfo member =
        clients.member(asked.consumerGroup(), asked.clientId(), KNOWS_RUNNING_INFO);
    SubscriptionGroupConfig group = groups.findSubscriptionGroupConfig(asked.consumerGroup());
    TopicConfig topic = asked.topic() == null ? null : topics.selectTopicConfig(asked.topic());
    var header =
        new ConsumeMessageDirectlyResultRequestHeader(
            asked.consumerGroup(),
            asked.clientId(),
            asked.msgId(),
            config.brokerName(),
            asked.topic(),
            topic == null ? null : topic.topicSysFlag(),
            group == null ? null : group.groupSysFlag());
    return clients.call(
        member,
        RemotingCommand.createRequest(RequestCode.CONSUME_MESSAGE_DIRECTLY, header)
            .body(record(asked.msgId())));
  }

  private byte[] record(String msgId) throws RequestRefusedException {
    GetMessageResult found =
        store
            .selectOneMessageByOffset(offsetIn(msgId))
            .orElseThrow(
                () ->
                    new RequestRefusedException(
                        ResponseCode.SYSTEM_ERROR, "There is no message " + msgId + " here."));
    try {
      ByteBuffer record = found.buffers().get(0);
      var bytes = new byte[record.remaining()];
      record.get(bytes);
      return bytes;
    } finally {
      found.release();
    }
  }

  private static long offsetIn(String msgId) throws RequestRefusedException {
    try {
      return MessageId.decode(msgId).offset();
    } catch (IllegalArgumentException e) {
      throw new RequestRefusedException(ResponseCode.INVALID_PARAMETER, e.getMessage());
    }
  }

  private CompletionStage<RemotingCommand> status(RemotingCommand request)
      throws RemotingCommandException, RequestRefusedException {
    var header = request.decodeHeader(GetConsumerStatusRequestHeader.class);
    List<ClientChannelInfo> asked =
        header.clientAddr() == null || header.clientAddr().isBlank()
            ? clients.members(header.group(), KNOWS_STATUS, ResponseCode.SYSTEM_ERROR)
            : List.of(clients.member(header.group(), header.clientAddr(), KNOWS_STATUS));
    Map<String, Map<MessageQueue, Long>> table = new ConcurrentHashMap<>();
    var question = new GetConsumerStatusRequestHeader(header.topic(), header.group(), null);
    List<CompletableFuture<Void>> answers = new ArrayList<>();
    for (ClientChannelInfo member : asked) {
      var command =
          RemotingCommand.createRequest(RequestCode.GET_CONSUMER_STATUS_FROM_CLIENT, question);
      answers.add(
          clients
              .call(member, command)
              .thenAccept(answer -> note(member, answer, table))
              .toCompletableFuture());
    }
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenApply(
            done ->
                RemotingCommand.success()
                    .body(RemotingSerializable.encode(new GetConsumerStatusBody(null, table))));
  }

  /** A member that does not answer is missing in the table. */
  private static void note(
      ClientChannelInfo member,
      RemotingCommand answer,
      Map<String, Map<MessageQueue, Long>> table) {
    if (!answer.isSuccess()) {
      return;
    }
    try {
      var body = RemotingSerializable.decode(answer.body(), GetConsumerStatusBody.class);
      table.put(member.clientId(), body.messageQueueTable());
    } catch (RemotingCommandException e) {
      throw new IllegalStateException(
          "Consumer " + member.clientId() + " answered what nobody can read", e);
    }
  }
}
