package io.glassmq.broker.processor;

import io.glassmq.broker.BrokerConfig;
import io.glassmq.broker.client.ClientChannelInfo;
import io.glassmq.broker.client.net.Broker2Client;
import io.glassmq.broker.longpolling.PullRequestHoldService;
import io.glassmq.broker.offset.ConsumerOffsetManager;
import io.glassmq.broker.offset.PopQueue;
import io.glassmq.broker.subscription.SubscriptionGroupManager;
import io.glassmq.broker.topic.TopicConfigManager;
import io.glassmq.common.TopicConfig;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.AnsweringProcessor;
import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.RequestRefusedException;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.LanguageCode;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.body.ResetOffsetBody;
import io.glassmq.remoting.protocol.body.ResetOffsetBodyForC;
import io.glassmq.remoting.protocol.header.CloneGroupOffsetRequestHeader;
import io.glassmq.remoting.protocol.header.ResetOffsetRequestHeader;
import io.glassmq.store.BoundaryType;
import io.glassmq.store.MessageStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A group is sent elsewhere: to a time, to an offset or to the end (222), or to where another group
 * is (314).
 *
 * <p>Usually this broker does it alone: it notes the new offsets, and the members hear of them when
 * they pull or pop. With {@code useServerSideResetOffset=false} the members are told at once, do it
 * themselves, and nothing changes here until they report.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.broker.processor.AdminBrokerProcessor}.
 */
public record GroupOffsetProcessor(
    BrokerConfig config,
    TopicConfigManager topics,
    SubscriptionGroupManager groups,
    ConsumerOffsetManager offsets,
    PullRequestHoldService waitingPulls,
    Consumer<PopQueue> waitingPops,
    Broker2Client clients,
    MessageStore store)
    implements AnsweringProcessor {
  private static final int ALL_QUEUES = -1;
  private static final long NO_OFFSET = -1;

  /** The first snapshot of 3.0.7. */
  private static final int KNOWS_RESET = 28;

  @Override
  public RemotingCommand answer(RemotingChannel channel, RemotingCommand request)
      throws RemotingCommandException, RequestRefusedException {
    if (request.requestCode() == RequestCode.CLONE_GROUP_OFFSET) {
      return cloneOffsets(request.decodeHeader(CloneGroupOffsetRequestHeader.class));
    }
    var header = request.decodeHeader(ResetOffsetRequestHeader.class);
    TopicConfig topic = topics.selectTopicConfig(header.topic());
    if (topic == null) {
      throw new RequestRefusedException(
          ResponseCode.TOPIC_NOT_EXIST, "topic[" + header.topic() + "] not exist");
    }
    return RemotingCommand.success()
        .body(
            RemotingSerializable.encode(
                new ResetOffsetBody(
                    config.useServerSideResetOffset()
                        ? resetHere(header, topic)
                        : resetByClients(header, topic))));
  }

  private Map<MessageQueue, Long> resetHere(ResetOffsetRequestHeader header, TopicConfig topic)
      throws RequestRefusedException {
    if (!groups.contains(header.group())) {
      throw new RequestRefusedException(
          ResponseCode.SUBSCRIPTION_GROUP_NOT_EXIST, "Group " + header.group() + " not exist!");
    }
    Map<MessageQueue, Long> targets = targets(header, topic);
    targets.forEach(
        (queue, offset) -> {
          offsets.resetOffset(header.group(), queue.getTopic(), queue.getQueueId(), offset);
          waitingPulls.wakeAll(queue.getTopic(), queue.getQueueId());
          waitingPops.accept(new PopQueue(queue.getTopic(), header.group(), queue.getQueueId()));
        });
    return targets;
  }

  private Map<MessageQueue, Long> targets(ResetOffsetRequestHeader header, TopicConfig topic)
      throws RequestRefusedException {
    int only = header.queueId() == null ? ALL_QUEUES : header.queueId();
    long offset = header.offset() == null ? NO_OFFSET : header.offset();
    if (only >= 0 && offset != NO_OFFSET) {
      checkRange(header.topic(), only, offset);
      return Map.of(queue(header.topic(), only), offset);
    }
    Map<MessageQueue, Long> targets = new HashMap<>();
    int first = Math.max(only, 0);
    int behindLast = only >= 0 ? only + 1 : topic.readQueueNums();
    for (int id = first; id < behindLast; id++) {
      targets.put(queue(header.topic(), id), offsetAt(header, id));
    }
    return targets;
  }

  private MessageQueue queue(String topic, int queueId) {
    return new MessageQueue(topic, config.brokerName(), queueId);
  }

  private void checkRange(String topic, int queueId, long offset) throws RequestRefusedException {
    long min = store.getMinOffsetInQueue(topic, queueId);
    long max = store.getMaxOffsetInQueue(topic, queueId);
    if (offset < min || offset > max + 1) {
      throw new RequestRefusedException(
          ResponseCode.SYSTEM_ERROR,
          "Target offset %d not in consume queue range [%d-%d]".formatted(offset, min, max));
    }
  }

  private long offsetAt(ResetOffsetRequestHeader header, int queueId) {
    return header.timestamp() < 0
        ? store.getMaxOffsetInQueue(header.topic(), queueId)
        : store.getOffsetInQueueByTime(
            header.topic(), queueId, header.timestamp(), BoundaryType.LOWER);
  }

  private Map<MessageQueue, Long> resetByClients(ResetOffsetRequestHeader header, TopicConfig topic)
      throws RequestRefusedException {
    Map<MessageQueue, Long> targets = new HashMap<>();
    for (int id = 0; id < topic.writeQueueNums(); id++) {
      long now = offsets.queryOffset(header.group(), header.topic(), id);
      if (now == ConsumerOffsetManager.NONE) {
        throw new RequestRefusedException(
            ResponseCode.SYSTEM_ERROR, "The consumer group <" + header.group() + "> not exist");
      }
      long target = offsetAt(header, id);
      targets.put(queue(header.topic(), id), header.isForce() ? target : Math.min(target, now));
    }
    List<ClientChannelInfo> members =
        clients.members(header.group(), KNOWS_RESET, ResponseCode.CONSUMER_NOT_ONLINE);
    for (ClientChannelInfo member : members) {
      member.channel().invokeOneway(push(header, targets, member.language()));
    }
    return targets;
  }

  private static RemotingCommand push(
      ResetOffsetRequestHeader asked, Map<MessageQueue, Long> targets, LanguageCode language) {
    var header =
        new ResetOffsetRequestHeader(
            asked.group(), asked.topic(), ALL_QUEUES, null, asked.timestamp(), asked.isForce());
    // the clients in C++ read only this form
    Object body =
        language == LanguageCode.CPP
            ? ResetOffsetBodyForC.of(targets)
            : new ResetOffsetBody(targets);
    return RemotingCommand.createRequest(RequestCode.RESET_CONSUMER_CLIENT_OFFSET, header)
        .body(RemotingSerializable.encode(body));
  }

  private RemotingCommand cloneOffsets(CloneGroupOffsetRequestHeader header) {
    Collection<String> cloned =
        header.topic() == null || header.topic().isBlank()
            ? offsets.whichTopicByConsumer(header.srcGroup())
            : List.of(header.topic());
    cloned.forEach(topic -> offsets.cloneOffset(header.srcGroup(), header.destGroup(), topic));
    return RemotingCommand.success();
  }
}
