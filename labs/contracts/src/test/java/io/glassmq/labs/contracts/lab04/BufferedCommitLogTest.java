package io.glassmq.labs.contracts.lab04;

import io.glassmq.store.AppendPath;
import io.glassmq.store.StoreParts;
import io.glassmq.store.logfile.BufferedTail;
import io.glassmq.store.logfile.LogTail;
import io.glassmq.store.logfile.MappedFileQueue;
import io.glassmq.store.logfile.TransientStorePool;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The reference keeps the contract when records go to a write buffer first, too. */
class BufferedCommitLogTest extends AppendPathContract {
  private BufferedTail tail;

  @Override
  protected AppendPath.Factory factory() {
    return StoreParts.defaults().appendPath();
  }

  @Override
  protected LogTail tail(MappedFileQueue to) {
    tail = new BufferedTail(to, new TransientStorePool(2, to.fileSize()), false, () -> {});
    tail.start();
    return tail;
  }

  @Override
  protected void commit() {
    try {
      tail.commit(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
