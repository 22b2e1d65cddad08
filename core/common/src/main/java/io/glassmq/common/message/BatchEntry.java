package io.glassmq.common.message;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * One message inside a batch request. It names no topic: the request's header does.
 *
 * <pre>
 *   total size (4) | magic = 0 (4) | body crc = 0 (4) | flag (4)
 *   body length (4) | body | properties length (2) | properties
 * </pre>
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.common.message.MessageDecoder}.
 *
 * @param flag of the message
 * @param body never null
 * @param properties encoded by {@link MessageProperties}
 */
public record BatchEntry(int flag, byte[] body, byte[] properties) {
  static final int FIXED_BYTES = 4 + 4 + 4 + 4 + 4 + 2;

  public BatchEntry {
    if (properties.length > MessageProperties.MAX_ENCODED_BYTES) {
      throw new IllegalArgumentException(
          "Properties of "
              + properties.length
              + " bytes, but at most "
              + MessageProperties.MAX_ENCODED_BYTES
              + " fit.");
    }
  }

  /**
   * The body of a batch request.
   *
   * @throws IllegalArgumentException if the properties of a message are too long
   */
  public static byte[] encode(Collection<? extends Message> messages) {
    List<BatchEntry> entries = new ArrayList<>(messages.size());
    int size = 0;
    for (Message message : messages) {
      byte[] properties =
          MessageProperties.encode(message.getProperties()).getBytes(StandardCharsets.UTF_8);
      var entry = new BatchEntry(message.getFlag(), message.getBody(), properties);
      entries.add(entry);
      size += entry.size();
    }
    var out = ByteBuffer.allocate(size);
    entries.forEach(entry -> entry.write(out));
    return out.array();
  }

  /**
   * The entries of a batch request.
   *
   * @throws IllegalArgumentException if a length does not fit what is there
   */
  public static List<BatchEntry> decode(ByteBuffer in) {
    List<BatchEntry> entries = new ArrayList<>();
    while (in.hasRemaining()) {
      entries.add(read(in));
    }
    return entries;
  }

  int size() {
    return FIXED_BYTES + body.length + properties.length;
  }

  private void write(ByteBuffer out) {
    out.putInt(size()).putInt(0).putInt(0).putInt(flag);
    out.putInt(body.length).put(body).putShort((short) properties.length).put(properties);
  }

  private static BatchEntry read(ByteBuffer in) {
    int start = in.position();
    int total = require(in, in.remaining() < FIXED_BYTES ? -1 : in.getInt(), in.remaining() + 4);
    in.position(start + 12);
    int flag = in.getInt();
    var body = new byte[require(in, in.getInt(), in.remaining() - 2)];
    in.get(body);
    var properties = new byte[require(in, in.getShort(), in.remaining())];
    in.get(properties);
    require(in, total == in.position() - start ? 0 : -1, 0);
    return new BatchEntry(flag, body, properties);
  }

  private static int require(ByteBuffer in, int length, int room) {
    if (length < 0 || length > room) {
      throw new IllegalArgumentException(
          "Broken batch: length " + length + " at byte " + in.position() + " of " + in.limit());
    }
    return length;
  }
}
