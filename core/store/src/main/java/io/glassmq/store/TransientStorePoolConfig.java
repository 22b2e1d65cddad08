package io.glassmq.store;

import io.glassmq.common.config.ConfigException;
import io.glassmq.common.config.ConfigReader;

/**
 * The settings of the write buffer outside of the heap.
 *
 * @param enabled {@code transientStorePoolEnable}: whether records are appended to a buffer outside
 *     of the heap, instead of to the mapped file; only with async flush
 * @param buffers {@code transientStorePoolSize}: how many buffers there are, each as large as a
 *     file of the log
 * @param failFast {@code fastFailIfNoBufferInStorePool}: whether a sender who finds no buffer free
 *     is refused; otherwise it waits for one
 * @param commitMillis {@code commitIntervalCommitLog}: milliseconds between two rounds of handing
 *     the buffer to the file
 * @param commitLeastPages {@code commitCommitLogLeastPages}: pages of 4 KiB that must wait for a
 *     round to hand the buffer over
 * @param commitThoroughMillis {@code commitCommitLogThoroughInterval}: milliseconds after which a
 *     round hands the buffer over in any case
 */
public record TransientStorePoolConfig(
    boolean enabled,
    int buffers,
    boolean failFast,
    int commitMillis,
    int commitLeastPages,
    int commitThoroughMillis) {

  /** Reads the settings under their official keys. */
  static TransientStorePoolConfig read(ConfigReader in, FlushDiskType flushDiskType) {
    var config =
        new TransientStorePoolConfig(
            in.booleanValue("transientStorePoolEnable", false),
            in.intValue("transientStorePoolSize", 5, 1, 1_000),
            in.booleanValue("fastFailIfNoBufferInStorePool", false),
            in.intValue("commitIntervalCommitLog", 200, 1, 60_000),
            in.intValue("commitCommitLogLeastPages", 4, 0, 1 << 18),
            in.intValue("commitCommitLogThoroughInterval", 200, 1, 3_600_000));
    if (config.enabled && flushDiskType != FlushDiskType.ASYNC_FLUSH) {
      throw new ConfigException(
          "transientStorePoolEnable = true: with flushDiskType = "
              + flushDiskType
              + " it would promise what it cannot keep; set ASYNC_FLUSH, or false here.");
    }
    return config;
  }
}
