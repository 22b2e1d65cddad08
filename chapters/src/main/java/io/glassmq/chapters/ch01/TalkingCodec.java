package io.glassmq.chapters.ch01;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.FrameCodec;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RequestCode;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A codec that prints sends and their answers, from the moment when it is told to. Called by I/O
 * threads.
 */
final class TalkingCodec implements FrameCodec {
  private static final int HEADER_OFFSET = 8;

  private final FrameCodec codec;
  private final Set<Integer> told = ConcurrentHashMap.newKeySet();
  private volatile boolean talks;

  TalkingCodec(FrameCodec codec) {
    this.codec = codec;
  }

  void talk() {
    talks = true;
  }

  @Override
  public int frameLength(ByteBuffer bytes) throws RemotingCommandException {
    return codec.frameLength(bytes);
  }

  @Override
  public RemotingCommand decode(ByteBuffer frame) throws RemotingCommandException {
    RemotingCommand command = codec.decode(frame.duplicate());
    if (command.isResponse() && told.contains(command.opaque())) {
      int headLength = frame.remaining() - command.bodySize();
      print("received", command, frame.slice(frame.position(), headLength));
    }
    return command;
  }

  @Override
  public ByteBuffer encodeHead(RemotingCommand command) {
    ByteBuffer head = codec.encodeHead(command);
    if (talks && command.requestCode() == RequestCode.SEND_MESSAGE_V2) {
      told.add(command.opaque());
      print("sent", command, head.duplicate());
    }
    return head;
  }

  private static void print(String what, RemotingCommand command, ByteBuffer head) {
    System.out.printf(
        "%s a frame of %d bytes: 4 + 4 + %d of header + %d of body%n",
        what,
        head.remaining() + command.bodySize(),
        head.remaining() - HEADER_OFFSET,
        command.bodySize());
    System.out.printf("  first 8 bytes  %08x %08x%n", head.getInt(), head.getInt());
    System.out.println("  header         " + UTF_8.decode(head));
    if (command.bodySize() > 0) {
      System.out.println("  body           " + new String(command.body(), UTF_8));
    }
  }
}
