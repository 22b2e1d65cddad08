package io.glassmq.common.message;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * The offset id of a message: which broker stored it, and where in that broker's log.
 *
 * <pre>
 *   upper-case hex of: address (4 or 16 bytes) | port (4) | commit log offset (8)
 * </pre>
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.common.message.MessageId}.
 *
 * @param address of the broker
 * @param offset in bytes from the start of its commit log
 */
public record MessageId(InetSocketAddress address, long offset) {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final int IPV4_CHARS = 32;
  private static final int IPV6_CHARS = 56;

  /** The id as 32 (IPv4) or 56 (IPv6) hex digits. */
  public String encode() {
    byte[] host = address.getAddress().getAddress();
    var bytes = ByteBuffer.allocate(host.length + 4 + 8);
    bytes.put(host).putInt(address.getPort()).putLong(offset);
    return HEX.formatHex(bytes.array());
  }

  /**
   * Reads an id.
   *
   * @throws IllegalArgumentException if the text is not 32 or 56 hex digits
   */
  public static MessageId decode(String text) {
    if (text == null || text.length() != IPV4_CHARS && text.length() != IPV6_CHARS) {
      throw new IllegalArgumentException(
          "An offset id has 32 or 56 hex digits, but got \"" + text + "\".");
    }
    var bytes = ByteBuffer.wrap(HEX.parseHex(text));
    var host = new byte[bytes.capacity() - 4 - 8];
    bytes.get(host);
    try {
      var address = new InetSocketAddress(InetAddress.getByAddress(host), bytes.getInt());
      return new MessageId(address, bytes.getLong());
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("No address in offset id \"" + text + "\".", e);
    }
  }
}
