package io.glassmq.interop.official;

import io.glassmq.interop.driver.PullDriver;
import io.glassmq.interop.driver.Received;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.rocketmq.client.consumer.DefaultLitePullConsumer;
import org.apache.rocketmq.client.consumer.DefaultMQPullConsumer;
import org.apache.rocketmq.client.consumer.PullResult;
import org.apache.rocketmq.common.consumer.ConsumeFromWhere;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.common.message.MessageQueue;

/** The two pull consumers of the official client; the older one is deprecated but widely used. */
@SuppressWarnings("deprecation")
public final class RocketPullDriver implements PullDriver {
  private static final int POLL_MILLIS = 500;
  private static final int POLLS = 80;

  private DefaultMQPullConsumer consumer;
  private String namesrvAddr;
  private String instance;

  @Override
  public void start(String namesrvAddr, String instance, String group) throws Exception {
    this.namesrvAddr = namesrvAddr;
    this.instance = instance;
    consumer = new DefaultMQPullConsumer(group);
    consumer.setNamesrvAddr(namesrvAddr);
    consumer.setInstanceName(instance);
    consumer.start();
  }

  @Override
  public Set<Integer> queues(String topic) throws Exception {
    return consumer.fetchSubscribeMessageQueues(topic).stream()
        .map(MessageQueue::getQueueId)
        .collect(Collectors.toSet());
  }

  @Override
  public Pulled pull(String topic, int queueId, long offset, int maxCount) throws Exception {
    PullResult result = consumer.pull(queue(topic, queueId), "*", offset, maxCount);
    List<MessageExt> found = result.getMsgFoundList();
    return new Pulled(
        result.getPullStatus().name(),
        result.getNextBeginOffset(),
        result.getMinOffset(),
        result.getMaxOffset(),
        found == null ? List.of() : found.stream().map(RocketClientDriver::received).toList());
  }

  @Override
  public long searchOffset(String topic, int queueId, long timestamp) throws Exception {
    return consumer.searchOffset(queue(topic, queueId), timestamp);
  }

  @Override
  public long maxOffset(String topic, int queueId) throws Exception {
    return consumer.maxOffset(queue(topic, queueId));
  }

  @Override
  public void commit(String topic, int queueId, long offset) throws Exception {
    MessageQueue queue = queue(topic, queueId);
    consumer.updateConsumeOffset(queue, offset);
    consumer.getOffsetStore().persist(queue);
  }

  @Override
  public long committed(String topic, int queueId) throws Exception {
    return consumer.fetchConsumeOffset(queue(topic, queueId), true);
  }

  @Override
  public List<Received> litePull(String group, String topic, int count) throws Exception {
    var lite = new DefaultLitePullConsumer(group);
    lite.setNamesrvAddr(namesrvAddr);
    lite.setInstanceName(instance + "-lite");
    lite.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
    lite.subscribe(topic, "*");
    lite.start();
    try {
      var received = new ArrayList<Received>();
      for (int i = 0; i < POLLS && received.size() < count; i++) {
        lite.poll(POLL_MILLIS)
            .forEach(message -> received.add(RocketClientDriver.received(message)));
      }
      return received;
    } finally {
      lite.shutdown();
    }
  }

  @Override
  public void close() {
    consumer.shutdown();
  }

  private MessageQueue queue(String topic, int queueId) throws Exception {
    return consumer.fetchSubscribeMessageQueues(topic).stream()
        .filter(queue -> queue.getQueueId() == queueId)
        .findFirst()
        .orElseThrow();
  }
}
