package io.glassmq.broker;

import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.ResponseCode;

/** A request that cannot be served: which answer it gets, and why. Costs no stack trace. */
public class RequestRefusedException extends Exception {
  private final ResponseCode code;

  public RequestRefusedException(ResponseCode code, String remark) {
    super(remark, null, false, false);
    this.code = code;
  }

  public RemotingCommand toResponse() {
    return RemotingCommand.createResponse(code, getMessage());
  }
}
