package io.glassmq.common;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Comparator;

/**
 * The address by which others tell this machine from theirs: not what its host name stands for,
 * which in a container is often loopback.
 */
public final class LocalAddress {
  private static final int IPV4_BYTES = 4;

  private LocalAddress() {}

  /** The first that others can reach, as far as we can tell; IPv4 if there is one. */
  public static InetAddress get() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
          .min(Comparator.comparing(address -> address.getAddress().length))
          .orElse(InetAddress.getLoopbackAddress());
    } catch (SocketException e) {
      return InetAddress.getLoopbackAddress();
    }
  }

  /** The same as text; IPv6 in brackets. */
  public static String text() {
    InetAddress address = get();
    String text = address.getHostAddress();
    return address.getAddress().length == IPV4_BYTES ? text : "[" + text + "]";
  }
}
