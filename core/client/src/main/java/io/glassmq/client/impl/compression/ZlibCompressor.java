package io.glassmq.client.impl.compression;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * zlib: the one that every client of every age can read.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.common.compression.ZlibCompressor}.
 */
final class ZlibCompressor implements Compressor {
  private static final int CHUNK_BYTES = 4 * 1024;

  @Override
  public byte[] compress(byte[] body, int level) {
    var deflater = new Deflater(level);
    try {
      deflater.setInput(body);
      deflater.finish();
      var out = new ByteArrayOutputStream(body.length / 2);
      var chunk = new byte[CHUNK_BYTES];
      while (!deflater.finished()) {
        out.write(chunk, 0, deflater.deflate(chunk));
      }
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }

  @Override
  public byte[] decompress(byte[] body) throws IOException {
    var inflater = new Inflater();
    try {
      inflater.setInput(body);
      var out = new ByteArrayOutputStream(body.length * 4);
      var chunk = new byte[CHUNK_BYTES];
      while (!inflater.finished()) {
        int length = inflater.inflate(chunk);
        if (length == 0 && !inflater.finished()) {
          throw new IOException("it ends in the middle");
        }
        out.write(chunk, 0, length);
      }
      return out.toByteArray();
    } catch (DataFormatException e) {
      throw new IOException(e);
    } finally {
      inflater.end();
    }
  }
}
