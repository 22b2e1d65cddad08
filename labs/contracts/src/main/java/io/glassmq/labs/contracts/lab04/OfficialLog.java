package io.glassmq.labs.contracts.lab04;

import io.glassmq.common.message.MessageDecoder;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageRecord;
import io.glassmq.store.MessageExtBrokerInner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The first four records of a log that an official broker 5.5.0 wrote, and what was sent. */
final class OfficialLog {

  private OfficialLog() {}

  /** A message as it came in, and when it was stored. */
  record Sent(MessageExtBrokerInner message, long storeTimestamp) {}

  static ByteBuffer bytes() throws IOException {
    try (InputStream in = OfficialLog.class.getResourceAsStream("official-log.bin")) {
      return ByteBuffer.wrap(in.readAllBytes());
    }
  }

  static List<Sent> messages() throws IOException {
    ByteBuffer log = bytes();
    List<Sent> messages = new ArrayList<>();
    while (log.hasRemaining()) {
      int start = log.position();
      MessageExt stored = MessageDecoder.decode(log);
      messages.add(new Sent(sent(stored, properties(log, start)), stored.getStoreTimestamp()));
    }
    return messages;
  }

  private static MessageExtBrokerInner sent(MessageExt stored, String properties) {
    var message = new MessageExtBrokerInner();
    message.setTopic(stored.getTopic());
    message.setQueueId(stored.getQueueId());
    message.setFlag(stored.getFlag());
    message.setSysFlag(stored.getSysFlag());
    message.setBody(stored.getBody());
    message.setPropertiesString(properties);
    message.setBornTimestamp(stored.getBornTimestamp());
    message.setBornHost(stored.getBornHost());
    message.setStoreHost(stored.getStoreHost());
    return message;
  }

  /** The properties of the record at {@code start}, in the order in which they were written. */
  private static String properties(ByteBuffer log, int start) {
    int sysFlag = log.getInt(start + MessageRecord.SYS_FLAG_OFFSET);
    int bodyLengthAt = start + MessageRecord.bodyLengthOffset(sysFlag);
    int topicLengthAt = bodyLengthAt + 4 + log.getInt(bodyLengthAt);
    int lengthAt = topicLengthAt + 1 + log.get(topicLengthAt);
    var properties = new byte[log.getShort(lengthAt)];
    log.get(lengthAt + 2, properties);
    return new String(properties, StandardCharsets.UTF_8);
  }
}
