package io.glassmq.testkit;

import io.glassmq.client.consumer.AllocateMessageQueueStrategy;
import io.glassmq.client.consumer.DefaultMQPushConsumer;
import io.glassmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import io.glassmq.client.consumer.listener.ConsumeOrderlyStatus;
import io.glassmq.client.consumer.listener.MessageListenerConcurrently;
import io.glassmq.client.consumer.listener.MessageListenerOrderly;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.common.consumer.ConsumeFromWhere;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import java.util.List;
import java.util.function.Predicate;

/** A consumer of our make as a member of a test group. */
record GlassMember(DefaultMQPushConsumer consumer) implements TestGroup.Member {
  /** Routes come and go within a test, not only every 30 s. */
  static final int ROUTE_MILLIS = 500;

  private static final int POP_BATCH = 8;
  private static final int THREADS = 2;
  private static final int PAUSE_MILLIS = 100;

  /** Members that read a topic from its beginning, several messages of a queue at a time. */
  static TestGroup.Joining concurrent(TestCluster cluster, String topic) {
    return (member, group) -> {
      DefaultMQPushConsumer consumer = consumer(cluster, topic, member, group);
      consumer.registerMessageListener(
          (MessageListenerConcurrently)
              (messages, context) -> {
                long begin = System.nanoTime();
                messages.forEach(message -> note(member, group, message, begin, true));
                return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
              });
      consumer.start();
      return new GlassMember(consumer);
    };
  }

  /** The same, one message of a queue after the other; each one that fails comes again. */
  static TestGroup.Joining orderly(
      TestCluster cluster, String topic, Predicate<MessageExt> listener) {
    return (member, group) -> {
      DefaultMQPushConsumer consumer = consumer(cluster, topic, member, group);
      consumer.setSuspendCurrentQueueTimeMillis(PAUSE_MILLIS);
      consumer.registerMessageListener(
          (MessageListenerOrderly)
              (messages, context) -> {
                boolean done = true;
                for (MessageExt message : messages) {
                  done &= consume(member, group, message, listener);
                }
                return done
                    ? ConsumeOrderlyStatus.SUCCESS
                    : ConsumeOrderlyStatus.SUSPEND_CURRENT_QUEUE_A_MOMENT;
              });
      consumer.start();
      return new GlassMember(consumer);
    };
  }

  /** The same, popped from the broker, which hides what a member has in hand for so long. */
  static TestGroup.Joining popping(
      TestCluster cluster, String topic, int invisibleMillis, Predicate<MessageExt> listener) {
    return (member, group) -> {
      DefaultMQPushConsumer consumer = consumer(cluster, topic, member, group);
      consumer.setClientRebalance(false);
      consumer.setPopInvisibleTime(invisibleMillis);
      consumer.setPopBatchNums(POP_BATCH);
      consumer.setConsumeMessageBatchMaxSize(1);
      consumer.registerMessageListener(
          (MessageListenerConcurrently)
              (messages, context) ->
                  consume(member, group, messages.get(0), listener)
                      ? ConsumeConcurrentlyStatus.CONSUME_SUCCESS
                      : ConsumeConcurrentlyStatus.RECONSUME_LATER);
      consumer.start();
      return new GlassMember(consumer);
    };
  }

  private static boolean consume(
      String member, TestGroup group, MessageExt message, Predicate<MessageExt> listener) {
    long begin = System.nanoTime();
    boolean done = false;
    try {
      done = listener.test(message);
      return done;
    } finally {
      note(member, group, message, begin, done);
    }
  }

  private static DefaultMQPushConsumer consumer(
      TestCluster cluster, String topic, String member, TestGroup group) throws MQClientException {
    var consumer = new DefaultMQPushConsumer(group.name());
    cluster.connect(consumer);
    consumer.setPollNameServerInterval(ROUTE_MILLIS);
    consumer.setInstanceName(member + "-" + group.name());
    consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
    consumer.setConsumeThreadMin(THREADS);
    consumer.setAllocateMessageQueueStrategy(new Noted(member, group));
    consumer.subscribe(topic, "*");
    return consumer;
  }

  private static void note(
      String member, TestGroup group, MessageExt message, long beginNanos, boolean done) {
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
                done));
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
