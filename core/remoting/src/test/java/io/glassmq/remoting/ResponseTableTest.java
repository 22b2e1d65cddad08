package io.glassmq.remoting;

class ResponseTableTest extends PendingRequestsContract {
  @Override
  PendingRequests pendingRequests() {
    return new ResponseTable();
  }
}
