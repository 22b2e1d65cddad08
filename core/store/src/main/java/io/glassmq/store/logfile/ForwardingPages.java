package io.glassmq.store.logfile;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The pages of another {@link FileLayer}, as they are. Whoever puts a disk of its own behind the
 * store, one that counts or fails, overrides what it cares for.
 *
 * <p>Threads: as {@link FilePages} says.
 */
public abstract class ForwardingPages implements FilePages {
  private final FilePages pages;

  /**
   * @param pages all calls go on to
   */
  protected ForwardingPages(FilePages pages) {
    this.pages = pages;
  }

  @Override
  public ByteBuffer buffer() {
    return pages.buffer();
  }

  @Override
  public void put(int at, ByteBuffer bytes) {
    pages.put(at, bytes);
  }

  @Override
  public void write(int at, ByteBuffer bytes) throws IOException {
    pages.write(at, bytes);
  }

  @Override
  public void force(int at, int length) throws IOException {
    pages.force(at, length);
  }

  @Override
  public void unmap() {
    pages.unmap();
  }
}
