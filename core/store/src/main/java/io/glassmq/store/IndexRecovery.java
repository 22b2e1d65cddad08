package io.glassmq.store;

import io.glassmq.store.index.IndexService;
import io.glassmq.store.logfile.MappedFile;
import io.glassmq.store.logfile.MappedFileQueue;
import io.glassmq.store.logfile.MappedSlice;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the index into agreement with the log when a store is opened: files again what it lacks,
 * and takes out what the log has lost.
 *
 * <p>The records are taken as they are: where the log ends is decided by {@link StoreRecovery}
 * alone, and a damaged record far back must cost no more than the entries behind it in its file.
 *
 * <p>Runs once, on the thread that loads the store.
 */
record IndexRecovery(MappedFileQueue log, IndexService index, IndexDispatcher dispatcher) {
  private static final Logger LOG = LoggerFactory.getLogger(IndexRecovery.class);

  /** Files what is missing before {@code end}; from there on recovery dispatches anyhow. */
  void catchUp(long end) throws IOException {
    long from = Math.max(index.incompleteFrom(), log.minOffset());
    for (MappedFile file : log.files()) {
      if (file.endOffset() > from && file.startOffset() < end) {
        catchUp(Math.max(from, file.startOffset()), end);
      }
    }
  }

  private void catchUp(long from, long end) throws IOException {
    MappedSlice slice = log.sliceToFileEnd(from);
    long at = from;
    try {
      var record = new RecordReader(RecordCheck.FORM).read(slice.buffer(), 0, at);
      while (at < end && record != null && record != DispatchRequest.BLANK) {
        dispatcher.dispatch(record);
        at = record.physicalEnd();
        record = new RecordReader(RecordCheck.FORM).read(slice.buffer(), (int) (at - from), at);
      }
      if (at < end && record == null) {
        LOG.warn("{} has no record at {}: the rest of that file is not indexed", log, at);
      }
    } finally {
      slice.release();
    }
  }

  /** Takes out the records from {@code end} on. */
  void truncate(long end) throws IOException {
    if (index.lastUpdatePhyOffset() >= end) {
      index.truncate(end);
      catchUp(end);
    }
  }
}
