package io.glassmq.store;

import io.glassmq.common.Clock;
import io.glassmq.store.logfile.DiskSpace;
import io.glassmq.store.logfile.FileLayer;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees a full disk coming and raises the flags that keep senders away; they fall when there is room
 * again. A mapped file takes its disk space page by page while it is written, and where there is
 * none left the write itself cannot say so cleanly; so ask before.
 *
 * <p>A disk is full above {@code diskSpaceWarningLevelRatio} percent, and has room again when
 * cleaning would stop, at {@code diskSpaceCleanForciblyRatio}: between the two nothing changes, so
 * that senders do not run against a door that opens and closes. Whatever the percents say, a disk
 * with less than {@link #RESERVE_BYTES} left is full.
 *
 * <p>Called by senders and by the cleaning service; two that look at once do no harm.
 */
final class DiskGuard {
  private static final Logger LOG = LoggerFactory.getLogger(DiskGuard.class);

  /** Room that must be left: what all senders together may write until the next look. */
  static final long RESERVE_BYTES = 64 << 20;

  private static final long LOOK_EVERY_BYTES = 16 << 20;
  private static final long LOOK_EVERY_MILLIS = 1_000;
  private static final int ANY_DISK_FULL = RunningFlags.DISK_FULL | RunningFlags.LOGIC_DISK_FULL;

  private final StoreConfig config;
  private final FileLayer files;
  private final RunningFlags flags;
  private final Clock clock;
  private volatile long nextLookOffset;
  private volatile long lastLookMillis;

  DiskGuard(StoreConfig config, FileLayer files, RunningFlags flags, Clock clock) {
    this.config = config;
    this.files = files;
    this.flags = flags;
    this.clock = clock;
  }

  /** Looks again if much was written since the last time, or if a full disk may have room again. */
  void lookIfDue(long logOffset) {
    boolean due =
        flags.has(ANY_DISK_FULL)
            ? Math.abs(clock.millis() - lastLookMillis) >= LOOK_EVERY_MILLIS
            : logOffset >= nextLookOffset;
    if (due) {
      nextLookOffset = logOffset + LOOK_EVERY_BYTES;
      look();
    }
  }

  /**
   * Looks at the disk of the log and at that of everything else, which are often the same.
   *
   * @return how full the fuller one is, in percent
   */
  double look() {
    lastLookMillis = clock.millis();
    double log = look(config.commitLog(), RunningFlags.DISK_FULL);
    return Math.max(log, look(config.root(), RunningFlags.LOGIC_DISK_FULL));
  }

  private double look(Path path, int flag) {
    DiskSpace space;
    try {
      space = files.space(path);
    } catch (IOException e) {
      LOG.error("The disk of {} does not tell how full it is", path, e);
      return 0;
    }
    double percent = space.usedRatio() * 100;
    int limit =
        flags.has(flag)
            ? config.retention().deleteForciblyPercent()
            : config.retention().diskFullPercent();
    boolean full = percent > limit || space.usableBytes() < RESERVE_BYTES;
    if (flags.set(flag, full)) {
      String state = full ? "is full, no messages are taken" : "has room again";
      LOG.warn(
          "The disk of {} {}: {} % used (diskSpaceWarningLevelRatio {}), {} MiB left",
          path,
          state,
          Math.round(percent),
          config.retention().diskFullPercent(),
          space.usableBytes() >> 20);
    }
    return percent;
  }
}
