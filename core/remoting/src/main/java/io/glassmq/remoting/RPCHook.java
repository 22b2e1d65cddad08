package io.glassmq.remoting;

import io.glassmq.remoting.protocol.RemotingCommand;

/**
 * Sees every request before it leaves and every answer before its caller does; may add fields.
 *
 * <p>Called on the threads that ask; for asynchronous answers on an I/O thread, which must not be
 * blocked. Official counterpart: {@code org.apache.rocketmq.remoting.RPCHook}.
 */
public interface RPCHook {
  /**
   * @param remoteAddr null for the name server
   */
  void doBeforeRequest(String remoteAddr, RemotingCommand request);

  void doAfterResponse(String remoteAddr, RemotingCommand request, RemotingCommand response);
}
