package io.glassmq.client.impl;

import io.glassmq.client.ClientConfig;
import io.glassmq.remoting.HookedRemotingClient;
import io.glassmq.remoting.RPCHook;
import io.glassmq.remoting.RemotingClient;
import io.glassmq.remoting.protocol.RemotingCommand;

/**
 * What some clients say of themselves in every request: the namespace that they live in ({@code
 * nsd}, {@code ns}), or that they ask when they like ({@code ReqT}).
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.client.rpchook.NamespaceRpcHook} and {@code
 * org.apache.rocketmq.remoting.rpchook.StreamTypeRPCHook}.
 */
public record ClientFields(ClientConfig config) implements RPCHook {

  /** The same client, or one that adds the fields before any other hook sees a request. */
  public static RemotingClient added(RemotingClient client, ClientConfig config) {
    boolean none = config.getNamespaceV2() == null && !config.isEnableStreamRequestType();
    return none ? client : new HookedRemotingClient(client, new ClientFields(config));
  }

  @Override
  public void doBeforeRequest(String remoteAddr, RemotingCommand request) {
    if (config.getNamespaceV2() != null) {
      request.addField("nsd", "true").addField("ns", config.getNamespaceV2());
    }
    if (config.isEnableStreamRequestType()) {
      request.addField("ReqT", "0");
    }
  }

  @Override
  public void doAfterResponse(
      String remoteAddr, RemotingCommand request, RemotingCommand response) {}
}
