package io.glassmq.interop;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Speaks the wire protocol by hand, one connection for each request, so that the harness trusts
 * neither of the two clients that it is there to compare.
 */
public record RawConnection(String host, int port) {
  private static final int LIMIT_MILLIS = 3000;

  /**
   * Sends one frame and returns the other one, without its two lengths, as text.
   *
   * @param header a JSON header
   */
  public String ask(String header, byte[] body) throws IOException {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), LIMIT_MILLIS);
      socket.setSoTimeout(LIMIT_MILLIS);
      byte[] head = header.getBytes(StandardCharsets.UTF_8);
      var out = new DataOutputStream(socket.getOutputStream());
      out.writeInt(Integer.BYTES + head.length + body.length);
      out.writeInt(head.length);
      out.write(head);
      out.write(body);
      out.flush();
      var in = new DataInputStream(socket.getInputStream());
      int length = in.readInt();
      in.readInt();
      return new String(in.readNBytes(length - Integer.BYTES), StandardCharsets.UTF_8);
    }
  }
}
