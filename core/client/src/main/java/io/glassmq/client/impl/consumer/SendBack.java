package io.glassmq.client.impl.consumer;

import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.impl.factory.MQClientInstance;
import io.glassmq.common.message.Message;
import io.glassmq.common.message.MessageConst;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.common.topic.Namespace;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.remoting.exception.RemotingException;
import io.glassmq.remoting.protocol.header.ConsumerSendMsgBackRequestHeader;
import java.net.InetSocketAddress;
import java.util.HashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way back for messages that a group could not consume: the broker puts a copy of each into the
 * group's retry topic, where it comes up again after a while, or, after too many attempts, among
 * the dead letters.
 *
 * <p>Any thread; waits for the answers.
 */
final class SendBack {
  private static final Logger LOG = LoggerFactory.getLogger(SendBack.class);
  private static final long TIMEOUT_MILLIS = 5_000;

  /** Level of the first retry: 10 s in the broker's usual table. */
  private static final int FIRST_DELAY_LEVEL = 3;

  private final MQClientInstance instance;
  private final Namespace namespace;
  private final String group;
  private final int maxReconsumeTimes;

  /**
   * @param namespace which the topics of messages do not show any more
   * @param maxReconsumeTimes after which a message becomes a dead letter
   */
  SendBack(MQClientInstance instance, Namespace namespace, String group, int maxReconsumeTimes) {
    this.instance = instance;
    this.namespace = namespace;
    this.group = group;
    this.maxReconsumeTimes = maxReconsumeTimes;
  }

  /**
   * Gives a message back.
   *
   * @param delayLevel 1 to 18; 0 for one that grows with each failure; below 0 for the dead letters
   * @return whether some broker has it now; if not, that is in the log
   */
  boolean trySendBack(MessageExt message, int delayLevel) {
    return succeeds(message, () -> sendBack(message, delayLevel, message.getBrokerName()));
  }

  /**
   * Sends a copy, for the dead letters if it was tried too often.
   *
   * @return whether some broker has it now; if not, that is in the log
   */
  boolean trySendCopy(MessageExt message) {
    return succeeds(message, () -> sendCopy(message));
  }

  @FunctionalInterface
  private interface Attempt {
    void run() throws MQClientException, RemotingException, MQBrokerException, InterruptedException;
  }

  private boolean succeeds(MessageExt message, Attempt attempt) {
    try {
      attempt.run();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RemotingException | MQBrokerException | MQClientException | RuntimeException e) {
      LOG.warn("Group {}: {} could not be given back: {}", group, describe(message), e.toString());
    }
    return false;
  }

  /**
   * Asks the broker that keeps the message; if that fails, sends a copy to any broker.
   *
   * @param brokerName of the broker that keeps it; null for the one that it came from
   */
  void sendBack(MessageExt message, int delayLevel, String brokerName)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
    var header =
        new ConsumerSendMsgBackRequestHeader(
            message.getCommitLogOffset(),
            group,
            delayLevel,
            message.getMsgId(),
            topicOf(message),
            false,
            maxReconsumeTimes);
    try {
      String address = addressOf(message, brokerName);
      instance.api().consumerSendMessageBack(address, header, TIMEOUT_MILLIS);
    } catch (RemotingException | MQBrokerException | MQClientException e) {
      LOG.warn(
          "Group {}: {} is not taken back, so a copy is sent: {}",
          group,
          describe(message),
          e.toString());
      sendCopy(message);
    }
  }

  private String addressOf(MessageExt message, String brokerName)
      throws MQClientException, InterruptedException {
    String name = brokerName == null ? message.getBrokerName() : brokerName;
    if (name == null && message.getStoreHost() instanceof InetSocketAddress host) {
      return host.getHostString() + ":" + host.getPort(); // it was looked up, not pulled
    }
    return instance
        .routes()
        .publishAddress(new MessageQueue(topicOf(message), name, message.getQueueId()));
  }

  /** The broker makes a dead letter of it if it was tried too often. */
  private void sendCopy(MessageExt message)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
    int times = message.getReconsumeTimes() + 1;
    var copy = new Message();
    copy.setTopic(TopicNames.retryTopic(group));
    copy.setBody(message.getBody());
    copy.setFlag(message.getFlag());
    copy.setProperties(new HashMap<>(message.getProperties()));
    copy.clearProperty(MessageConst.PROPERTY_TRANSACTION_PREPARED);
    if (copy.getProperty(MessageConst.PROPERTY_ORIGIN_MESSAGE_ID) == null) {
      copy.putProperty(MessageConst.PROPERTY_ORIGIN_MESSAGE_ID, message.getMsgId());
    }
    copy.putProperty(MessageConst.PROPERTY_RETRY_TOPIC, topicOf(message));
    copy.putProperty(MessageConst.PROPERTY_RECONSUME_TIME, Integer.toString(times));
    copy.putProperty(
        MessageConst.PROPERTY_MAX_RECONSUME_TIMES, Integer.toString(maxReconsumeTimes));
    copy.setDelayTimeLevel(FIRST_DELAY_LEVEL + message.getReconsumeTimes());
    instance.innerProducer().send(copy);
  }

  /** As the servers know it. */
  private String topicOf(MessageExt message) {
    return namespace.wrap(message.getTopic());
  }

  private static String describe(MessageExt message) {
    return "message "
        + message.getMsgId()
        + " at "
        + message.getTopic()
        + "/"
        + message.getBrokerName()
        + "/"
        + message.getQueueId()
        + "@"
        + message.getQueueOffset();
  }
}
