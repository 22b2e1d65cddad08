package io.glassmq.store.logfile;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How full a disk (or its partition) is.
 *
 * @param totalBytes all of it
 * @param freeBytes not in use by anybody
 * @param usableBytes what this process may take of it: some is set aside for others
 */
public record DiskSpace(long totalBytes, long freeBytes, long usableBytes) {

  /** The disk on which an existing file or folder lies. */
  public static DiskSpace of(Path path) throws IOException {
    FileStore disk = Files.getFileStore(path);
    return new DiskSpace(disk.getTotalSpace(), disk.getUnallocatedSpace(), disk.getUsableSpace());
  }

  /**
   * The used share of what this process could ever have, 0 to 1: the figure that {@code df} prints.
   */
  public double usedRatio() {
    double used = totalBytes - freeBytes;
    return used / Math.max(1, used + usableBytes);
  }
}
