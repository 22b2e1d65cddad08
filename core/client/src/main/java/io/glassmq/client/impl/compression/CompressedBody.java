package io.glassmq.client.impl.compression;

import io.glassmq.common.compression.CompressionType;
import io.glassmq.common.sysflag.MessageSysFlag;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A body that was made smaller, and what the message's {@code sysFlag} says of it.
 *
 * @param bytes as they travel
 * @param sysFlag 0 when the body travels as it is
 */
public record CompressedBody(byte[] bytes, int sysFlag) {
  private static final Logger LOG = LoggerFactory.getLogger(CompressedBody.class);

  /**
   * Never fails: a body that cannot be compressed here travels as it is.
   *
   * @param level of {@code type}; higher is smaller and slower
   */
  public static CompressedBody compress(byte[] body, CompressionType type, int level) {
    try {
      return new CompressedBody(compressor(type).compress(body, level), type.sysFlag());
    } catch (IOException | LinkageError e) {
      LOG.warn("{} does not work here; a body of {} bytes goes as it is", type, body.length, e);
      return new CompressedBody(body, 0);
    }
  }

  /**
   * The body as it was before somebody compressed it.
   *
   * @param sysFlag says how; without the compressed flag the body is returned as it is
   * @throws IllegalArgumentException if the bytes are not of that form, or cannot be read here
   */
  public static byte[] decompress(byte[] body, int sysFlag) {
    if (!MessageSysFlag.has(sysFlag, MessageSysFlag.COMPRESSED_FLAG)) {
      return body;
    }
    CompressionType type = CompressionType.in(sysFlag);
    try {
      return compressor(type).decompress(body);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "A body of %d bytes says that it is %s, but is not: %s"
              .formatted(body.length, type, e.getMessage()),
          e);
    } catch (LinkageError e) {
      throw new IllegalArgumentException(
          "A body is compressed with " + type + ", which does not work on this machine.", e);
    }
  }

  /** A library is loaded when its form is first met. */
  private static Compressor compressor(CompressionType type) {
    return switch (type) {
      case LZ4 -> new Lz4Compressor();
      case ZSTD -> new ZstdCompressor();
      case ZLIB -> new ZlibCompressor();
    };
  }
}
