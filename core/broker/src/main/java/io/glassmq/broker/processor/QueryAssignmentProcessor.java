package io.glassmq.broker.processor;

import io.glassmq.broker.LoadBalanceConfig;
import io.glassmq.broker.client.ClientChannelInfo;
import io.glassmq.broker.client.ConsumerGroupInfo;
import io.glassmq.broker.client.ConsumerManager;
import io.glassmq.broker.loadbalance.MessageRequestModeManager;
import io.glassmq.broker.loadbalance.QueueAssignment;
import io.glassmq.broker.subscription.SubscriptionGroupManager;
import io.glassmq.broker.topic.TopicConfigManager;
import io.glassmq.broker.topic.TopicRouteInfoManager;
import io.glassmq.common.consumer.QueueShare;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.common.message.MessageQueueAssignment;
import io.glassmq.common.message.MessageRequestMode;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.RequestProcessor;
import io.glassmq.remoting.RequestRefusedException;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.body.QueryAssignmentRequestBody;
import io.glassmq.remoting.protocol.body.QueryAssignmentResponseBody;
import io.glassmq.remoting.protocol.body.SetMessageRequestModeRequestBody;
import io.glassmq.remoting.protocol.heartbeat.MessageModel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A consumer asks which queues to work on, and whether to pull or to pop (400); an administrator
 * says which of the two (401).
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.broker.processor.QueryAssignmentProcessor}.
 */
public record QueryAssignmentProcessor(
    LoadBalanceConfig config,
    TopicConfigManager topics,
    SubscriptionGroupManager groups,
    ConsumerManager consumers,
    TopicRouteInfoManager routes,
    MessageRequestModeManager modes)
    implements RequestProcessor {

  @Override
  public CompletionStage<RemotingCommand> process(RemotingChannel channel, RemotingCommand request)
      throws RemotingCommandException, RequestRefusedException {
    return switch (request.requestCode()) {
      case QUERY_ASSIGNMENT ->
          assignment(RemotingSerializable.decode(request.body(), QueryAssignmentRequestBody.class));
      case SET_MESSAGE_REQUEST_MODE ->
          setMode(
              RemotingSerializable.decode(request.body(), SetMessageRequestModeRequestBody.class));
      default -> throw new IllegalStateException("not registered for " + request);
    };
  }

  private CompletionStage<RemotingCommand> setMode(SetMessageRequestModeRequestBody mode)
      throws RequestRefusedException {
    if (mode.topic() == null || mode.consumerGroup() == null || mode.mode() == null) {
      throw new RequestRefusedException(
          ResponseCode.INVALID_PARAMETER, "topic, consumerGroup or mode is missing in " + mode);
    }
    if (TopicNames.isRetryTopic(mode.topic())) {
      throw new RequestRefusedException(
          ResponseCode.NO_PERMISSION, "retry topic is not allowed to set mode");
    }
    if (topics.selectTopicConfig(mode.topic()) == null) {
      throw new RequestRefusedException(
          ResponseCode.TOPIC_NOT_EXIST, "topic[" + mode.topic() + "] not exist");
    }
    if (groups.findSubscriptionGroupConfig(mode.consumerGroup()) == null) {
      throw new RequestRefusedException(
          ResponseCode.SUBSCRIPTION_GROUP_NOT_EXIST, "subscription group does not exist");
    }
    modes.setMessageRequestMode(mode);
    return CompletableFuture.completedFuture(RemotingCommand.success());
  }

  private CompletionStage<RemotingCommand> assignment(QueryAssignmentRequestBody asked) {
    SetMessageRequestModeRequestBody mode =
        modes
            .getMessageRequestMode(asked.topic(), asked.consumerGroup())
            .orElseGet(() -> defaultMode(asked));
    return routes
        .queues(asked.topic())
        .thenApply(
            queues -> {
              List<MessageQueueAssignment> assignments =
                  queues
                      .flatMap(all -> share(asked, mode, all))
                      .map(mine -> assignments(mine, mode.mode()))
                      .orElse(null);
              return RemotingCommand.success()
                  .body(RemotingSerializable.encode(new QueryAssignmentResponseBody(assignments)));
            });
  }

  private SetMessageRequestModeRequestBody defaultMode(QueryAssignmentRequestBody asked) {
    MessageRequestMode mode =
        TopicNames.isRetryTopic(asked.topic())
            ? MessageRequestMode.PULL
            : config.defaultMessageRequestMode();
    return new SetMessageRequestModeRequestBody(
        asked.topic(), asked.consumerGroup(), mode, config.defaultPopShareQueueNum());
  }

  /** Nothing if we cannot tell; the consumer keeps what it has then. */
  private Optional<List<MessageQueue>> share(
      QueryAssignmentRequestBody asked,
      SetMessageRequestModeRequestBody mode,
      List<MessageQueue> queues) {
    if (asked.messageModel() == MessageModel.BROADCASTING || !config.serverLoadBalancerEnable()) {
      return Optional.of(queues);
    }
    ConsumerGroupInfo group = consumers.getConsumerGroupInfo(asked.consumerGroup());
    Optional<QueueShare> strategy = QueueShare.named(asked.strategyName());
    if (group == null || strategy.isEmpty()) {
      return Optional.empty();
    }
    List<String> members =
        group.members().stream().map(ClientChannelInfo::clientId).distinct().sorted().toList();
    var assignment = new QueueAssignment(queues, members);
    return Optional.of(
        mode.mode() == MessageRequestMode.POP
            ? assignment.forPop(asked.clientId(), strategy.get(), mode.popShareQueueNum())
            : assignment.forPull(asked.clientId(), strategy.get()));
  }

  private static List<MessageQueueAssignment> assignments(
      List<MessageQueue> queues, MessageRequestMode mode) {
    return queues.stream().map(queue -> new MessageQueueAssignment(queue, mode)).toList();
  }
}
