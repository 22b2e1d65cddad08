package io.glassmq.store;

import java.io.IOException;

/** Brings something to the disk. A seam: tests count how often. */
@FunctionalInterface
interface FlushAction {

  /**
   * @param leastPages do nothing if fewer pages wait; 0 to flush whatever waits
   * @return whether nothing waits any more
   */
  boolean flush(int leastPages) throws IOException;
}
