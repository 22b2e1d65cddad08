package io.glassmq.store;

import io.glassmq.store.logfile.MappedFileQueue;
import java.io.IOException;
import java.util.function.LongSupplier;

/**
 * One flush of the log: brings it to the disk and notes in the checkpoint how far.
 *
 * <p>After a failure the store takes nothing more until it is opened anew: nobody knows which pages
 * the disk has, and the operating system tells of a lost page only once.
 *
 * <p>Called by the flush services and by whoever shuts down.
 *
 * @param newestStoreTimestamp of what is in the files of the log, ms since 1970
 */
record LogFlush(
    MappedFileQueue log,
    StoreCheckpoint checkpoint,
    RunningFlags flags,
    LongSupplier newestStoreTimestamp)
    implements FlushRealTimeService.Action {

  @Override
  public boolean flush(int leastPages) throws IOException {
    long storeTimestamp = newestStoreTimestamp.getAsLong();
    try {
      if (log.flush(leastPages)) {
        checkpoint.logFlushed(storeTimestamp);
      }
    } catch (IOException | InternalError e) {
      flags.set(RunningFlags.NOT_WRITEABLE, true);
      throw e;
    }
    return log.flushedOffset() == log.maxOffset();
  }
}
