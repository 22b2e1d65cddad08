package io.glassmq.labs.contracts.lab04;

import io.glassmq.store.AppendPath;
import io.glassmq.store.StoreParts;

/** The reference keeps the contract. */
class CommitLogTest extends AppendPathContract {

  @Override
  protected AppendPath.Factory factory() {
    return StoreParts.defaults().appendPath();
  }
}
