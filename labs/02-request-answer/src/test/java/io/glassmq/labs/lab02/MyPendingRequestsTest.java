package io.glassmq.labs.lab02;

import io.glassmq.labs.contracts.lab02.PendingRequestsContract;
import io.glassmq.remoting.PendingRequests;

/** The tests of lab 02, for your class. */
class MyPendingRequestsTest extends PendingRequestsContract {

  @Override
  protected PendingRequests pendingRequests() {
    return new MyPendingRequests();
  }
}
