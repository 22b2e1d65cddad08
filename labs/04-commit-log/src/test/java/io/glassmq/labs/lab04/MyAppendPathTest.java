package io.glassmq.labs.lab04;

import io.glassmq.labs.contracts.lab04.AppendPathContract;
import io.glassmq.store.AppendPath;

/** The tests of lab 04, for your class. */
class MyAppendPathTest extends AppendPathContract {

  @Override
  protected AppendPath.Factory factory() {
    return MyAppendPath::new;
  }
}
