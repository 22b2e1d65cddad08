package io.glassmq.broker.processor;

import io.glassmq.broker.client.ClientChannelInfo;
import io.glassmq.broker.client.ConsumerGroupInfo;
import io.glassmq.broker.client.ConsumerManager;
import io.glassmq.broker.offset.ConsumerOrderInfoManager;
import io.glassmq.broker.offset.PopQueue;
import io.glassmq.broker.pop.CheckPointBuffer.Eviction;
import io.glassmq.broker.pop.OpenCheckPoints;
import io.glassmq.broker.pop.PopCheckPoint;
import io.glassmq.broker.pop.PopHolders;
import io.glassmq.common.Clock;
import io.glassmq.common.consumer.ReceiptHandle;
import io.glassmq.common.consumer.RetryKind;
import io.glassmq.common.message.MessageExt;
import io.glassmq.remoting.AnsweringProcessor;
import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.body.PopInFlight;
import io.glassmq.remoting.protocol.header.GetPopInFlightRequestHeader;
import io.glassmq.store.MessageStore;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Says which messages a group has popped and not acknowledged (77000001, a question of our own).
 *
 * <p>Runs on the admin threads.
 */
public record PopInFlightProcessor(
    String brokerName,
    OpenCheckPoints checkPoints,
    ConsumerOrderInfoManager ordered,
    PopHolders holders,
    ConsumerManager consumers,
    MessageStore store,
    Clock clock)
    implements AnsweringProcessor {

  /** One message in a consumer's hands. */
  private record InFlight(PopQueue queue, ReceiptHandle handle, long visibleTime) {}

  @Override
  public RemotingCommand answer(RemotingChannel channel, RemotingCommand request)
      throws RemotingCommandException {
    var header = request.decodeHeader(GetPopInFlightRequestHeader.class);
    String group = header.consumerGroup();
    List<InFlight> all = new ArrayList<>();
    checkPoints.of(group).forEach(one -> addAll(one, all));
    ordered.held(group).stream()
        .filter(held -> held.visibleAtMillis() > clock.millis())
        .forEach(held -> all.add(inFlight(held)));
    all.sort(Comparator.comparingLong(InFlight::visibleTime));
    List<PopInFlight.Message> listed =
        all.stream().limit(Math.max(0, header.maxNum())).map(this::describe).toList();
    return RemotingCommand.success()
        .body(RemotingSerializable.encode(new PopInFlight(listed, all.size())));
  }

  private static void addAll(Eviction found, List<InFlight> all) {
    PopCheckPoint popped = found.checkPoint();
    PopQueue queue = popped.queue();
    for (long offset : popped.openOffsets()) {
      var handle =
          new ReceiptHandle(
              popped.mergeKey().startOffset(),
              popped.mergeKey().popTime(),
              popped.invisibleTime(),
              found.reviveQueueId(),
              RetryKind.ofTopic(queue.topic()),
              popped.mergeKey().brokerName(),
              queue.queueId(),
              offset);
      all.add(new InFlight(queue, handle, popped.reviveTime()));
    }
  }

  private InFlight inFlight(ConsumerOrderInfoManager.Held held) {
    var handle =
        new ReceiptHandle(
            held.offset(),
            held.popTime(),
            held.invisibleMillis(),
            ReceiptHandle.ORDER_REVIVE_QUEUE,
            RetryKind.ofTopic(held.queue().topic()),
            brokerName,
            held.queue().queueId(),
            held.offset());
    return new InFlight(held.queue(), handle, held.visibleAtMillis());
  }

  private PopInFlight.Message describe(InFlight one) {
    PopQueue queue = one.queue;
    MessageExt message =
        store
            .consumeQueueUnit(queue.topic(), queue.queueId(), one.handle.queueOffset())
            .flatMap(unit -> store.lookMessageByOffset(unit.physicalOffset()))
            .orElse(null);
    return new PopInFlight.Message(
        queue.topic(),
        queue.queueId(),
        one.handle.queueOffset(),
        message == null ? null : message.getMsgId(),
        one.handle.encode(),
        client(queue.group(), one.handle),
        one.visibleTime,
        message == null ? 0 : message.getReconsumeTimes());
  }

  private String client(String group, ReceiptHandle handle) {
    InetSocketAddress address = holders.find(group, handle.popTime(), handle.reviveQueueId());
    if (address == null) {
      return null;
    }
    ConsumerGroupInfo members = consumers.getConsumerGroupInfo(group);
    Stream<ClientChannelInfo> known = members == null ? Stream.empty() : members.members().stream();
    return known
        .filter(member -> member.channel().remoteAddress().equals(address))
        .map(ClientChannelInfo::clientId)
        .findFirst()
        .orElseGet(() -> address.getAddress().getHostAddress() + ":" + address.getPort());
  }
}
