package io.glassmq.solutions.lab06;

import io.glassmq.labs.contracts.lab06.CommitLogRecoveryContract;
import io.glassmq.store.CommitLogRecovery;
import io.glassmq.store.DispatchRequest;
import io.glassmq.store.RecordCheck;
import java.nio.ByteBuffer;

/** Binds the contract to your classes. */
class MyCommitLogRecoveryTest extends CommitLogRecoveryContract {

  @Override
  protected DispatchRequest read(RecordCheck check, ByteBuffer in, int at, long physicalOffset) {
    return new MyRecordReader(check).read(in, at, physicalOffset);
  }

  @Override
  protected CommitLogRecovery recovery() {
    return new MyCommitLogRecovery();
  }
}
