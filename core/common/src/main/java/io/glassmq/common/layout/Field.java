package io.glassmq.common.layout;

import java.nio.ByteBuffer;

/**
 * One field of a binary structure.
 *
 * @param name in plain words
 * @param offset of its first byte, from the start of the structure
 * @param length in bytes
 * @param format what its bytes mean
 */
public record Field(String name, int offset, int length, Format format) {

  /** The first byte behind the field. */
  public int end() {
    return offset + length;
  }

  /** The field's bytes; the structure lies at the position of {@code structure}. */
  public ByteBuffer bytes(ByteBuffer structure) {
    return structure.slice(structure.position() + offset, length);
  }

  /** What the field says, in words or digits. */
  public String value(ByteBuffer structure) {
    return format.show(bytes(structure));
  }
}
