package io.glassmq.client.impl;

import io.glassmq.client.ClientConfig;
import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.remoting.RemotingClient;
import io.glassmq.remoting.exception.RemotingException;
import io.glassmq.remoting.protocol.CommandCustomHeader;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.RequestCode;

/**
 * A question to a server and its answer: the request made, the time-out set, a refusal told from an
 * answer. What all the API classes have in common.
 *
 * <p>Thread-safe.
 *
 * @param remoting asks
 * @param config tells the time-out of every call that is given none of its own
 */
record ServerCalls(RemotingClient remoting, ClientConfig config) {
  /** The address that means "whichever name server is in use". */
  static final String NAME_SERVER = null;

  /** The answer, which is no refusal. */
  RemotingCommand call(String address, RequestCode code, CommandCustomHeader header)
      throws RemotingException, MQBrokerException, InterruptedException {
    return successful(address, invoke(address, code, header));
  }

  /** The answer, whatever it is. */
  RemotingCommand invoke(String address, RequestCode code, CommandCustomHeader header)
      throws RemotingException, InterruptedException {
    return invoke(address, RemotingCommand.createRequest(code, header));
  }

  RemotingCommand invoke(String address, RemotingCommand request)
      throws RemotingException, InterruptedException {
    return remoting.invokeSync(address, request, config.getMqClientApiTimeout());
  }

  static RemotingCommand successful(String address, RemotingCommand response)
      throws MQBrokerException {
    if (!response.isSuccess()) {
      throw new MQBrokerException(response.code(), response.remark(), address);
    }
    return response;
  }

  static <T> T body(RemotingCommand response, Class<T> type) throws RemotingException {
    return RemotingSerializable.decode(response.body(), type);
  }
}
