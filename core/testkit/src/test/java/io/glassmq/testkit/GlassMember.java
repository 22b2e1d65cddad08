package io.glassmq.testkit;

import io.glassmq.client.consumer.AllocateMessageQueueStrategy;
import io.glassmq.client.consumer.DefaultMQPushConsumer;
import io.glassmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import io.glassmq.client.consumer.listener.MessageListenerConcurrently;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.common.consumer.ConsumeFromWhere;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import java.util.List;

/** A consumer of our make as a member of a test group. */
record GlassMember(DefaultMQPushConsumer consumer) implements TestGroup.Member {
  /** Routes come and go within a test, not only every 30 s. */
  static final int ROUTE_MILLIS = 500;

  private static final int THREADS = 2;

  /** Members that read a topic from its beginning, several messages of a queue at a time. */
  static TestGroup.Joining concurrent(TestCluster cluster, String topic) {
    return (member, group) -> {
      DefaultMQPushConsumer consumer = consumer(cluster, topic, member, group);
      consumer.registerMessageListener(
          (MessageListenerConcurrently)
              (messages, context) -> {
                long begin = System.nanoTime();
                messages.forEach(message -> note(member, group, message, begin));
                return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
              });
      consumer.start();
      return new GlassMember(consumer);
    };
  }

  private static DefaultMQPushConsumer consumer(
      TestCluster cluster, String topic, String member, TestGroup group) throws MQClientException {
    var consumer = new DefaultMQPushConsumer(group.name());
    consumer.setNamesrvAddr(cluster.namesrvAddr());
    consumer.setPollNameServerInterval(ROUTE_MILLIS);
    consumer.setInstanceName(member + "-" + group.name());
    consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
    consumer.setConsumeThreadMin(THREADS);
    consumer.setAllocateMessageQueueStrategy(new Noted(member, group));
    consumer.subscribe(topic, "*");
    return consumer;
  }

  private static void note(String member, TestGroup group, MessageExt message, long beginNanos) {
    group
        .ledger()
        .delivered(
            new Delivery(
                member,
                new String(message.getBody()),
                new MessageQueue(message.getTopic(), message.getBrokerName(), message.getQueueId()),
                message.getQueueOffset(),
                beginNanos,
                System.nanoTime(),
                true));
  }

  /** The group's strategy, with its results noted in the ledger. */
  private record Noted(String member, TestGroup group) implements AllocateMessageQueueStrategy {
    @Override
    public List<MessageQueue> allocate(
        String consumerGroup, String clientId, List<MessageQueue> all, List<String> ids) {
      List<MessageQueue> share =
          group.strategies().of(member).allocate(consumerGroup, clientId, all, ids);
      group.ledger().shared(member, all.get(0).getTopic(), share);
      return share;
    }

    @Override
    public String getName() {
      return group.strategies().of(member).getName();
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
