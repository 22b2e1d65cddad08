package io.glassmq.store.show;

import io.glassmq.common.message.MessageDecoder;
import io.glassmq.common.message.MessageExt;

/**
 * A stretch of the log.
 *
 * @param offset of its first byte in the log
 * @param length in bytes
 * @param problem what is wrong with it; empty for what is not damaged
 * @param excerpt the record, or as much of the bytes as helps to see the damage
 */
public record LogPiece(Kind kind, long offset, long length, String problem, Excerpt excerpt) {

  /** What lies there. */
  public enum Kind {
    RECORD,
    /** The filler at the end of a file. */
    BLANK,
    DAMAGE,
    /** Nothing was written here or further on. */
    END
  }

  /** The first byte behind it. */
  public long end() {
    return offset + length;
  }

  /** The message in a record. */
  public MessageExt message() {
    return MessageDecoder.decode(excerpt.bytes().duplicate());
  }
}
