package io.glassmq.interop;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks a name server by a hand-made frame who is alive, so that the harness trusts neither of the
 * two clients that it is there to compare.
 *
 * @param host where the name server listens
 * @param port its port
 */
public record NamesrvProbe(String host, int port) {
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final int SOCKET_LIMIT_MILLIS = 3000;

  /** GET_BROKER_CLUSTER_INFO with a JSON header and no body. */
  private static final String CLUSTER_INFO =
      "{\"code\":106,\"language\":\"JAVA\",\"version\":0,\"opaque\":1,\"flag\":0}";

  /** Waits until a broker with this address is registered. */
  public void awaitBroker(String brokerAddr, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    String last = "nothing yet";
    while (!last.contains('"' + brokerAddr + '"')) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException(
            brokerAddr
                + " is not registered at "
                + host
                + ":"
                + port
                + " after "
                + limit
                + ": "
                + last);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
      last = clusterInfo();
    }
  }

  private String clusterInfo() {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), SOCKET_LIMIT_MILLIS);
      socket.setSoTimeout(SOCKET_LIMIT_MILLIS);
      byte[] header = CLUSTER_INFO.getBytes(StandardCharsets.UTF_8);
      var out = new DataOutputStream(socket.getOutputStream());
      out.writeInt(Integer.BYTES + header.length);
      out.writeInt(header.length);
      out.write(header);
      out.flush();
      var in = new DataInputStream(socket.getInputStream());
      return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
