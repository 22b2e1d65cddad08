package io.glassmq.common.compression;

import io.glassmq.common.sysflag.MessageSysFlag;
import java.util.Arrays;
import java.util.Locale;

/**
 * How a body is compressed.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.common.compression.CompressionType}.
 */
public enum CompressionType {
  LZ4(MessageSysFlag.COMPRESSION_LZ4_TYPE),
  ZSTD(MessageSysFlag.COMPRESSION_ZSTD_TYPE),
  ZLIB(MessageSysFlag.COMPRESSION_ZLIB_TYPE);

  private final int typeBits;

  CompressionType(int typeBits) {
    this.typeBits = typeBits;
  }

  /**
   * @throws IllegalArgumentException if there is no such type
   */
  public static CompressionType of(String name) {
    return valueOf(name.trim().toUpperCase(Locale.ROOT));
  }

  /**
   * The form of a body whose {@code sysFlag} says that it is compressed.
   *
   * @throws IllegalArgumentException if the type is unknown
   */
  public static CompressionType in(int sysFlag) {
    int bits = sysFlag & MessageSysFlag.COMPRESSION_TYPE_MASK;
    if (bits == 0) {
      return ZLIB; // clients of old knew no other
    }
    return Arrays.stream(values())
        .filter(type -> type.typeBits == bits)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Unknown compression in sysFlag 0x" + Integer.toHexString(sysFlag)));
  }

  /** What a message's {@code sysFlag} says of a body in this form. */
  public int sysFlag() {
    return MessageSysFlag.COMPRESSED_FLAG | typeBits;
  }
}
