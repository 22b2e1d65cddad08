package io.glassmq.interop.official;

import io.glassmq.interop.driver.MemberDriver;
import java.util.List;
import java.util.Set;
import org.apache.rocketmq.client.consumer.AllocateMessageQueueStrategy;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import org.apache.rocketmq.client.consumer.listener.ConsumeOrderlyStatus;
import org.apache.rocketmq.client.consumer.listener.MessageListenerConcurrently;
import org.apache.rocketmq.client.consumer.listener.MessageListenerOrderly;
import org.apache.rocketmq.client.consumer.rebalance.AllocateMachineRoomNearby;
import org.apache.rocketmq.client.consumer.rebalance.AllocateMessageQueueAveragely;
import org.apache.rocketmq.client.consumer.rebalance.AllocateMessageQueueAveragelyByCircle;
import org.apache.rocketmq.client.consumer.rebalance.AllocateMessageQueueByMachineRoom;
import org.apache.rocketmq.client.consumer.rebalance.AllocateMessageQueueConsistentHash;
import org.apache.rocketmq.common.consumer.ConsumeFromWhere;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.common.message.MessageQueue;

/**
 * A push consumer by its public vocabulary only: a test compiles this very source against our
 * client as well, with nothing but the imports changed.
 */
public final class RocketMemberDriver implements MemberDriver {
  private static final int THREADS = 2;
  private static final long PAUSE_MILLIS = 100;

  private DefaultMQPushConsumer consumer;

  @Override
  public void start(Membership membership, Listener listener) throws Exception {
    consumer = new DefaultMQPushConsumer(membership.group());
    consumer.setNamesrvAddr(membership.namesrvAddr());
    consumer.setInstanceName(membership.instance());
    consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
    consumer.setConsumeThreadMin(THREADS);
    consumer.setAllocateMessageQueueStrategy(new Noted(strategy(membership.strategy()), listener));
    consumer.subscribe(membership.topic(), "*");
    if (membership.orderly()) {
      consumer.registerMessageListener(orderly(listener));
    } else {
      consumer.registerMessageListener(concurrent(listener));
    }
    consumer.start();
  }

  private static MessageListenerConcurrently concurrent(Listener listener) {
    return (messages, context) ->
        consume(listener, messages)
            ? ConsumeConcurrentlyStatus.CONSUME_SUCCESS
            : ConsumeConcurrentlyStatus.RECONSUME_LATER;
  }

  private static MessageListenerOrderly orderly(Listener listener) {
    return (messages, context) -> {
      context.setSuspendCurrentQueueTimeMillis(PAUSE_MILLIS);
      return consume(listener, messages)
          ? ConsumeOrderlyStatus.SUCCESS
          : ConsumeOrderlyStatus.SUSPEND_CURRENT_QUEUE_A_MOMENT;
    };
  }

  private static boolean consume(Listener listener, List<MessageExt> messages) {
    boolean done = true;
    for (MessageExt message : messages) {
      done &= listener.consume(RocketClientDriver.received(message));
    }
    return done;
  }

  private static AllocateMessageQueueStrategy strategy(Strategy strategy) {
    return switch (strategy) {
      case AVERAGELY -> new AllocateMessageQueueAveragely();
      case AVERAGELY_BY_CIRCLE -> new AllocateMessageQueueAveragelyByCircle();
      case CONSISTENT_HASH -> new AllocateMessageQueueConsistentHash();
      case MACHINE_ROOM -> machineRoom();
      case MACHINE_ROOM_NEARBY ->
          new AllocateMachineRoomNearby(new AllocateMessageQueueAveragely(), new Rooms());
    };
  }

  private static AllocateMessageQueueStrategy machineRoom() {
    var strategy = new AllocateMessageQueueByMachineRoom();
    strategy.setConsumeridcs(Set.copyOf(Strategy.ROOMS));
    return strategy;
  }

  private static final class Rooms implements AllocateMachineRoomNearby.MachineRoomResolver {
    @Override
    public String brokerDeployIn(MessageQueue queue) {
      return Strategy.roomOfBroker(queue.getBrokerName());
    }

    @Override
    public String consumerDeployIn(String clientId) {
      return Strategy.roomOfClient(clientId);
    }
  }

  /** A strategy whose results the listener hears. */
  private record Noted(AllocateMessageQueueStrategy strategy, Listener listener)
      implements AllocateMessageQueueStrategy {
    @Override
    public List<MessageQueue> allocate(
        String consumerGroup, String clientId, List<MessageQueue> all, List<String> ids) {
      List<MessageQueue> share = strategy.allocate(consumerGroup, clientId, all, ids);
      listener.shared(
          all.get(0).getTopic(),
          share.stream().map(queue -> queue.getBrokerName() + ":" + queue.getQueueId()).toList());
      return share;
    }

    @Override
    public String getName() {
      return strategy.getName();
    }
  }

  @Override
  public String clientId() {
    return consumer.buildMQClientId();
  }

  @Override
  public void close() {
    consumer.shutdown();
  }
}
