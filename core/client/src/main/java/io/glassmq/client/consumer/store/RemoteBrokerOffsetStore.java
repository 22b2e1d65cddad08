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
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An {@link OffsetStore} of a group whose members share the queues: the brokers keep the offsets
 * and tell the next owner of a queue. One report at a time (guarded by this): an older one must not
 * overtake the last word on a queue that is given up.
 *
 * <p>Official counterpart: {@code
 * org.apache.rocketmq.client.consumer.store.RemoteBrokerOffsetStore}.
 */
public final class RemoteBrokerOffsetStore implements OffsetStore {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteBrokerOffsetStore.class);

  /** A minute, with a report every five seconds. */
  private static final int REPORTS_UNTIL_ALL_AGAIN = 12;

  private final String group;
  private final MQClientAPIImpl api;
  private final TopicRouteTable routes;
  private final OffsetTable table = new OffsetTable();

  private final ConcurrentMap<MessageQueue, Long> told = new ConcurrentHashMap<>();
  private final AtomicInteger reports = new AtomicInteger();

  public RemoteBrokerOffsetStore(String group, MQClientAPIImpl api, TopicRouteTable routes) {
    this.group = group;
    this.api = api;
    this.routes = routes;
  }

  @Override
  public void load() {
    // the brokers have them
  }

  @Override
  public void updateOffset(MessageQueue mq, long offset, boolean increaseOnly) {
    table.update(mq, offset, increaseOnly);
  }

  @Override
  public void updateAndFreezeOffset(MessageQueue mq, long offset) {
    table.updateAndFreeze(mq, offset);
  }

  @Override
  public long readOffset(MessageQueue mq, ReadOffsetType type) {
    return table.read(mq, type, this::readStore);
  }

  private long readStore(MessageQueue mq) {
    try {
      OptionalLong stored = api.queryConsumerOffset(addressOf(mq), group, mq);
      stored.ifPresent(offset -> table.update(mq, offset, false));
      return stored.orElse(NOT_FOUND);
    } catch (RemotingException | MQBrokerException | MQClientException e) {
      LOG.warn("Group {}: no broker tells the offset of {}: {}", group, mq, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return UNAVAILABLE;
  }

  /**
   * Tells the brokers about the queues that are ours and forgets all others. What has not changed
   * is told again in some reports only, in case a broker has lost it: idle consumers would keep a
   * broker busy with little else.
   */
  @Override
  public synchronized void persistAll(Set<MessageQueue> mqs) {
    if (mqs.isEmpty()) {
      return;
    }
    table.retainAll(mqs);
    told.keySet().retainAll(mqs);
    if (reports.getAndIncrement() % REPORTS_UNTIL_ALL_AGAIN == 0) {
      told.clear();
    }
    table
        .copy(null)
        .forEach(
            (mq, offset) -> {
              if (!offset.equals(told.get(mq)) && tell(mq, offset, true)) {
                told.put(mq, offset);
              }
            });
  }

  /**
   * Waits for the broker's answer: when we have left the queue, its next owner is told the truth.
   */
  @Override
  public synchronized void persist(MessageQueue mq) {
    long offset = table.read(mq);
    if (offset >= 0) {
      tell(mq, offset, false);
    }
  }

  private boolean tell(MessageQueue mq, long offset, boolean isOneway) {
    try {
      updateConsumeOffsetToBroker(mq, offset, isOneway);
      return true;
    } catch (RemotingException | MQBrokerException | MQClientException e) {
      LOG.warn("Group {}: could not report {} = {}: {}", group, mq, offset, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  @Override
  public void removeOffset(MessageQueue mq) {
    table.remove(mq);
  }

  @Override
  public Map<MessageQueue, Long> cloneOffsetTable(String topic) {
    return table.copy(topic);
  }

  @Override
  public void updateConsumeOffsetToBroker(MessageQueue mq, long offset, boolean isOneway)
      throws RemotingException, MQBrokerException, InterruptedException, MQClientException {
    String address = addressOf(mq);
    if (isOneway) {
      api.updateConsumerOffsetOneway(address, group, mq, offset);
    } else {
      api.updateConsumerOffset(address, group, mq, offset);
    }
  }

  private String addressOf(MessageQueue mq) throws MQClientException, InterruptedException {
    return routes.subscribeAddress(mq, BrokerData.MASTER_ID).address();
  }
}
