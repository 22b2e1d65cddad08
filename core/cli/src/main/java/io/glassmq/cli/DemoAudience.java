package io.glassmq.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.glassmq.client.consumer.AllocateMessageQueueStrategy;
import io.glassmq.client.consumer.DefaultMQPushConsumer;
import io.glassmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import io.glassmq.client.consumer.listener.MessageListenerConcurrently;
import io.glassmq.client.consumer.rebalance.AllocateMessageQueueAveragely;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.common.consumer.ConsumeFromWhere;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The consumers of the demo and what they saw. The consumers' threads write, the demo's thread
 * reads; all state is guarded by this object's lock.
 */
final class DemoAudience {
  private static final int SAMPLES = 4;

  private final int members;
  private final int messages;
  private final int queues;
  private final CountDownLatch sharedOut = new CountDownLatch(1);
  private final CountDownLatch all = new CountDownLatch(1);
  private final Map<String, List<Integer>> owned = new TreeMap<>();
  private final Map<String, Integer> consumed = new TreeMap<>();
  private final List<String> samples = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();

  /**
   * @param members consumers in the group
   * @param messages to wait for
   * @param queues of the topic
   */
  DemoAudience(int members, int messages, int queues) {
    this.members = members;
    this.messages = messages;
    this.queues = queues;
  }

  DefaultMQPushConsumer join(String name, String topic, String namesrvAddr)
      throws MQClientException {
    var consumer = new DefaultMQPushConsumer("DemoGroup");
    consumer.setNamesrvAddr(namesrvAddr);
    consumer.setInstanceName(name);
    consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
    consumer.setConsumeThreadMin(2);
    consumer.setConsumeThreadMax(2);
    consumer.setAllocateMessageQueueStrategy(new Watched(name));
    consumer.subscribe(topic, "*");
    consumer.registerMessageListener(
        (MessageListenerConcurrently)
            (batch, context) -> {
              batch.forEach(message -> see(name, message));
              return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
            });
    consumer.start();
    return consumer;
  }

  /**
   * The usual way to share out queues, but we hear what came of it, and nobody takes a queue before
   * all are there: in a story this short no queue shall change hands, for then a message may come
   * twice.
   */
  private final class Watched implements AllocateMessageQueueStrategy {
    private final AllocateMessageQueueStrategy usual = new AllocateMessageQueueAveragely();
    private final String consumer;

    private Watched(String consumer) {
      this.consumer = consumer;
    }

    @Override
    public List<MessageQueue> allocate(
        String group, String clientId, List<MessageQueue> all, List<String> clients) {
      if (clients.size() < members) {
        return List.of();
      }
      List<MessageQueue> mine = usual.allocate(group, clientId, all, clients);
      // The group's retry topic is shared out as well; it is not part of this story.
      if (all.size() == queues) {
        own(consumer, mine.stream().map(MessageQueue::getQueueId).toList());
      }
      return mine;
    }

    @Override
    public String getName() {
      return usual.getName();
    }
  }

  private synchronized void own(String consumer, List<Integer> mine) {
    owned.put(consumer, mine);
    int owners = owned.values().stream().mapToInt(List::size).sum();
    if (owned.size() == members && owners == queues) {
      sharedOut.countDown();
    }
  }

  private synchronized void see(String consumer, MessageExt message) {
    consumed.merge(consumer, 1, Integer::sum);
    seen.add(message.getMsgId());
    if (samples.size() < SAMPLES) {
      samples.add(
          String.format(
              "%s, thread %s: \"%s\" (queue %d, offset %d)",
              consumer,
              Thread.currentThread().getName(),
              new String(message.getBody(), UTF_8),
              message.getQueueId(),
              message.getQueueOffset()));
    }
    if (seen.size() == messages) {
      all.countDown();
    }
  }

  void awaitSharedOut(long time, TimeUnit unit) throws InterruptedException {
    if (!sharedOut.await(time, unit)) {
      throw new IllegalStateException("The consumers did not share out the queues: " + owners());
    }
  }

  void awaitAll(long time, TimeUnit unit) throws InterruptedException {
    if (!all.await(time, unit)) {
      throw new IllegalStateException("Not all messages came; consumed were " + consumed());
    }
  }

  /** Which consumer owns which queues. */
  synchronized Map<String, String> owners() {
    Map<String, String> owners = new TreeMap<>();
    owned.forEach((name, ids) -> owners.put(name, join(ids)));
    return owners;
  }

  private static String join(List<Integer> ids) {
    return ids.stream().map(String::valueOf).collect(joining(", "));
  }

  /** How many messages came to which consumer. */
  synchronized Map<String, Integer> consumed() {
    return new TreeMap<>(consumed);
  }

  /** The first few messages that came. */
  synchronized List<String> samples() {
    return List.copyOf(samples);
  }

  /** Whether each message came once. */
  synchronized String verdict() {
    int deliveries = consumed.values().stream().mapToInt(Integer::intValue).sum();
    return deliveries == seen.size()
        ? "Nothing was lost, and nothing came twice."
        : "Nothing was lost; "
            + (deliveries - seen.size())
            + " came twice, as queues changed hands.";
  }
}
