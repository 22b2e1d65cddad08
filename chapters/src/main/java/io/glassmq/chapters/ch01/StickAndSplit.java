package io.glassmq.chapters.ch01;

import io.glassmq.chapters.DemoServers;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.FrameCodec;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RequestCode;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Three requests in three writes to a plain socket, but the borders of the writes are not those of
 * the frames. The name server answers all three.
 */
public final class StickAndSplit {
  private static final FrameCodec CODEC = FrameCodec.standard();
  private static final String TOPIC = "Greetings";

  private StickAndSplit() {}

  public static void main(String[] args) throws Exception {
    try (var servers = DemoServers.start()) {
      servers.createTopic(TOPIC, 1);
      String[] address = servers.namesrvAddr().split(":");
      byte[] a = frame(1);
      byte[] b = frame(2);
      byte[] c = frame(3);
      byte[] stream = ByteBuffer.allocate(3 * a.length).put(a).put(b).put(c).array();
      int first = a.length + 2;
      int second = a.length + b.length + 10;
      try (var socket = new Socket(address[0], Integer.parseInt(address[1]))) {
        socket.setTcpNoDelay(true);
        System.out.println("each frame has " + a.length + " bytes");
        write(socket, Arrays.copyOfRange(stream, 0, first));
        printAnswer(socket);
        write(socket, Arrays.copyOfRange(stream, first, second));
        printAnswer(socket);
        write(socket, Arrays.copyOfRange(stream, second, stream.length));
        printAnswer(socket);
      }
    }
  }

  /** A request for the route of a topic; it has no body. */
  private static byte[] frame(int opaque) {
    RemotingCommand request =
        RemotingCommand.createRequest(RequestCode.GET_ROUTEINFO_BY_TOPIC).addField("topic", TOPIC);
    request.opaque(opaque);
    return CODEC.encodeHead(request).array();
  }

  private static void write(Socket socket, byte[] bytes) throws IOException {
    System.out.println("write of " + bytes.length + " bytes");
    socket.getOutputStream().write(bytes);
  }

  /** Reads as one must: four bytes of length, then so many more. */
  private static void printAnswer(Socket socket) throws IOException, RemotingCommandException {
    var in = new DataInputStream(socket.getInputStream());
    int length = in.readInt();
    ByteBuffer frame =
        ByteBuffer.allocate(4 + length).putInt(length).put(in.readNBytes(length)).flip();
    RemotingCommand answer = CODEC.decode(frame);
    System.out.println("  answer to request " + answer.opaque() + ": " + answer.responseCode());
  }
}
