package io.glassmq.remoting;

import io.glassmq.labs.contracts.lab02.PendingRequestsContract;

class ResponseTableTest extends PendingRequestsContract {
  @Override
  protected PendingRequests pendingRequests() {
    return new ResponseTable();
  }
}
