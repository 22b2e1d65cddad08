package io.glassmq.labs.contracts.lab06;

import io.glassmq.store.CommitLogRecovery;
import io.glassmq.store.DispatchRequest;
import io.glassmq.store.RecordCheck;
import io.glassmq.store.RecordReader;
import io.glassmq.store.StoreParts;
import java.nio.ByteBuffer;

class ScanningRecoveryTest extends CommitLogRecoveryContract {

  @Override
  protected DispatchRequest read(RecordCheck check, ByteBuffer in, int at, long physicalOffset) {
    return new RecordReader(check).read(in, at, physicalOffset);
  }

  @Override
  protected CommitLogRecovery recovery() {
    return StoreParts.defaults().recovery();
  }
}
