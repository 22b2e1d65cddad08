package io.glassmq.client.impl;

import io.glassmq.client.QueryResult;
import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.impl.factory.MQClientInstance;
import io.glassmq.common.TopicConfig;
import io.glassmq.common.constant.PermName;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.exception.RemotingException;
import io.glassmq.remoting.protocol.route.BrokerData;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the user of a producer or consumer may ask about queues: which there are, how far they
 * reach. Each question goes to the servers, on the caller's thread.
 *
 * <p>Thread-safe. Official counterpart: {@code org.apache.rocketmq.client.impl.MQAdminImpl}.
 */
public final class MQAdminImpl {
  private final MQClientInstance instance;

  public MQAdminImpl(MQClientInstance instance) {
    this.instance = instance;
  }

  /**
   * The queues of a topic that can be read, as the name server tells now.
   *
   * @throws MQClientException if there are none or no name server answers
   */
  public Set<MessageQueue> fetchSubscribeMessageQueues(String topic) throws MQClientException {
    try {
      instance.routes().refresh(topic);
    } catch (IllegalStateException e) {
      throw new MQClientException("Where topic " + topic + " lives is not known", e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    Set<MessageQueue> queues = instance.routes().subscribeQueues(topic);
    if (queues.isEmpty()) {
      throw new MQClientException("Topic " + topic + " has no queue that can be read", null);
    }
    return queues;
  }

  /** The offset that the next message of a queue will get. */
  public long maxOffset(MessageQueue queue) throws MQClientException {
    return ask(queue, instance.api()::getMaxOffset);
  }

  /** The offset of the oldest message of a queue. */
  public long minOffset(MessageQueue queue) throws MQClientException {
    return ask(queue, instance.api()::getMinOffset);
  }

  /** The offset of the first message stored at {@code timestamp} (ms since 1970) or later. */
  public long searchOffset(MessageQueue queue, long timestamp) throws MQClientException {
    return ask(queue, (address, of) -> instance.api().searchOffset(address, of, timestamp));
  }

  /** When the oldest message of a queue was stored, ms since 1970. */
  public long earliestMsgStoreTime(MessageQueue queue) throws MQClientException {
    return ask(queue, instance.api()::getEarliestMsgStoretime);
  }

  /**
   * Messages by key.
   *
   * @throws MQClientException if there is no such topic or no such message
   */
  public QueryResult queryMessage(String topic, String key, int maxNum, long begin, long end)
      throws MQClientException, InterruptedException {
    return search(topic).byKey(key, maxNum, begin, end);
  }

  /**
   * One message by its offset id or by its unique id.
   *
   * @throws MQClientException if there is no such topic or no such message
   */
  public MessageExt viewMessage(String topic, String msgId)
      throws RemotingException, MQBrokerException, InterruptedException, MQClientException {
    return search(topic).byId(msgId);
  }

  private MessageSearch search(String topic) throws MQClientException, InterruptedException {
    List<BrokerData> brokers = instance.routes().brokerDatas(topic);
    if (brokers.isEmpty()) {
      throw new MQClientException(
          MQClientException.NOT_FOUND_TOPIC_EXCEPTION, "No route info of this topic: " + topic);
    }
    return new MessageSearch(instance.api().admin(), topic, brokers);
  }

  /**
   * Makes a topic on all brokers that have another one.
   *
   * @param key the topic whose brokers shall have the new one
   * @param attributes such as {@code message.type}; may be null
   */
  public void createTopic(String key, String newTopic, int queueNum, Map<String, String> attributes)
      throws MQClientException {
    try {
      List<BrokerData> brokers = instance.routes().brokerDatas(key);
      if (brokers.isEmpty()) {
        throw new MQClientException("No broker is known that has topic " + key, null);
      }
      var topic =
          TopicConfig.of(newTopic, queueNum, queueNum, PermName.PERM_READ | PermName.PERM_WRITE)
              .withAttributes(attributes);
      for (BrokerData broker : brokers) {
        if (broker.masterAddr() != null) {
          instance.api().admin().createTopic(broker.masterAddr(), topic);
        }
      }
    } catch (RemotingException | MQBrokerException e) {
      throw new MQClientException("Topic " + newTopic + " could not be made everywhere", e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** A question about one queue, for the master of its broker. */
  @FunctionalInterface
  private interface Question {
    long ask(String address, MessageQueue queue)
        throws RemotingException, MQBrokerException, InterruptedException;
  }

  private long ask(MessageQueue queue, Question question) throws MQClientException {
    try {
      return question.ask(instance.routes().publishAddress(queue), queue);
    } catch (RemotingException | MQBrokerException e) {
      throw new MQClientException("The broker of " + queue + " does not tell", e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static MQClientException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new MQClientException("Interrupted while waiting for an answer", e);
  }
}
