package io.glassmq.client.impl;

import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.impl.factory.MQClientInstance;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.exception.RemotingException;
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
