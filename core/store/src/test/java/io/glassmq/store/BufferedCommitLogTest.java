package io.glassmq.store;

import io.glassmq.store.logfile.BufferedTail;
import io.glassmq.store.logfile.LogTail;
import io.glassmq.store.logfile.MappedFileQueue;
import io.glassmq.store.logfile.TransientStorePool;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The same rules hold when records go to a write buffer first. */
class BufferedCommitLogTest extends AppendPathContract {
  private BufferedTail tail;

  @Override
  AppendPath.Factory factory() {
    return CommitLog::new;
  }

  @Override
  LogTail tail(MappedFileQueue to) {
    tail = new BufferedTail(to, new TransientStorePool(2, to.fileSize()), false, () -> {});
    tail.start();
    return tail;
  }

  @Override
  void commit() {
    try {
      tail.commit(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
