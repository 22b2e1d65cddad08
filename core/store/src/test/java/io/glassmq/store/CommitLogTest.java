package io.glassmq.store;

class CommitLogTest extends AppendPathContract {

  @Override
  AppendPath.Factory factory() {
    return CommitLog::new;
  }
}
