package io.glassmq.interop.official;

import io.glassmq.interop.driver.LitePullDriver;
import io.glassmq.interop.driver.Received;
import java.util.List;
import java.util.Set;
import org.apache.rocketmq.client.consumer.DefaultLitePullConsumer;
import org.apache.rocketmq.common.consumer.ConsumeFromWhere;
import org.apache.rocketmq.common.message.MessageQueue;

/**
 * Lite pull consumer by its public vocabulary only; like {@link RocketClientDriver} it is compiled
 * against our client as well. {@code commitSync} is what old releases have, too.
 */
@SuppressWarnings("deprecation")
public final class RocketLitePullDriver implements LitePullDriver {
  private DefaultLitePullConsumer consumer;

  @Override
  public void open(String namesrvAddr, String instance, String group) {
    consumer = new DefaultLitePullConsumer(group);
    consumer.setNamesrvAddr(namesrvAddr);
    consumer.setInstanceName(instance);
    consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
    consumer.setAutoCommit(false);
  }

  @Override
  public void subscribe(String topic, String tags) throws Exception {
    consumer.subscribe(topic, tags);
    consumer.start();
  }

  @Override
  public void assign(String topic, Set<Integer> queueIds) throws Exception {
    consumer.start();
    List<MessageQueue> queues =
        consumer.fetchMessageQueues(topic).stream()
            .filter(queue -> queueIds.contains(queue.getQueueId()))
            .toList();
    consumer.assign(queues);
  }

  @Override
  public List<Received> poll(long timeoutMillis) {
    return consumer.poll(timeoutMillis).stream().map(RocketClientDriver::received).toList();
  }

  @Override
  public void seek(String topic, int queueId, long offset) throws Exception {
    consumer.seek(queue(topic, queueId), offset);
  }

  @Override
  public void seekToBegin(String topic, int queueId) throws Exception {
    consumer.seekToBegin(queue(topic, queueId));
  }

  @Override
  public void seekToEnd(String topic, int queueId) throws Exception {
    consumer.seekToEnd(queue(topic, queueId));
  }

  @Override
  public void pause(String topic, int queueId) throws Exception {
    consumer.pause(List.of(queue(topic, queueId)));
  }

  @Override
  public void resume(String topic, int queueId) throws Exception {
    consumer.resume(List.of(queue(topic, queueId)));
  }

  @Override
  public void commit() {
    consumer.commitSync();
  }

  @Override
  public long committed(String topic, int queueId) throws Exception {
    return consumer.committed(queue(topic, queueId));
  }

  @Override
  public long offsetForTimestamp(String topic, int queueId, long timestamp) throws Exception {
    return consumer.offsetForTimestamp(queue(topic, queueId), timestamp);
  }

  @Override
  public void close() {
    consumer.shutdown();
  }

  private MessageQueue queue(String topic, int queueId) throws Exception {
    return consumer.fetchMessageQueues(topic).stream()
        .filter(queue -> queue.getQueueId() == queueId)
        .findFirst()
        .orElseThrow();
  }
}
