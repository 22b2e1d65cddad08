package io.glassmq.chapters.ch03;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.glassmq.classroom.page.BytePicture;
import io.glassmq.common.constant.PermName;
import io.glassmq.common.layout.Field;
import io.glassmq.common.layout.Format;
import io.glassmq.common.layout.Layout;
import io.glassmq.remoting.protocol.FrameCodec;
import io.glassmq.remoting.protocol.LanguageCode;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.route.BrokerData;
import io.glassmq.remoting.protocol.route.QueueData;
import io.glassmq.remoting.protocol.route.TopicRouteData;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The byte picture of chapter 03: a name server's answer to the question for a route. */
public final class RouteBytes {
  private static final int HEADER_OFFSET = 8;
  private static final int RESPONSE_FLAG = 1;
  private static final Pattern MEMBER = Pattern.compile("\"([A-Za-z]+)\":");

  private RouteBytes() {}

  public static List<BytePicture> pictures() {
    var route =
        new TopicRouteData(
            List.of(new QueueData("broker-a", 4, 4, PermName.READ_WRITE, 0)),
            List.of(
                new BrokerData(
                    "DefaultCluster", "broker-a", Map.of(BrokerData.MASTER_ID, "10.0.0.1:10911"))));
    RemotingCommand answer =
        RemotingCommand.received(
            0, LanguageCode.JAVA, RemotingCommand.VERSION, 7, RESPONSE_FLAG, null);
    answer.body(RemotingSerializable.encode(route));
    ByteBuffer head = FrameCodec.standard().encodeHead(answer);
    ByteBuffer frame =
        ByteBuffer.allocate(head.remaining() + answer.bodySize()).put(head).put(answer.body());
    return List.of(
        BytePicture.of("route-answer", "Where topic Orders lives", layout(frame.flip()), frame));
  }

  private static Layout layout(ByteBuffer frame) {
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("length", 0, 4, Format.NUMBER));
    fields.add(new Field("type of header", 4, 1, Format.NUMBER));
    int headerLength = frame.getInt(4) & 0xFF_FFFF;
    fields.add(new Field("length of header", 5, 3, Format.NUMBER));
    fields.add(new Field("header", HEADER_OFFSET, headerLength, Format.TEXT));
    addMembers(fields, frame, HEADER_OFFSET + headerLength);
    return new Layout("frame", fields);
  }

  /** A field for each piece of the JSON that ends with a comma. */
  private static void addMembers(List<Field> fields, ByteBuffer frame, int body) {
    int at = body;
    String json = new String(frame.array(), body, frame.limit() - body, UTF_8);
    for (String piece : json.split("(?<=,)")) {
      int length = piece.getBytes(UTF_8).length;
      fields.add(new Field(lastMember(piece), at, length, bytes -> piece));
      at += length;
    }
  }

  private static String lastMember(String piece) {
    Matcher member = MEMBER.matcher(piece);
    String last = piece;
    while (member.find()) {
      last = member.group(1);
    }
    return last;
  }
}
