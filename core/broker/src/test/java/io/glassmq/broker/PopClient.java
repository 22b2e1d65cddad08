package io.glassmq.broker;

import io.glassmq.common.consumer.ReceiptHandle;
import io.glassmq.common.consumer.RetryKind;
import io.glassmq.common.message.MessageConst;
import io.glassmq.common.message.MessageDecoder;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.body.BatchAck;
import io.glassmq.remoting.protocol.body.BatchAckMessageRequestBody;
import io.glassmq.remoting.protocol.header.AckMessageRequestHeader;
import io.glassmq.remoting.protocol.header.ChangeInvisibleTimeRequestHeader;
import io.glassmq.remoting.protocol.header.ChangeInvisibleTimeResponseHeader;
import io.glassmq.remoting.protocol.header.PopMessageRequestHeader;
import io.glassmq.remoting.protocol.header.PopMessageResponseHeader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * A consumer group that pops one topic of one broker, by plain requests: what a client library
 * does, with nothing in between.
 */
record PopClient(Calls calls, String broker, String topic, String group) {

  /** A way to the broker: by a socket, or straight to its processors. */
  @FunctionalInterface
  interface Calls {
    RemotingCommand call(RemotingCommand request) throws Exception;
  }

  /** Pops from all queues, without waiting. */
  List<Popped> pop(int max, long invisibleMillis, long now) throws Exception {
    return pop(request(-1, max, invisibleMillis, now, false));
  }

  PopMessageRequestHeader request(
      int queueId, int max, long invisibleMillis, long now, boolean order) {
    return new PopMessageRequestHeader(
        group, topic, queueId, max, invisibleMillis, 0, now, 0, "TAG", "*", order, null);
  }

  List<Popped> pop(PopMessageRequestHeader request) throws Exception {
    var answer = calls.call(RemotingCommand.createRequest(RequestCode.POP_MESSAGE, request));
    if (answer.code() == ResponseCode.POLLING_TIMEOUT.code()) {
      return List.of();
    }
    require(answer);
    var header = answer.decodeHeader(PopMessageResponseHeader.class);
    List<Popped> popped = new ArrayList<>();
    for (MessageExt message : messages(answer)) {
      String text = new String(message.getBody(), StandardCharsets.UTF_8);
      popped.add(new Popped(text, handle(message, header), message.getReconsumeTimes()));
    }
    return popped;
  }

  private static void require(RemotingCommand answer) {
    if (!answer.isSuccess()) {
      throw new AssertionError("code " + answer.code() + ": " + answer.remark());
    }
  }

  private static List<MessageExt> messages(RemotingCommand answer) {
    if (answer.transferBody() == null) {
      return MessageDecoder.decodes(ByteBuffer.wrap(answer.body()));
    }
    List<MessageExt> messages = new ArrayList<>();
    answer
        .transferBody()
        .buffers()
        .forEach(buffer -> messages.addAll(MessageDecoder.decodes(buffer.slice())));
    answer.transferBody().release();
    return messages;
  }

  /** Messages that came back carry it; for others a client puts it together. */
  private ReceiptHandle handle(MessageExt message, PopMessageResponseHeader header) {
    String given = message.getProperty(MessageConst.PROPERTY_POP_CK);
    return given != null
        ? ReceiptHandle.decode(given)
        : new ReceiptHandle(
            startOffset(header.startOffsetInfo(), message.getQueueId()),
            header.popTime(),
            header.invisibleTime(),
            header.reviveQid(),
            RetryKind.NORMAL,
            broker,
            message.getQueueId(),
            message.getQueueOffset());
  }

  private static long startOffset(String info, int queueId) {
    String key = "0 " + queueId + ' ';
    for (String queue : info.split(";")) {
      if (queue.startsWith(key)) {
        return Long.parseLong(queue.substring(key.length()));
      }
    }
    throw new AssertionError("no start offset of queue " + queueId + " in " + info);
  }

  /** The topic that the message was really popped from. */
  private String topicOf(ReceiptHandle handle) {
    return switch (handle.retryKind()) {
      case NORMAL -> topic;
      case RETRY_V1 -> TopicNames.popRetryTopic(group, topic);
      case RETRY_V2 -> TopicNames.popRetryTopicV2(group, topic);
    };
  }

  /** Acknowledges one message; returns the code of the answer. */
  int ack(ReceiptHandle handle) throws Exception {
    var header =
        new AckMessageRequestHeader(
            group, topicOf(handle), handle.queueId(), handle.encode(), handle.queueOffset());
    return calls.call(RemotingCommand.createRequest(RequestCode.ACK_MESSAGE, header)).code();
  }

  /** Acknowledges many in one request; returns the code of the answer. */
  int ack(List<ReceiptHandle> handles) throws Exception {
    List<BatchAck> acks = new ArrayList<>();
    for (ReceiptHandle handle : handles) {
      var bits = new BitSet();
      bits.set((int) (handle.queueOffset() - handle.startOffset()));
      acks.add(BatchAck.of(group, topic, handle, bits));
    }
    var request =
        RemotingCommand.createRequest(RequestCode.BATCH_ACK_MESSAGE)
            .body(RemotingSerializable.encode(new BatchAckMessageRequestBody(broker, acks)));
    return calls.call(request).code();
  }

  /** The new handle; empty if the broker refused the change. */
  Optional<ReceiptHandle> change(ReceiptHandle handle, long invisibleMillis) throws Exception {
    var header =
        new ChangeInvisibleTimeRequestHeader(
            group,
            topicOf(handle),
            handle.queueId(),
            handle.encode(),
            handle.queueOffset(),
            invisibleMillis,
            null);
    var answer =
        calls.call(RemotingCommand.createRequest(RequestCode.CHANGE_MESSAGE_INVISIBLETIME, header));
    if (!answer.isSuccess()) {
      return Optional.empty();
    }
    var changed = answer.decodeHeader(ChangeInvisibleTimeResponseHeader.class);
    return Optional.of(
        new ReceiptHandle(
            handle.queueOffset(),
            changed.popTime(),
            changed.invisibleTime(),
            changed.reviveQid(),
            handle.retryKind(),
            handle.brokerName(),
            handle.queueId(),
            handle.queueOffset()));
  }
}
