package io.glassmq.remoting.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * One frame that official programs once exchanged, and what it is known to hold.
 *
 * @param file where it was recorded
 * @param kind request, oneway or response
 * @param requestCode of the request, also for its response
 * @param code of the frame
 */
public record GoldenFrame(
    String file,
    String kind,
    int requestCode,
    int code,
    int opaque,
    int flag,
    SerializeType serializeType,
    int bodyLength,
    byte[] bytes) {

  /** All of them, in the order in which they were seen. */
  public static List<GoldenFrame> all() {
    try (var in = GoldenFrame.class.getResourceAsStream("/vectors/wire-frames.tsv.gz");
        var lines = new BufferedReader(new InputStreamReader(new GZIPInputStream(in), UTF_8))) {
      return lines.lines().map(GoldenFrame::parse).toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static GoldenFrame parse(String line) {
    String[] cells = line.split("\t");
    return new GoldenFrame(
        cells[0],
        cells[1],
        Integer.parseInt(cells[2]),
        Integer.parseInt(cells[3]),
        Integer.parseInt(cells[4]),
        Integer.parseInt(cells[5]),
        SerializeType.valueOf(cells[6]),
        Integer.parseInt(cells[7]),
        HexFormat.of().parseHex(cells[8]));
  }

  boolean isResponse() {
    return kind.equals("response");
  }

  ByteBuffer buffer() {
    return ByteBuffer.wrap(bytes);
  }

  @Override
  public String toString() {
    return file;
  }
}
