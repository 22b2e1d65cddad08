package io.glassmq.store.logfile;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The store's way to the disk: maps files, and knows how much room there is. A seam: tests put a
 * disk behind it that is full, slow or broken.
 *
 * <p>Thread-safe.
 */
public interface FileLayer {

  /** The disks of this machine. */
  FileLayer DISK = new DiskFileLayer();

  /**
   * Maps the first {@code size} bytes of a file. A missing or shorter one grows with zeros that
   * take no room on the disk yet.
   */
  FilePages map(Path path, int size) throws IOException;

  /** How much room there is where the path lies. */
  DiskSpace space(Path path) throws IOException;
}
