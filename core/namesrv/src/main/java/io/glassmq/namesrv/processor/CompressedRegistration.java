package io.glassmq.namesrv.processor;

import io.glassmq.common.TopicConfig;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.DataVersion;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.body.TopicConfigSerializeWrapper;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.InflaterInputStream;

/**
 * The compressed form of a registration's body, one zlib stream. What a name server does not keep
 * is not read: attributes, and all that follows the topics.
 *
 * <pre>
 *   length (4) | data version, JSON
 *   count (4)  | count times: length (4) | topic
 *   topic = name, read queues, write queues, perm, filter type, attributes; a blank after each
 * </pre>
 */
final class CompressedRegistration {
  /** Of topics, and of bytes of one entry: more is not meant, but an attack. */
  private static final int LIMIT = 1 << 20;

  private CompressedRegistration() {}

  static TopicConfigSerializeWrapper decode(byte[] body) throws RemotingCommandException {
    try (var in = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(body)))) {
      DataVersion version = RemotingSerializable.fromJson(text(in), DataVersion.class);
      Map<String, TopicConfig> topics = new HashMap<>();
      for (int left = number(in); left > 0; left--) {
        TopicConfig topic = topic(text(in).split(" "));
        topics.put(topic.topicName(), topic);
      }
      return new TopicConfigSerializeWrapper(topics, version);
    } catch (IOException | IllegalArgumentException e) {
      throw new RemotingCommandException("Broken compressed registration: " + e, e);
    }
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(in.readNBytes(number(in)), StandardCharsets.UTF_8);
  }

  private static int number(DataInputStream in) throws IOException {
    int number = in.readInt();
    if (number < 0 || number > LIMIT) {
      throw new IllegalArgumentException(number + " is not within 0.." + LIMIT);
    }
    return number;
  }

  private static TopicConfig topic(String[] parts) {
    if (parts.length < 5) {
      throw new IllegalArgumentException("a topic of " + parts.length + " parts");
    }
    return TopicConfig.of(
        parts[0],
        Integer.parseInt(parts[1]),
        Integer.parseInt(parts[2]),
        Integer.parseInt(parts[3]));
  }
}
