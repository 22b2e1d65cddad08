package io.glassmq.chapters.ch01;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.glassmq.classroom.page.BytePicture;
import io.glassmq.common.layout.Field;
import io.glassmq.common.layout.Format;
import io.glassmq.common.layout.Layout;
import io.glassmq.remoting.protocol.FrameCodec;
import io.glassmq.remoting.protocol.LanguageCode;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RequestCode;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** The byte pictures of chapter 01: one request as a frame. */
public final class FrameBytes {
  private static final int HEADER_OFFSET = 8;

  private FrameBytes() {}

  public static List<BytePicture> pictures() {
    return List.of(jsonFrame());
  }

  private static BytePicture jsonFrame() {
    RemotingCommand request =
        RemotingCommand.received(
            RequestCode.GET_ROUTEINFO_BY_TOPIC.code(),
            LanguageCode.JAVA,
            RemotingCommand.VERSION,
            7,
            0,
            null);
    request.extFields(Map.of("topic", "Greetings"));
    request.body("no body is needed here".getBytes(UTF_8));
    ByteBuffer head = FrameCodec.standard().encodeHead(request);
    ByteBuffer frame =
        ByteBuffer.allocate(head.remaining() + request.bodySize()).put(head).put(request.body());
    return BytePicture.of("frame-json", "A frame with a JSON header", layout(frame.flip()), frame);
  }

  private static Layout layout(ByteBuffer frame) {
    int headerLength = frame.getInt(4) & 0xFF_FFFF;
    int body = HEADER_OFFSET + headerLength;
    return Layout.of(
        "frame",
        new Field("length", 0, 4, Format.NUMBER),
        new Field("type of header", 4, 1, bytes -> bytes.get() == 0 ? "0 = JSON" : "1 = ROCKETMQ"),
        new Field("length of header", 5, 3, Format.NUMBER),
        new Field("header", HEADER_OFFSET, headerLength, Format.TEXT),
        new Field("body", body, frame.limit() - body, Format.TEXT));
  }
}
