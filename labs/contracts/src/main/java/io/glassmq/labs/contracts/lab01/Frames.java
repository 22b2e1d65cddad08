package io.glassmq.labs.contracts.lab01;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.FrameCodec;
import io.glassmq.remoting.protocol.RemotingCommand;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Frames for the tests: recorded ones, and ones that are put together by hand. */
final class Frames {
  /** A send of the official client 5.5.0 with a JSON header: 354 bytes, opaque 33. */
  static final String OFFICIAL_JSON =
      frame(
          0,
          "{\"code\":310,\"extFields\":{\"a\":\"VecProducer\",\"b\":\"VecTopic\",\"c\":\"TBW102\","
              + "\"d\":\"4\",\"e\":\"3\",\"f\":\"0\",\"g\":\"1795325298352\",\"h\":\"0\","
              + "\"i\":\"UNIQ_KEY\\u0001C00002025A5630946E096D521EAF0000\\u0002WAIT\\u0001true"
              + "\\u0002\",\"j\":\"0\",\"k\":\"false\",\"m\":\"false\",\"n\":\"broker-a\"},"
              + "\"flag\":0,\"language\":\"JAVA\",\"opaque\":33,"
              + "\"serializeTypeCurrentRPC\":\"JSON\",\"version\":513}",
          "hello sync");

  /** A send of the official client 5.5.0 with a binary header: 267 bytes, opaque 32. */
  static final String OFFICIAL_BINARY =
      "00000107010000f90136000201000000200000000000000000000000e40001610000000b5665"
          + "6350726f647563657200016200000008566563546f7069630001630000000654425731303200"
          + "01640000000134000165000000013100016600000001300001670000000d3137393533323537"
          + "333736333400016800000001300001690000004c554e49515f4b455901464430303030303030"
          + "3030303030303030303030303030303030303030303032303243443330393436453039364435"
          + "384432394130303030025741495401747275650200016a000000013000016b0000000566616c"
          + "736500016d0000000566616c736500016e0000000862726f6b65722d6168656c6c6f2073796e"
          + "63";

  private Frames() {}

  /** The hex text of a frame with this type, header and body. */
  static String frame(int type, String header, String body) {
    byte[] head = header.getBytes(UTF_8);
    byte[] tail = body.getBytes(UTF_8);
    return "%08x%02x%06x".formatted(4 + head.length + tail.length, type, head.length)
        + HexFormat.of().formatHex(head)
        + HexFormat.of().formatHex(tail);
  }

  /** Bytes from hex digits; blanks are for the reader. */
  static ByteBuffer bytes(String hex) {
    return ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  /** Head and body in one buffer, as they go over the wire. */
  static ByteBuffer whole(FrameCodec codec, RemotingCommand command) {
    ByteBuffer head = codec.encodeHead(command);
    return ByteBuffer.allocate(head.remaining() + command.body().length)
        .put(head)
        .put(command.body())
        .flip();
  }

  /** Cuts a stream that comes in pieces of {@code size} bytes into commands. */
  static List<RemotingCommand> read(FrameCodec codec, byte[] stream, int size)
      throws RemotingCommandException {
    List<RemotingCommand> commands = new ArrayList<>();
    int start = 0;
    for (int end = 0; end < stream.length; ) {
      end = Math.min(end + size, stream.length);
      var there = ByteBuffer.wrap(stream, start, end - start);
      int length = codec.frameLength(there);
      while (length > 0 && length <= there.remaining()) {
        commands.add(codec.decode(ByteBuffer.wrap(stream, start, length)));
        start += length;
        there.position(start);
        length = codec.frameLength(there);
      }
    }
    return commands;
  }
}
