package io.glassmq.store.index;

import io.glassmq.store.logfile.MappedFile;
import java.io.IOException;
import java.util.BitSet;

/**
 * Which pages of a sparse file surely have their disk blocks. A page gets its block when it is
 * about to be written for the first time, by a system call: a mapped write to a page without one
 * has no way to say that the disk is full.
 *
 * <p>Used by the one thread that writes the file.
 */
final class ReservedPages {
  private final MappedFile file;
  private final BitSet reserved = new BitSet();

  ReservedPages(MappedFile file) {
    this.file = file;
  }

  /**
   * @param pages to reserve at a time, 1 or more
   * @throws IOException if the disk has no room
   */
  void ensure(int at, int length, int pages) throws IOException {
    int first = at / MappedFile.PAGE_BYTES;
    int end = (at + length - 1) / MappedFile.PAGE_BYTES + 1;
    if (!isReserved(first, end)) {
      end = Math.max(end, first + pages);
      file.reserve(first * MappedFile.PAGE_BYTES, end * MappedFile.PAGE_BYTES);
      reserved.set(first, end);
    }
  }

  /** Page by page: a search for the next free one would run through all that follow. */
  private boolean isReserved(int first, int end) {
    int page = first;
    while (page < end && reserved.get(page)) {
      page++;
    }
    return page == end;
  }
}
