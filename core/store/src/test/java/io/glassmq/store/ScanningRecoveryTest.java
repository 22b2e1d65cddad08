package io.glassmq.store;

class ScanningRecoveryTest extends CommitLogRecoveryContract {

  @Override
  CommitLogRecovery recovery() {
    return new ScanningRecovery();
  }
}
