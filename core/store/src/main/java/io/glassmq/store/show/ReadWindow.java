package io.glassmq.store.show;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Keeps the bytes that were read last, for those who go through a file step by step. */
final class ReadWindow {
  private static final int WINDOW_BYTES = 256 << 10;

  /** Where the bytes come from. */
  interface Source {
    ByteBuffer read(long offset, long length) throws IOException;
  }

  private final Source source;
  private ByteBuffer window = ByteBuffer.allocate(0);
  private long start;

  ReadWindow(Source source) {
    this.source = source;
  }

  /** Up to {@code length} bytes from here on. */
  ByteBuffer bytes(long offset, long length) throws IOException {
    long skip = offset - start;
    if (skip < 0 || skip + length > window.limit()) {
      window = source.read(offset, Math.max(length, WINDOW_BYTES));
      start = offset;
      skip = 0;
    }
    return window.slice((int) skip, (int) Math.min(length, window.limit() - skip));
  }
}
