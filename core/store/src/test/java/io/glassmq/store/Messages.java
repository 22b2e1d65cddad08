package io.glassmq.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.glassmq.common.message.BatchEntry;
import io.glassmq.common.message.Message;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageProperties;
import io.glassmq.common.sysflag.MessageSysFlag;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Messages for tests. */
final class Messages {
  static final InetSocketAddress BORN_HOST = new InetSocketAddress("127.0.0.1", 5566);
  static final InetSocketAddress STORE_HOST = new InetSocketAddress("127.0.0.1", 10911);

  private Messages() {}

  static MessageExtBrokerInner message(String topic, int queueId, String body) {
    return message(topic, queueId, body, Map.of());
  }

  static MessageExtBrokerInner message(
      String topic, int queueId, String body, Map<String, String> properties) {
    return fill(new MessageExtBrokerInner(), topic, queueId, body.getBytes(UTF_8), properties);
  }

  static MessageExtBatch batch(String topic, int queueId, String... bodies) {
    List<Message> entries = new ArrayList<>();
    for (String body : bodies) {
      var entry = new Message(topic, body.getBytes(UTF_8));
      entry.setTags("T" + body);
      entries.add(entry);
    }
    return fill(new MessageExtBatch(), topic, queueId, BatchEntry.encode(entries), Map.of());
  }

  /** Several messages in one record, as the broker makes it from a batch request. */
  static MessageExtBrokerInner innerBatch(String topic, String... bodies) {
    byte[] entries = batch(topic, 0, bodies).getBody();
    var message = message(topic, 0, "", Map.of("INNER_NUM", Integer.toString(bodies.length)));
    message.setBody(entries);
    message.setSysFlag(MessageSysFlag.INNER_BATCH_FLAG | MessageSysFlag.NEED_UNWRAP_FLAG);
    return message;
  }

  static MessageExtBrokerInner copyOf(MessageExt from) {
    var to =
        fill(
            new MessageExtBrokerInner(),
            from.getTopic(),
            from.getQueueId(),
            from.getBody(),
            from.getProperties());
    to.setFlag(from.getFlag());
    to.setSysFlag(from.getSysFlag());
    to.setBornTimestamp(from.getBornTimestamp());
    to.setBornHost(from.getBornHost());
    to.setStoreHost(from.getStoreHost());
    to.setReconsumeTimes(from.getReconsumeTimes());
    to.setPreparedTransactionOffset(from.getPreparedTransactionOffset());
    return to;
  }

  static String body(MessageExt message) {
    return new String(message.getBody(), UTF_8);
  }

  private static <M extends MessageExtBrokerInner> M fill(
      M message, String topic, int queueId, byte[] body, Map<String, String> properties) {
    message.setTopic(topic);
    message.setQueueId(queueId);
    message.setBody(body);
    message.setPropertiesString(MessageProperties.encode(properties));
    message.setBornTimestamp(1_700_000_000_000L);
    message.setBornHost(BORN_HOST);
    message.setStoreHost(STORE_HOST);
    return message;
  }
}
