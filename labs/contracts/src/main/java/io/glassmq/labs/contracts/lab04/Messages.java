package io.glassmq.labs.contracts.lab04;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.glassmq.common.message.BatchEntry;
import io.glassmq.common.message.Message;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageProperties;
import io.glassmq.common.sysflag.MessageSysFlag;
import io.glassmq.store.MessageExtBatch;
import io.glassmq.store.MessageExtBrokerInner;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Messages for the tests of this lab. */
final class Messages {
  private static final InetSocketAddress BORN_HOST = new InetSocketAddress("127.0.0.1", 5566);
  private static final InetSocketAddress STORE_HOST = new InetSocketAddress("127.0.0.1", 10911);

  private Messages() {}

  static MessageExtBrokerInner message(String topic, int queueId, String body) {
    return message(topic, queueId, body, Map.of());
  }

  static MessageExtBrokerInner message(
      String topic, int queueId, String body, Map<String, String> properties) {
    var message = new MessageExtBrokerInner();
    message.setPropertiesString(MessageProperties.encode(properties));
    return fill(message, topic, queueId, body.getBytes(UTF_8));
  }

  /** The first half of a transaction: it gets no queue entry. */
  static MessageExtBrokerInner prepared(String topic, int queueId, String body) {
    MessageExtBrokerInner message = message(topic, queueId, body);
    message.setSysFlag(MessageSysFlag.TRANSACTION_PREPARED_TYPE);
    return message;
  }

  static MessageExtBatch batch(String topic, int queueId, String... bodies) {
    List<Message> entries =
        Arrays.stream(bodies).map(body -> new Message(topic, body.getBytes(UTF_8))).toList();
    return batch(topic, queueId, BatchEntry.encode(entries));
  }

  static MessageExtBatch batch(String topic, int queueId, byte[] entries) {
    return fill(new MessageExtBatch(), topic, queueId, entries);
  }

  private static <M extends MessageExtBrokerInner> M fill(
      M message, String topic, int queueId, byte[] body) {
    message.setTopic(topic);
    message.setQueueId(queueId);
    message.setBody(body);
    message.setBornTimestamp(1_700_000_000_000L);
    message.setBornHost(BORN_HOST);
    message.setStoreHost(STORE_HOST);
    return message;
  }

  static String body(MessageExt message) {
    return new String(message.getBody(), UTF_8);
  }

  /** Topic, queue, queue offset and body, such as {@code A0:7 hello}. */
  static String line(MessageExt message) {
    return "%s%d:%d %s"
        .formatted(
            message.getTopic(), message.getQueueId(), message.getQueueOffset(), body(message));
  }
}
