package io.glassmq.interop.official;

import io.glassmq.interop.driver.PullDriver;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.rocketmq.client.consumer.DefaultMQPullConsumer;
import org.apache.rocketmq.client.consumer.PullResult;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.common.message.MessageQueue;

/**
 * Classic pull consumer by its public vocabulary only; like {@link RocketClientDriver} it is
 * compiled against our client as well.
 */
@SuppressWarnings("deprecation")
public final class RocketPullDriver implements PullDriver {
  private DefaultMQPullConsumer consumer;

  @Override
  public void start(String namesrvAddr, String instance, String group) throws Exception {
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
    return pulled(consumer.pull(queue(topic, queueId), "*", offset, maxCount));
  }

  @Override
  public Pulled pullBlockIfNotFound(String topic, int queueId, long offset, int maxCount)
      throws Exception {
    return pulled(consumer.pullBlockIfNotFound(queue(topic, queueId), "*", offset, maxCount));
  }

  private static Pulled pulled(PullResult result) {
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
