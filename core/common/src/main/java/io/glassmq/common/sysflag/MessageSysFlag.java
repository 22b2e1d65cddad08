package io.glassmq.common.sysflag;

import java.util.StringJoiner;

/**
 * The {@code sysFlag} of a message, bit by bit.
 *
 * <pre>
 *  bit   0      body is compressed
 *  bit   1      several tags
 *  bits  2-3    transaction: 0 none, 1 prepared, 2 commit, 3 rollback
 *  bit   4      born host is IPv6 (16 bytes instead of 4)
 *  bit   5      store host is IPv6
 *  bit   6      the client must unwrap an inner batch
 *  bit   7      inner batch
 *  bits  8-10   compression: 0 zlib (old clients), 1 lz4, 2 zstd, 3 zlib
 * </pre>
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.common.sysflag.MessageSysFlag}.
 */
public final class MessageSysFlag {
  public static final int COMPRESSED_FLAG = 1;
  public static final int MULTI_TAGS_FLAG = 1 << 1;
  public static final int TRANSACTION_NOT_TYPE = 0;
  public static final int TRANSACTION_PREPARED_TYPE = 1 << 2;
  public static final int TRANSACTION_COMMIT_TYPE = 2 << 2;
  public static final int TRANSACTION_ROLLBACK_TYPE = 3 << 2;
  public static final int BORNHOST_V6_FLAG = 1 << 4;
  public static final int STOREHOSTADDRESS_V6_FLAG = 1 << 5;
  public static final int NEED_UNWRAP_FLAG = 1 << 6;
  public static final int INNER_BATCH_FLAG = 1 << 7;
  public static final int COMPRESSION_LZ4_TYPE = 1 << 8;
  public static final int COMPRESSION_ZSTD_TYPE = 2 << 8;
  public static final int COMPRESSION_ZLIB_TYPE = 3 << 8;
  public static final int COMPRESSION_TYPE_MASK = 7 << 8;

  private MessageSysFlag() {}

  public static boolean has(int sysFlag, int flag) {
    return (sysFlag & flag) == flag;
  }

  /** The transaction bits alone: one of the {@code TRANSACTION_..._TYPE} constants. */
  public static int transactionValue(int sysFlag) {
    return sysFlag & TRANSACTION_ROLLBACK_TYPE;
  }

  /** Bytes of the born host field: address plus a four-byte port. */
  public static int bornHostLength(int sysFlag) {
    return has(sysFlag, BORNHOST_V6_FLAG) ? 20 : 8;
  }

  /** Bytes of the store host field: address plus a four-byte port. */
  public static int storeHostLength(int sysFlag) {
    return has(sysFlag, STOREHOSTADDRESS_V6_FLAG) ? 20 : 8;
  }

  /** The flags that are set, in words; empty if none is. */
  public static String words(int sysFlag) {
    var words = new StringJoiner(", ");
    if (has(sysFlag, COMPRESSED_FLAG)) {
      words.add(
          switch (sysFlag & COMPRESSION_TYPE_MASK) {
            case COMPRESSION_LZ4_TYPE -> "lz4";
            case COMPRESSION_ZSTD_TYPE -> "zstd";
            default -> "zlib";
          });
    }
    addIf(has(sysFlag, MULTI_TAGS_FLAG), "several tags", words);
    switch (transactionValue(sysFlag)) {
      case TRANSACTION_PREPARED_TYPE -> words.add("prepared");
      case TRANSACTION_COMMIT_TYPE -> words.add("commit");
      case TRANSACTION_ROLLBACK_TYPE -> words.add("rollback");
      default -> {}
    }
    addIf(has(sysFlag, BORNHOST_V6_FLAG), "born host IPv6", words);
    addIf(has(sysFlag, STOREHOSTADDRESS_V6_FLAG), "store host IPv6", words);
    addIf(has(sysFlag, NEED_UNWRAP_FLAG), "unwrap", words);
    addIf(has(sysFlag, INNER_BATCH_FLAG), "inner batch", words);
    return words.toString();
  }

  private static void addIf(boolean set, String word, StringJoiner words) {
    if (set) {
      words.add(word);
    }
  }
}
