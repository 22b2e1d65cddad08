package io.glassmq.labs.contracts.lab05;

import io.glassmq.store.logfile.DiskSpace;
import io.glassmq.store.logfile.FileLayer;
import io.glassmq.store.logfile.FilePages;
import io.glassmq.store.logfile.ForwardingPages;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The disk, with a count of the files that are mapped: one whose slices were not all released stays
 * mapped for ever. Used by one thread.
 */
final class CountingDisk implements FileLayer {
  private int mapped;

  int mapped() {
    return mapped;
  }

  @Override
  public FilePages map(Path path, int size) throws IOException {
    mapped++;
    return new Counted(DISK.map(path, size));
  }

  @Override
  public DiskSpace space(Path path) throws IOException {
    return DISK.space(path);
  }

  private final class Counted extends ForwardingPages {
    Counted(FilePages pages) {
      super(pages);
    }

    @Override
    public void unmap() {
      mapped--;
      super.unmap();
    }
  }
}
