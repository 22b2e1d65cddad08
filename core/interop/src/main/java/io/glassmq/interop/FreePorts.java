package io.glassmq.interop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports on loopback that nobody listens on at this moment. */
public final class FreePorts {
  private static final int FAST_PORT_DISTANCE = 2;
  private static final int ATTEMPTS = 100;

  private FreePorts() {}

  /** One free port. */
  public static int any() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** A port for a broker: the one two below it, where its fast listener goes, is free as well. */
  public static int forBroker() throws IOException {
    for (int i = 0; i < ATTEMPTS; i++) {
      int port = any();
      if (isFree(port - FAST_PORT_DISTANCE)) {
        return port;
      }
    }
    throw new IOException("found no two free ports " + FAST_PORT_DISTANCE + " apart");
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
