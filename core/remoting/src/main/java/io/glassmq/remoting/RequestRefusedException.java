package io.glassmq.remoting;

import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.ResponseCode;
import java.util.Map;

/**
 * A request that cannot be served: which answer it gets, and why. A processor throws it, the server
 * sends it. Costs no stack trace and no line in the log.
 */
public final class RequestRefusedException extends Exception {
  private final ResponseCode code;
  private final transient Map<String, String> fields;

  public RequestRefusedException(ResponseCode code, String remark) {
    this(code, remark, Map.of());
  }

  /**
   * @param fields of the answer's header
   */
  public RequestRefusedException(ResponseCode code, String remark, Map<String, String> fields) {
    super(remark, null, false, false);
    this.code = code;
    this.fields = fields;
  }

  public RemotingCommand toResponse() {
    RemotingCommand answer = RemotingCommand.createResponse(code, getMessage());
    fields.forEach(answer::addField);
    return answer;
  }
}
