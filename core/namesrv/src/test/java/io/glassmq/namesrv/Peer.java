package io.glassmq.namesrv;

import io.glassmq.remoting.protocol.RemotingCommand;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** Somebody who is connected to a name server, over a plain socket. */
final class Peer implements AutoCloseable {
  private static final int READ_LIMIT_MILLIS = 10_000;

  private final Socket socket;
  private final DataInputStream in;

  Peer(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(READ_LIMIT_MILLIS);
    socket.setTcpNoDelay(true);
    in = new DataInputStream(socket.getInputStream());
  }

  RemotingCommand ask(RemotingCommand request) throws IOException {
    Frames.write(socket.getOutputStream(), request);
    return Frames.read(in);
  }

  RemotingCommand ask(byte[] frame) throws IOException {
    socket.getOutputStream().write(frame);
    return Frames.read(in);
  }

  /** Whether the other end has closed the connection. */
  boolean isClosedByPeer() throws IOException {
    return in.read() < 0;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
