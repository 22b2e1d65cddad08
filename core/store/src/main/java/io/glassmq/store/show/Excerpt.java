package io.glassmq.store.show;

import io.glassmq.common.layout.Layout;
import java.nio.ByteBuffer;

/**
 * A structure as it lies in a file.
 *
 * @param file relative to the store folder
 * @param position of its first byte in the file
 * @param layout of the bytes that are there, which may be fewer than it should be
 */
public record Excerpt(String file, long position, Layout layout, ByteBuffer bytes) {

  /** What the field of this name says; empty if it is not there. */
  public String value(String field) {
    return layout.fields().stream()
        .filter(one -> one.name().equals(field))
        .map(one -> one.value(bytes))
        .findFirst()
        .orElse("");
  }
}
