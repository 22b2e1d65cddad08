package io.glassmq.client.impl.consumer;

import io.glassmq.common.message.BatchEntry;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageProperties;
import io.glassmq.common.sysflag.MessageSysFlag;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Several messages that a broker keeps in one record, taken apart by whoever pulls them.
 *
 * <p>Called on the thread that decodes the answer to a pull.
 */
final class InnerBatch {
  private static final int FLAGS =
      MessageSysFlag.INNER_BATCH_FLAG | MessageSysFlag.NEED_UNWRAP_FLAG;

  private InnerBatch() {}

  /** The messages, each record of several replaced by what it holds. */
  static List<MessageExt> unwrap(List<MessageExt> records) {
    List<MessageExt> messages = new ArrayList<>(records.size());
    for (MessageExt record : records) {
      if (MessageSysFlag.has(record.getSysFlag(), FLAGS)) {
        long offset = record.getQueueOffset();
        for (BatchEntry entry : BatchEntry.decode(ByteBuffer.wrap(record.getBody()))) {
          messages.add(message(record, entry, offset++));
        }
      } else {
        messages.add(record);
      }
    }
    return messages;
  }

  private static MessageExt message(MessageExt record, BatchEntry entry, long queueOffset) {
    var message = new MessageExt();
    message.setTopic(record.getTopic());
    message.setQueueOffset(queueOffset);
    message.setCommitLogOffset(record.getCommitLogOffset());
    message.setSysFlag(record.getSysFlag() & ~FLAGS);
    message.setBornTimestamp(record.getBornTimestamp());
    message.setBornHost(record.getBornHost());
    message.setStoreTimestamp(record.getStoreTimestamp());
    message.setStoreHost(record.getStoreHost());
    message.setReconsumeTimes(record.getReconsumeTimes());
    message.setMsgId(record.getOffsetMsgId());
    message.setFlag(entry.flag());
    message.setBody(entry.body());
    message.setProperties(
        MessageProperties.decode(new String(entry.properties(), StandardCharsets.UTF_8)));
    return message;
  }
}
