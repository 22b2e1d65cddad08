package io.glassmq.client.impl;

import io.glassmq.common.sysflag.MessageSysFlag;
import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The compressed form of a body: zlib, level 5. Clients compress and decompress; brokers never
 * look.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.common.compression.ZlibCompressor}.
 */
public final class CompressedBody {
  /** What a message's {@code sysFlag} says of a body in this form. */
  public static final int SYS_FLAG =
      MessageSysFlag.COMPRESSED_FLAG | MessageSysFlag.COMPRESSION_ZLIB_TYPE;

  private static final int LEVEL = 5;
  private static final int CHUNK_BYTES = 4 * 1024;

  private CompressedBody() {}

  public static byte[] compress(byte[] body) {
    var deflater = new Deflater(LEVEL);
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

  /**
   * The body as it was before somebody compressed it.
   *
   * @param sysFlag says how; without the compressed flag the body is returned as it is
   * @throws IllegalArgumentException if the bytes are not of that form, or the form needs a library
   *     that is not here
   */
  public static byte[] decompress(byte[] body, int sysFlag) {
    if (!MessageSysFlag.has(sysFlag, MessageSysFlag.COMPRESSED_FLAG)) {
      return body;
    }
    return switch (sysFlag & MessageSysFlag.COMPRESSION_TYPE_MASK) {
      case 0, MessageSysFlag.COMPRESSION_ZLIB_TYPE -> inflate(body);
      case MessageSysFlag.COMPRESSION_LZ4_TYPE -> throw noLibrary("LZ4");
      case MessageSysFlag.COMPRESSION_ZSTD_TYPE -> throw noLibrary("zstd");
      default ->
          throw new IllegalArgumentException(
              "Unknown compression in sysFlag 0x" + Integer.toHexString(sysFlag));
    };
  }

  private static IllegalArgumentException noLibrary(String name) {
    return new IllegalArgumentException(
        "The body is compressed with "
            + name
            + ", but the client has no "
            + name
            + " library; let the producer compress with ZLIB.");
  }

  private static byte[] inflate(byte[] body) {
    var inflater = new Inflater();
    try {
      inflater.setInput(body);
      var out = new ByteArrayOutputStream(body.length * 4);
      var chunk = new byte[CHUNK_BYTES];
      while (!inflater.finished()) {
        int length = inflater.inflate(chunk);
        if (length == 0 && !inflater.finished()) {
          throw new IllegalArgumentException(
              "A zlib body of " + body.length + " bytes ends in the middle.");
        }
        out.write(chunk, 0, length);
      }
      return out.toByteArray();
    } catch (DataFormatException e) {
      throw new IllegalArgumentException("A body says it is zlib, but is not.", e);
    } finally {
      inflater.end();
    }
  }
}
