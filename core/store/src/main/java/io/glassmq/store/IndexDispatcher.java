package io.glassmq.store;

import io.glassmq.store.index.IndexService;
import java.io.IOException;

/**
 * Files each record of the log in the index, under all its keys. While that fails, the store takes
 * no messages: nobody could find them.
 *
 * <p>Called on the dispatch thread, during recovery on the thread that loads the store. Official
 * counterpart: {@code org.apache.rocketmq.store.DefaultMessageStore$CommitLogDispatcherBuildIndex}.
 */
record IndexDispatcher(IndexService index, RunningFlags flags) implements CommitLogDispatcher {

  @Override
  public void dispatch(DispatchRequest record) throws IOException {
    boolean filed = false;
    try {
      index.put(record.physicalOffset(), record.storeTimestamp(), IndexKeys.of(record));
      filed = true;
    } finally {
      if (!filed || flags.has(RunningFlags.WRITE_INDEX_FILE_ERROR)) {
        flags.set(RunningFlags.WRITE_INDEX_FILE_ERROR, !filed);
      }
    }
  }
}
