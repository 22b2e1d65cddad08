package io.glassmq.common.layout;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;

/** What the bytes of a field mean to people. Numbers are big-endian, two's complement. */
@FunctionalInterface
public interface Format {
  Format NUMBER = bytes -> Long.toString(number(bytes));

  /** Milliseconds since 1970. */
  Format MILLIS =
      bytes -> {
        long millis = number(bytes);
        return millis == 0 ? "0" : millis + " = " + Instant.ofEpochMilli(millis);
      };

  Format HEX =
      bytes -> {
        var copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return "0x" + HexFormat.of().formatHex(copy);
      };

  Format TEXT = bytes -> UTF_8.decode(bytes).toString();

  /** An address of 4 or 16 bytes and a port of 4. */
  Format HOST =
      bytes -> {
        var address = new byte[bytes.remaining() - 4];
        bytes.get(address);
        try {
          return InetAddress.getByAddress(address).getHostAddress() + ":" + bytes.getInt();
        } catch (UnknownHostException e) {
          throw new IllegalArgumentException("No address has " + address.length + " bytes", e);
        }
      };

  /** The bytes between position and limit in words; the position may move. */
  String show(ByteBuffer bytes);

  /** The bytes between position and limit, at most 8, as a number. */
  static long number(ByteBuffer bytes) {
    long number = bytes.get(bytes.position()); // the first byte has the sign
    for (int i = bytes.position() + 1; i < bytes.limit(); i++) {
      number = number << 8 | bytes.get(i) & 0xFF;
    }
    return number;
  }
}
