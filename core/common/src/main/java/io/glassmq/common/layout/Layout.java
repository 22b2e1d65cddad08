package io.glassmq.common.layout;

import java.util.ArrayList;
import java.util.List;

/**
 * The fields of a binary structure, in the order in which they lie: without gaps, from its first
 * byte to its last. This is data; {@link HexView} draws it as text.
 *
 * @param name of the structure, in plain words
 */
public record Layout(String name, List<Field> fields) {

  /**
   * @throws IllegalArgumentException if the fields overlap or leave a gap
   */
  public Layout {
    fields = List.copyOf(fields);
    int at = 0;
    for (Field field : fields) {
      if (field.offset() != at || field.length() < 0) {
        throw new IllegalArgumentException(
            name + ": expected a field at byte " + at + ": " + field);
      }
      at = field.end();
    }
  }

  public static Layout of(String name, Field... fields) {
    return new Layout(name, List.of(fields));
  }

  /** Bytes of the structure. */
  public int length() {
    return fields.isEmpty() ? 0 : fields.get(fields.size() - 1).end();
  }

  /** What is left of the structure when only its first {@code length} bytes are there. */
  public Layout upTo(int length) {
    if (length >= length()) {
      return this;
    }
    List<Field> whole = new ArrayList<>(fields);
    whole.removeIf(field -> field.end() > length);
    int at = whole.isEmpty() ? 0 : whole.get(whole.size() - 1).end();
    if (at < length) {
      whole.add(new Field("cut off", at, length - at, Format.HEX));
    }
    return new Layout(name, whole);
  }
}
