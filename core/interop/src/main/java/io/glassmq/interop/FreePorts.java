package io.glassmq.interop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports on loopback that nobody listens on at this moment, and none of those that the system gives
 * to outgoing connections: they are used some time after they were found free.
 */
public final class FreePorts {
  private static final int FAST_PORT_DISTANCE = 2;
  private static final int ATTEMPTS = 100;
  private static final int LOWEST = 20_000;
  private static final int ABOVE = 32_000;

  /** Each port is given out once. */
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private FreePorts() {}

  /** One free port. */
  public static int any() throws IOException {
    for (int i = 0; i < ATTEMPTS; i++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, ABOVE);
      if (isFree(port) && GIVEN.add(port)) {
        return port;
      }
    }
    throw new IOException("found no port that was not given out before");
  }

  /** A port for a broker: the one two below it, where its fast listener goes, is free as well. */
  public static int forBroker() throws IOException {
    for (int i = 0; i < ATTEMPTS; i++) {
      int port = any();
      int fast = port - FAST_PORT_DISTANCE;
      if (isFree(fast) && GIVEN.add(fast)) {
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
