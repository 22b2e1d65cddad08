package io.glassmq.client.fake;

import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageProperties;
import io.glassmq.common.message.MessageRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Messages in the form in which a broker answers a pull. */
public final class StoredMessage {
  private StoredMessage() {}

  public static byte[] encode(List<MessageExt> messages) {
    var out = ByteBuffer.allocate(messages.stream().mapToInt(StoredMessage::size).sum());
    messages.forEach(message -> write(out, message));
    return out.array();
  }

  private static byte[] properties(MessageExt message) {
    return MessageProperties.encode(message.getProperties()).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] topic(MessageExt message) {
    return message.getTopic().getBytes(StandardCharsets.UTF_8);
  }

  private static int size(MessageExt message) {
    return MessageRecord.totalSize(
        MessageRecord.MAGIC_V1,
        message.getSysFlag(),
        message.getBody().length,
        topic(message).length,
        properties(message).length);
  }

  private static void write(ByteBuffer out, MessageExt message) {
    byte[] loopback = {127, 0, 0, 1};
    out.putInt(size(message)).putInt(MessageRecord.MAGIC_V1).putInt(0);
    out.putInt(message.getQueueId()).putInt(message.getFlag());
    out.putLong(message.getQueueOffset()).putLong(message.getCommitLogOffset());
    out.putInt(message.getSysFlag()).putLong(1L).put(loopback).putInt(1);
    out.putLong(2L).put(loopback).putInt(10911);
    out.putInt(message.getReconsumeTimes()).putLong(0);
    out.putInt(message.getBody().length).put(message.getBody());
    out.put((byte) topic(message).length).put(topic(message));
    out.putShort((short) properties(message).length).put(properties(message));
  }
}
