package io.glassmq.remoting;

import io.glassmq.remoting.exception.RemotingException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RequestCode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * A client whose requests and answers pass a hook. Of several, one around the other, the outermost
 * sees a request first. Thread-safe.
 */
public final class HookedRemotingClient implements RemotingClient {
  private final RemotingClient client;
  private final RPCHook hook;

  public HookedRemotingClient(RemotingClient client, RPCHook hook) {
    this.client = client;
    this.hook = hook;
  }

  @Override
  public RemotingCommand invokeSync(String address, RemotingCommand request, long timeoutMillis)
      throws RemotingException, InterruptedException {
    hook.doBeforeRequest(address, request);
    RemotingCommand response = client.invokeSync(address, request, timeoutMillis);
    hook.doAfterResponse(address, request, response);
    return response;
  }

  @Override
  public CompletableFuture<RemotingCommand> invokeAsync(
      String address, RemotingCommand request, long timeoutMillis) {
    try {
      hook.doBeforeRequest(address, request);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(new RemotingException("A hook failed: " + e, e));
    }
    return client
        .invokeAsync(address, request, timeoutMillis)
        .thenApply(
            response -> {
              hook.doAfterResponse(address, request, response);
              return response;
            });
  }

  @Override
  public void invokeOneway(String address, RemotingCommand request, long timeoutMillis)
      throws RemotingException, InterruptedException {
    hook.doBeforeRequest(address, request);
    client.invokeOneway(address, request, timeoutMillis);
  }

  @Override
  public void start() {
    client.start();
  }

  @Override
  public void updateNameServerAddressList(List<String> addresses) {
    client.updateNameServerAddressList(addresses);
  }

  @Override
  public List<String> getNameServerAddressList() {
    return client.getNameServerAddressList();
  }

  @Override
  public void shutdown() {
    client.shutdown();
  }

  @Override
  public void registerProcessor(RequestCode code, RequestProcessor processor, Executor executor) {
    client.registerProcessor(code, processor, executor);
  }
}
