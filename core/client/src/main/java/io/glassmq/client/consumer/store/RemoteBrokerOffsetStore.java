package io.glassmq.client.consumer.store;

import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.impl.MQClientAPIImpl;
import io.glassmq.client.impl.TopicRouteTable;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.exception.RemotingException;
import io.glassmq.remoting.protocol.route.BrokerData;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far this member has consumed each of its queues: counted here, kept by the brokers, who tell
 * the next owner of a queue. An offset is that of the next message to consume.
 *
 * <p>Thread-safe. Official counterpart: {@code
 * org.apache.rocketmq.client.consumer.store.RemoteBrokerOffsetStore}.
 */
public final class RemoteBrokerOffsetStore {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteBrokerOffsetStore.class);

  private final String group;
  private final MQClientAPIImpl api;
  private final TopicRouteTable routes;
  private final ConcurrentMap<MessageQueue, Long> offsets = new ConcurrentHashMap<>();

  public RemoteBrokerOffsetStore(String group, MQClientAPIImpl api, TopicRouteTable routes) {
    this.group = group;
    this.api = api;
    this.routes = routes;
  }

  /** Remembers progress; never goes back. */
  public void increaseOffset(MessageQueue queue, long offset) {
    offsets.merge(queue, offset, Math::max);
  }

  /** Remembers a correction, which may go back. */
  public void setOffset(MessageQueue queue, long offset) {
    offsets.put(queue, offset);
  }

  /** What is remembered here; 0 when nothing is. */
  public long readMemory(MessageQueue queue) {
    return offsets.getOrDefault(queue, 0L);
  }

  /** What the broker has on record; empty when it has nothing. Remembered here from now on. */
  public OptionalLong readStore(MessageQueue queue)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
    OptionalLong stored = api.queryConsumerOffset(addressOf(queue), group, queue);
    stored.ifPresent(offset -> setOffset(queue, offset));
    return stored;
  }

  /** Tells the brokers about the queues that are ours and forgets all others. */
  public void persistAll(Set<MessageQueue> ours) throws InterruptedException {
    offsets.keySet().retainAll(ours);
    for (Map.Entry<MessageQueue, Long> entry : offsets.entrySet()) {
      try {
        String address = addressOf(entry.getKey());
        api.updateConsumerOffsetOneway(address, group, entry.getKey(), entry.getValue());
      } catch (RemotingException | MQClientException e) {
        LOG.warn("Group {}: could not report {}: {}", group, entry, e.toString());
      }
    }
  }

  /** Tells the broker about one queue, waits until it knows, and forgets the queue. */
  public void handOver(MessageQueue queue) throws InterruptedException {
    Long offset = offsets.remove(queue);
    if (offset == null) {
      return;
    }
    try {
      api.updateConsumerOffset(addressOf(queue), group, queue, offset);
    } catch (RemotingException | MQBrokerException | MQClientException e) {
      LOG.warn("Group {}: could not report {} = {}: {}", group, queue, offset, e.toString());
    }
  }

  private String addressOf(MessageQueue queue) throws MQClientException, InterruptedException {
    return routes.subscribeAddress(queue, BrokerData.MASTER_ID).address();
  }
}
