package io.glassmq.chapters.ch01;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.glassmq.classroom.page.BytePicture;
import io.glassmq.common.layout.Field;
import io.glassmq.common.layout.Format;
import io.glassmq.common.layout.Layout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The byte pictures of chapter 01: one send of the official client 5.5.0, recorded with both forms
 * of header.
 */
public final class FrameBytes {
  private static final int HEADER_OFFSET = 8;

  private FrameBytes() {}

  public static List<BytePicture> pictures() {
    ByteBuffer json = recorded("send-json.hex");
    ByteBuffer binary = recorded("send-binary.hex");
    return List.of(
        BytePicture.of("send-json", "A send with a JSON header", json(json), json),
        BytePicture.of("send-binary", "A send with a binary header", binary(binary), binary));
  }

  private static ByteBuffer recorded(String name) {
    try (var in = FrameBytes.class.getResourceAsStream(name)) {
      String hex = new String(in.readAllBytes(), UTF_8).replaceAll("\\s", "");
      return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The members of the header one by one. */
  private static Layout json(ByteBuffer frame) {
    var fields = new Fields(frame);
    int end = fields.start();
    boolean quoted = false;
    for (int at = HEADER_OFFSET, from = at; at < end; at++) {
      char c = (char) frame.get(at);
      quoted ^= c == '"';
      if (!quoted && (c == ',' || c == '{') || at == end - 1) {
        fields.add(from == HEADER_OFFSET ? "header" : "", at + 1 - from, Format.TEXT);
        from = at + 1;
      }
    }
    return fields.layout();
  }

  /** The first field of the header byte by byte, the others each as a whole. */
  private static Layout binary(ByteBuffer frame) {
    var fields = new Fields(frame);
    int end = fields.start();
    fields.add("code", 2, Format.NUMBER);
    fields.add("language", 1, bytes -> bytes.get() + " = JAVA");
    fields.add("version", 2, Format.NUMBER);
    fields.add("opaque", 4, Format.NUMBER);
    fields.add("flag", 4, Format.NUMBER);
    fields.add("length of remark", 4, Format.NUMBER);
    fields.add("length of fields", 4, Format.NUMBER);
    int name = frame.getShort(fields.at);
    int value = frame.getInt(fields.at + 2 + name);
    fields.add("length of a name", 2, Format.NUMBER);
    fields.add("name", name, Format.TEXT);
    fields.add("length of its value", 4, Format.NUMBER);
    fields.add("value", value, Format.TEXT);
    while (fields.at < end) {
      name = frame.getShort(fields.at);
      value = frame.getInt(fields.at + 2 + name);
      fields.add("next field", 2 + name + 4 + value, FrameBytes::nameAndValue);
    }
    return fields.layout();
  }

  private static String nameAndValue(ByteBuffer field) {
    int name = field.getShort();
    ByteBuffer letters = field.slice(field.position(), name);
    field.position(field.position() + name + 4);
    return UTF_8.decode(letters) + " = " + UTF_8.decode(field);
  }

  /** Collects the fields of a frame, without gaps. */
  private static final class Fields {
    private final ByteBuffer frame;
    private final List<Field> fields = new ArrayList<>();
    private int at;

    Fields(ByteBuffer frame) {
      this.frame = frame;
    }

    void add(String name, int length, Format format) {
      fields.add(new Field(name, at, length, format));
      at += length;
    }

    /** The first eight bytes; returns where the header ends. */
    int start() {
      add("length", 4, Format.NUMBER);
      add("type of header", 1, bytes -> bytes.get() == 0 ? "0 = JSON" : "1 = ROCKETMQ");
      add("length of header", 3, Format.NUMBER);
      return HEADER_OFFSET + (frame.getInt(4) & 0xFF_FFFF);
    }

    Layout layout() {
      add("body", frame.limit() - at, Format.TEXT);
      return new Layout("frame", fields);
    }
  }
}
