package io.glassmq.interop;

import java.net.InetSocketAddress;
import java.util.UUID;

/** Names and addresses as the tests need them. */
final class Names {
  private Names() {}

  /** A name that no other test of this run uses. */
  static String fresh(String what) {
    return what + "_" + UUID.randomUUID().toString().substring(0, 8);
  }

  /** The first eight bytes of an offset id: a loopback address and the port, in hex. */
  static String hexAddress(String hostAndPort) {
    int port = Integer.parseInt(hostAndPort.substring(hostAndPort.indexOf(':') + 1));
    byte[] host = new InetSocketAddress("127.0.0.1", port).getAddress().getAddress();
    return "%02X%02X%02X%02X%08X".formatted(host[0], host[1], host[2], host[3], port);
  }
}
