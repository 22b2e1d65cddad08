package io.glassmq.client.impl.consumer;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.impl.factory.MQClientInstance;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.common.message.MessageQueueAssignment;
import io.glassmq.common.message.MessageRequestMode;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.remoting.exception.RemotingException;
import io.glassmq.remoting.protocol.body.QueryAssignmentRequestBody;
import io.glassmq.remoting.protocol.filter.FilterAPI;
import io.glassmq.remoting.protocol.heartbeat.SubscriptionData;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a broker which queues are ours, and whether we pull or pop them; an administrator decides
 * that for each topic and group.
 *
 * <p>A group that pulls a topic may have popped it before, and then some messages still come back
 * by its pop retry topic: so that one is subscribed to for as long as the topic is pulled.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.client.impl.consumer.RebalanceImpl}, where it
 * is a part.
 *
 * @param subscriptions by topic, the live map
 */
record BrokerShares(
    GroupRules rules, MQClientInstance instance, Map<String, SubscriptionData> subscriptions)
    implements ShareSource {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerShares.class);
  private static final int TRIES = 3;
  private static final long TIMEOUT_MILLIS = 3_000;

  @Override
  public Optional<Share> of(String topic, List<MessageQueue> all) throws InterruptedException {
    Optional<List<MessageQueueAssignment>> answer = ask(topic);
    if (answer.isEmpty()) {
      return Optional.empty();
    }
    var share =
        new Share(
            queues(answer.get(), MessageRequestMode.PULL),
            queues(answer.get(), MessageRequestMode.POP),
            true);
    if (!TopicNames.isRetryTopic(topic)) {
      subscribeToLeftovers(topic, share);
    }
    return Optional.of(share);
  }

  private static Set<MessageQueue> queues(
      List<MessageQueueAssignment> assignments, MessageRequestMode mode) {
    return assignments.stream()
        .filter(assignment -> assignment.mode() == mode)
        .map(MessageQueueAssignment::messageQueue)
        .collect(toUnmodifiableSet());
  }

  private void subscribeToLeftovers(String topic, Share share) {
    String leftovers = TopicNames.popRetryTopic(rules.group(), topic);
    if (share.popped().isEmpty() && !share.pulled().isEmpty()) {
      var all =
          FilterAPI.buildSubscriptionData(
              leftovers, SubscriptionData.SUB_ALL, instance.clock().millis());
      if (subscriptions.putIfAbsent(leftovers, all) == null) {
        instance.routes().watch(leftovers);
        instance.schedule(
            "look for topic " + leftovers, () -> instance.routes().refresh(leftovers), 0);
      }
    } else if (share.pulled().isEmpty() && !share.popped().isEmpty()) {
      subscriptions.remove(leftovers);
    }
  }

  /** Each try asks some broker of the topic, and gives it more time than the one before. */
  private Optional<List<MessageQueueAssignment>> ask(String topic) throws InterruptedException {
    var question =
        new QueryAssignmentRequestBody(
            topic,
            rules.group(),
            instance.clientId(),
            rules.strategy().getName(),
            rules.messageModel());
    var api = instance.api().pop(instance.callbacks());
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      String address = instance.routes().anyAddress(topic);
      if (address == null) {
        break; // its route was dropped just now
      }
      try {
        return api.queryAssignment(address, question, TIMEOUT_MILLIS * attempt / TRIES);
      } catch (RemotingException | MQBrokerException e) {
        LOG.warn(
            "Group {}, topic {}: broker {} assigns no queues, attempt {}: {}",
            rules.group(),
            topic,
            address,
            attempt,
            e.toString());
      }
    }
    return Optional.empty();
  }
}
