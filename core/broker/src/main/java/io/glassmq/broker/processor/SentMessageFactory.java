package io.glassmq.broker.processor;

import static io.glassmq.common.message.MessageConst.PROPERTY_CLUSTER;
import static io.glassmq.common.message.MessageConst.PROPERTY_INNER_BASE;
import static io.glassmq.common.message.MessageConst.PROPERTY_INNER_NUM;
import static io.glassmq.common.message.MessageConst.PROPERTY_MSG_REGION;
import static io.glassmq.common.message.MessageConst.PROPERTY_POP_CK;
import static io.glassmq.common.message.MessageConst.PROPERTY_TRACE_SWITCH;
import static io.glassmq.common.message.MessageConst.PROPERTY_UNIQ_CLIENT_MESSAGE_ID_KEYIDX;

import io.glassmq.broker.BrokerConfig;
import io.glassmq.common.TopicConfig;
import io.glassmq.common.TopicFilterType;
import io.glassmq.common.attribute.CQType;
import io.glassmq.common.message.BatchEntry;
import io.glassmq.common.message.MessageProperties;
import io.glassmq.common.sysflag.MessageSysFlag;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.common.topic.TopicValidator;
import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.RequestRefusedException;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.header.SendMessageRequestHeader;
import io.glassmq.store.MessageExtBatch;
import io.glassmq.store.MessageExtBrokerInner;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Makes the message that is stored out of the one that was sent.
 *
 * <p>The properties stay the text that they are on the wire and on disk; the broker only appends.
 *
 * <p>Thread-safe.
 */
final class SentMessageFactory {
  private final Supplier<InetSocketAddress> storeHost;
  private final String appendedProperties;

  /** What was sent, and the topic that it goes to. */
  record Sent(
      RemotingChannel channel, SendMessageRequestHeader header, byte[] body, TopicConfig topic) {

    String properties() {
      return header.properties() == null ? "" : header.properties();
    }

    boolean isBatch() {
      return Boolean.TRUE.equals(header.batch());
    }

    int reconsumeTimes() {
      return header.reconsumeTimes() == null ? 0 : header.reconsumeTimes();
    }
  }

  /**
   * @param storeHost our own address, which becomes part of the message ids
   */
  SentMessageFactory(BrokerConfig config, Supplier<InetSocketAddress> storeHost) {
    this.storeHost = storeHost;
    var appended = new StringBuilder();
    MessageProperties.append(appended, PROPERTY_MSG_REGION, config.regionId());
    MessageProperties.append(appended, PROPERTY_TRACE_SWITCH, Boolean.toString(config.traceOn()));
    MessageProperties.append(appended, PROPERTY_CLUSTER, config.brokerClusterName());
    this.appendedProperties = appended.toString();
  }

  /**
   * @param sentId the unique id that it was sent with, or null
   * @param uniqueId the same, or a new one
   */
  MessageExtBrokerInner make(Sent sent, String sentId, String uniqueId)
      throws RequestRefusedException {
    MessageExtBrokerInner message;
    if (!sent.isBatch()) {
      message = newMessage(sent.properties(), sentId == null ? uniqueId : null);
    } else if (sent.topic().queueType() == CQType.BatchCQ && sentId != null) {
      message = newInnerBatch(sent);
    } else {
      message = newBatch(sent);
    }
    fill(message, sent);
    return message;
  }

  static RequestRefusedException illegal(String remark) {
    return new RequestRefusedException(ResponseCode.MESSAGE_ILLEGAL, remark);
  }

  private static void checkBatchTopic(TopicConfig topic) throws RequestRefusedException {
    if (topic.topicName().length() > TopicValidator.TOPIC_MAX_LENGTH
        || TopicNames.isRetryTopic(topic.topicName())) {
      throw illegal("batch request does not support topic " + topic.topicName());
    }
  }

  /** All messages of the batch in one record, for a queue that can count them. */
  private MessageExtBrokerInner newInnerBatch(Sent sent) throws RequestRefusedException {
    checkBatchTopic(sent.topic());
    if (MessageProperties.find(sent.properties(), PROPERTY_INNER_NUM) != null
        || MessageProperties.find(sent.properties(), PROPERTY_INNER_BASE) != null) {
      throw illegal(PROPERTY_INNER_NUM + " and " + PROPERTY_INNER_BASE + " are set by the broker");
    }
    MessageExtBrokerInner message = newMessage(sent.properties(), null);
    message.setSysFlag(MessageSysFlag.INNER_BATCH_FLAG | MessageSysFlag.NEED_UNWRAP_FLAG);
    try {
      int count = BatchEntry.decode(ByteBuffer.wrap(sent.body())).size();
      var properties = new StringBuilder(message.getPropertiesString());
      MessageProperties.append(properties, PROPERTY_INNER_NUM, Integer.toString(count));
      message.setPropertiesString(properties.toString());
      return message;
    } catch (IllegalArgumentException e) {
      throw illegal(e.getMessage());
    }
  }

  private MessageExtBatch newBatch(Sent sent) throws RequestRefusedException {
    checkBatchTopic(sent.topic());
    var batch = new MessageExtBatch();
    batch.setPropertiesString(sent.properties()); // for the store to read; not stored
    return batch;
  }

  /**
   * @param newId the message's unique id; null if it was sent with one
   */
  private MessageExtBrokerInner newMessage(String sent, String newId) {
    String kept = sent;
    if (MessageProperties.find(sent, PROPERTY_POP_CK) != null) {
      var properties = MessageProperties.decode(sent);
      properties.remove(PROPERTY_POP_CK);
      kept = MessageProperties.encode(properties);
    }
    var text = new StringBuilder(kept.length() + appendedProperties.length() + 48).append(kept);
    if (newId != null) {
      MessageProperties.append(text, PROPERTY_UNIQ_CLIENT_MESSAGE_ID_KEYIDX, newId);
    }
    if (!text.isEmpty() && text.charAt(text.length() - 1) != MessageProperties.PROPERTY_SEPARATOR) {
      text.append(MessageProperties.PROPERTY_SEPARATOR);
    }
    var message = new MessageExtBrokerInner();
    message.setPropertiesString(text.append(appendedProperties).toString());
    return message;
  }

  private void fill(MessageExtBrokerInner message, Sent sent) throws RequestRefusedException {
    if (sent.body().length == 0) {
      throw illegal("The message body is empty.");
    }
    SendMessageRequestHeader header = sent.header();
    TopicConfig topic = sent.topic();
    message.setTopic(topic.topicName());
    message.setQueueId(
        header.queueId() >= 0
            ? header.queueId()
            : ThreadLocalRandom.current().nextInt(Math.max(1, topic.writeQueueNums())));
    message.setBody(sent.body());
    message.setFlag(header.flag());
    boolean multiTag = topic.topicFilterType() == TopicFilterType.MULTI_TAG;
    int added = message.getSysFlag() | (multiTag ? MessageSysFlag.MULTI_TAGS_FLAG : 0);
    message.setSysFlag(header.sysFlag() | added);
    message.setBornTimestamp(header.bornTimestamp());
    message.setBornHost(sent.channel().remoteAddress());
    message.setStoreHost(storeHost.get());
    message.setReconsumeTimes(sent.reconsumeTimes());
  }
}
