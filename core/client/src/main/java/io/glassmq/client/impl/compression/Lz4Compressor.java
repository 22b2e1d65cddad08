package io.glassmq.client.impl.compression;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;

/**
 * LZ4 frames: fastest, least smaller. Has no levels.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.common.compression.Lz4Compressor}.
 */
final class Lz4Compressor implements Compressor {
  @Override
  public byte[] compress(byte[] body, int level) throws IOException {
    var out = new ByteArrayOutputStream(body.length / 2);
    try (var lz4 = new LZ4FrameOutputStream(out)) {
      lz4.write(body);
    }
    return out.toByteArray();
  }

  @Override
  public byte[] decompress(byte[] body) throws IOException {
    try (var lz4 = new LZ4FrameInputStream(new ByteArrayInputStream(body))) {
      return lz4.readAllBytes();
    }
  }
}
