package io.glassmq.client.impl;

import io.glassmq.client.consumer.PopResult;
import io.glassmq.client.consumer.PopStatus;
import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.impl.compression.CompressedBody;
import io.glassmq.common.consumer.OffsetInfo;
import io.glassmq.common.consumer.ReceiptHandle;
import io.glassmq.common.consumer.RetryKind;
import io.glassmq.common.message.MessageConst;
import io.glassmq.common.message.MessageDecoder;
import io.glassmq.common.message.MessageExt;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.header.PopMessageResponseHeader;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The answer to a pop, read on the thread that calls: it makes the receipt handles, for the broker
 * sends the messages of the topic itself just as they lie in its log. Only those of a retry topic
 * come with a handle, because they are shown with the topic's name and would not be found under it.
 */
final class PopAnswer {
  private final PopMessageResponseHeader header;
  private final OffsetInfo info;
  private final String brokerName;

  /** How many messages were met; by retry kind and queue. */
  private final Map<Queue, Integer> met = new HashMap<>();

  private record Queue(RetryKind kind, int queueId) {}

  private PopAnswer(PopMessageResponseHeader header, String brokerName) {
    this.header = header;
    this.info =
        OffsetInfo.parse(header.startOffsetInfo(), header.msgOffsetInfo(), header.orderCountInfo());
    this.brokerName = brokerName;
  }

  /**
   * Reads an answer.
   *
   * @param topic that was asked for
   * @throws MQBrokerException if it is a refusal
   * @throws IllegalArgumentException if a body cannot be decompressed, or the offsets not be read
   */
  static PopResult read(RemotingCommand response, String address, String brokerName, String topic)
      throws MQBrokerException, RemotingCommandException {
    return switch (response.responseCode()) {
      case SUCCESS -> {
        var header = response.decodeHeader(PopMessageResponseHeader.class);
        var answer = new PopAnswer(header, brokerName);
        yield answer.found(MessageDecoder.decodes(ByteBuffer.wrap(response.body())), topic);
      }
      case POLLING_FULL -> new PopResult(PopStatus.POLLING_FULL);
      case POLLING_TIMEOUT, PULL_NOT_FOUND -> new PopResult(PopStatus.POLLING_NOT_FOUND);
      default -> throw new MQBrokerException(response.code(), response.remark(), address);
    };
  }

  private PopResult found(List<MessageExt> messages, String topic) {
    long oldest =
        messages.stream().mapToLong(MessageExt::getQueueOffset).min().orElse(Long.MAX_VALUE);
    for (MessageExt message : messages) {
      if (message.getProperty(MessageConst.PROPERTY_POP_CK) == null) {
        addHandle(message, oldest);
      }
      if (message.getProperty(MessageConst.PROPERTY_FIRST_POP_TIME) == null) {
        message.putProperty(MessageConst.PROPERTY_FIRST_POP_TIME, Long.toString(header.popTime()));
      }
      message.setBody(CompressedBody.decompress(message.getBody(), message.getSysFlag()));
      message.setBrokerName(brokerName);
      message.setTopic(topic);
    }
    return new PopResult(
        PopStatus.FOUND, messages, header.popTime(), header.invisibleTime(), header.restNum());
  }

  /**
   * @param oldest the least offset in the answer: where its check point starts if the broker is too
   *     old to say
   */
  private void addHandle(MessageExt message, long oldest) {
    var queue = new Queue(RetryKind.ofTopic(message.getTopic()), message.getQueueId());
    long offset = offset(queue, message);
    var handle =
        new ReceiptHandle(
            info.startOffset(queue.kind, queue.queueId).orElse(oldest),
            header.popTime(),
            header.invisibleTime(),
            header.reviveQid(),
            queue.kind,
            brokerName,
            queue.queueId,
            offset);
    message.putProperty(MessageConst.PROPERTY_POP_CK, handle.encode());
    info.orderCount(queue.kind, queue.queueId, offset).ifPresent(message::setReconsumeTimes);
  }

  /** The n-th message of a queue has the n-th offset that the header tells of it. */
  private long offset(Queue queue, MessageExt message) {
    List<Long> offsets = info.offsets(queue.kind, queue.queueId);
    int index = met.merge(queue, 1, Integer::sum) - 1;
    return index < offsets.size() ? offsets.get(index) : message.getQueueOffset();
  }
}
