package io.glassmq.broker.processor;

import io.glassmq.broker.client.ClientChannelInfo;
import io.glassmq.broker.client.ConsumerManager;
import io.glassmq.broker.client.ProducerManager;
import io.glassmq.broker.subscription.SubscriptionGroupManager;
import io.glassmq.broker.topic.RetryTopics;
import io.glassmq.broker.topic.TopicConfigManager;
import io.glassmq.common.Clock;
import io.glassmq.remoting.AnsweringProcessor;
import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.RequestRefusedException;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.body.CheckClientRequestBody;
import io.glassmq.remoting.protocol.header.UnregisterClientRequestHeader;
import io.glassmq.remoting.protocol.heartbeat.ConsumerData;
import io.glassmq.remoting.protocol.heartbeat.HeartbeatData;
import io.glassmq.remoting.protocol.subscription.SubscriptionGroupConfig;

/**
 * Clients come, stay and go: heartbeat (34), unregister (35), check of a subscription (46).
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.broker.processor.ClientManageProcessor}.
 */
public record ClientManageProcessor(
    TopicConfigManager topics,
    RetryTopics retryTopics,
    SubscriptionGroupManager groups,
    ProducerManager producers,
    ConsumerManager consumers,
    Clock clock)
    implements AnsweringProcessor {

  @Override
  public RemotingCommand answer(RemotingChannel channel, RemotingCommand request)
      throws RemotingCommandException, RequestRefusedException {
    return switch (request.requestCode()) {
      case HEART_BEAT -> heartbeat(channel, request);
      case UNREGISTER_CLIENT -> unregister(channel, request);
      case CHECK_CLIENT_CONFIG -> checkClientConfig(request);
      default -> throw new IllegalStateException("not registered for " + request);
    };
  }

  private RemotingCommand heartbeat(RemotingChannel channel, RemotingCommand request)
      throws RemotingCommandException, RequestRefusedException {
    var heartbeat = RemotingSerializable.decode(request.body(), HeartbeatData.class);
    if (heartbeat.clientID() == null) {
      throw new RequestRefusedException(
          ResponseCode.INVALID_PARAMETER, "The heartbeat names no clientID.");
    }
    var client =
        new ClientChannelInfo(
            channel, heartbeat.clientID(), request.language(), request.version(), clock.millis());
    heartbeat
        .producerDataSet()
        .forEach(producer -> producers.registerProducer(producer.groupName(), client));
    boolean sendAgain = heartbeat.heartbeatFingerprint() == 0;
    for (ConsumerData consumer : heartbeat.consumerDataSet()) {
      SubscriptionGroupConfig group = groups.findSubscriptionGroupConfig(consumer.groupName());
      if (group == null) {
        continue; // its pulls will be told that the group does not exist
      }
      if (group.retryQueueNums() > 0) {
        retryTopics.retry(group, consumer.unitMode(), isOrdered(consumer));
      }
      sendAgain |= consumers.registerConsumer(heartbeat, consumer, client);
    }
    if (!channel.isActive()) { // it closed meanwhile, and nobody will tell us again
      producers.channelClosed(channel);
      consumers.channelClosed(channel);
    }
    return RemotingCommand.success()
        .addField("IS_SUPPORT_HEART_BEAT_V2", "true")
        .addField("IS_SUB_CHANGE", Boolean.toString(sendAgain));
  }

  /** Whether the group reads a topic whose messages are in order. */
  private boolean isOrdered(ConsumerData consumer) {
    return consumer.subscriptionDataSet().stream()
        .map(subscription -> topics.selectTopicConfig(subscription.topic()))
        .anyMatch(topic -> topic != null && topic.order());
  }

  private RemotingCommand unregister(RemotingChannel channel, RemotingCommand request)
      throws RemotingCommandException {
    var header = request.decodeHeader(UnregisterClientRequestHeader.class);
    if (header.producerGroup() != null) {
      producers.unregisterProducer(header.producerGroup(), channel);
    }
    if (header.consumerGroup() != null) {
      consumers.unregisterConsumer(header.consumerGroup(), channel);
    }
    return RemotingCommand.success();
  }

  private static RemotingCommand checkClientConfig(RemotingCommand request)
      throws RemotingCommandException, RequestRefusedException {
    var subscription =
        RemotingSerializable.decode(request.body(), CheckClientRequestBody.class)
            .subscriptionData();
    if (subscription == null || subscription.isTagType()) {
      return RemotingCommand.success();
    }
    throw new RequestRefusedException(
        ResponseCode.SYSTEM_ERROR,
        "The broker does not support consumer to filter message by "
            + subscription.expressionType());
  }
}
