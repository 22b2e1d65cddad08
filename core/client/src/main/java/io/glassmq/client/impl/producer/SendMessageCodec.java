package io.glassmq.client.impl.producer;

import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.impl.compression.CompressedBody;
import io.glassmq.client.producer.ProducerConfig;
import io.glassmq.client.producer.SendResult;
import io.glassmq.client.producer.SendStatus;
import io.glassmq.common.Clock;
import io.glassmq.common.message.Message;
import io.glassmq.common.message.MessageBatch;
import io.glassmq.common.message.MessageClientIDSetter;
import io.glassmq.common.message.MessageConst;
import io.glassmq.common.message.MessageProperties;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.header.SendMessageRequestHeaderV2;
import io.glassmq.remoting.protocol.header.SendMessageResponseHeader;
import java.util.stream.Collectors;

/**
 * Turns a message into the request that sends it, and the broker's answer into a {@link
 * SendResult}.
 *
 * <p>Thread-safe. Changes nothing of the message but that it gives it an id.
 */
final class SendMessageCodec {
  private static final int NO_FLAGS = 0;
  private static final String DEFAULT_REGION = "DefaultRegion";

  private final ProducerConfig settings;
  private final Clock clock;

  SendMessageCodec(ProducerConfig settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** Gives the message what it keeps in all attempts: its id, and whose it is. */
  static void sign(Message msg, ProducerConfig settings) {
    MessageClientIDSetter.setUniqID(msg);
    if (settings.getNamespace() != null) {
      msg.putProperty(MessageConst.PROPERTY_INSTANCE_ID, settings.getNamespace());
    }
  }

  /** A new request, for one attempt. */
  RemotingCommand request(Message msg, MessageQueue queue) {
    boolean batch = msg instanceof MessageBatch;
    byte[] body = msg.getBody();
    int sysFlag = NO_FLAGS;
    if (!batch && body.length >= settings.getCompressMsgBodyOverHowmuch()) {
      var compressed =
          CompressedBody.compress(body, settings.getCompressType(), settings.getCompressLevel());
      body = compressed.bytes();
      sysFlag = compressed.sysFlag();
    }
    var header =
        new SendMessageRequestHeaderV2(
            settings.namespace().wrap(settings.getProducerGroup()),
            queue.getTopic(),
            settings.getCreateTopicKey(),
            settings.getDefaultTopicQueueNums(),
            queue.getQueueId(),
            sysFlag,
            clock.millis(),
            msg.getFlag(),
            MessageProperties.encode(msg.getProperties()),
            reconsumeTimes(msg),
            settings.isUnitMode(),
            maxReconsumeTimes(msg),
            batch,
            queue.getBrokerName());
    var code = batch ? RequestCode.SEND_BATCH_MESSAGE : RequestCode.SEND_MESSAGE_V2;
    return RemotingCommand.createRequest(code, header).body(body);
  }

  /** A consumer that sends a message back itself says so in its properties. */
  private static int reconsumeTimes(Message msg) {
    Integer times = ofRetryTopic(msg, MessageConst.PROPERTY_RECONSUME_TIME);
    return times == null ? 0 : times;
  }

  private static Integer maxReconsumeTimes(Message msg) {
    return ofRetryTopic(msg, MessageConst.PROPERTY_MAX_RECONSUME_TIMES);
  }

  private static Integer ofRetryTopic(Message msg, String property) {
    String value = msg.getProperty(property);
    return value == null || !TopicNames.isRetryTopic(msg.getTopic())
        ? null
        : Integer.valueOf(value);
  }

  /**
   * @throws MQBrokerException if the broker has not stored the message
   */
  SendResult result(RemotingCommand response, Message msg, MessageQueue queue, String address)
      throws MQBrokerException, RemotingCommandException {
    SendStatus status =
        switch (response.responseCode()) {
          case SUCCESS -> SendStatus.SEND_OK;
          case FLUSH_DISK_TIMEOUT -> SendStatus.FLUSH_DISK_TIMEOUT;
          case FLUSH_SLAVE_TIMEOUT -> SendStatus.FLUSH_SLAVE_TIMEOUT;
          case SLAVE_NOT_AVAILABLE -> SendStatus.SLAVE_NOT_AVAILABLE;
          default -> throw new MQBrokerException(response.code(), response.remark(), address);
        };
    var header = response.decodeHeader(SendMessageResponseHeader.class);
    var result =
        new SendResult(
            status,
            uniqId(msg, header),
            header.msgId(),
            new MessageQueue(msg.getTopic(), queue.getBrokerName(), header.queueId()),
            header.queueOffset(),
            header.transactionId());
    String region = response.field(MessageConst.PROPERTY_MSG_REGION);
    result.setRegionId(region == null ? DEFAULT_REGION : region);
    result.setTraceOn(!"false".equals(response.field(MessageConst.PROPERTY_TRACE_SWITCH)));
    result.setRecallHandle(header.recallHandle());
    return result;
  }

  /** A batch that is stored message by message is known by the ids of its messages. */
  private static String uniqId(Message msg, SendMessageResponseHeader header) {
    if (msg instanceof MessageBatch batch && header.batchUniqId() == null) {
      return batch.messages().stream()
          .map(MessageClientIDSetter::getUniqID)
          .collect(Collectors.joining(","));
    }
    return MessageClientIDSetter.getUniqID(msg);
  }
}
