package io.glassmq.remoting.netty;

import io.glassmq.common.Clock;
import io.glassmq.common.StepMode;
import io.glassmq.remoting.ChannelEventListener;
import io.glassmq.remoting.RemotingClient;
import io.glassmq.remoting.RemotingParts;
import io.glassmq.remoting.RequestProcessor;
import io.glassmq.remoting.exception.RemotingException;
import io.glassmq.remoting.exception.RemotingSendRequestException;
import io.glassmq.remoting.exception.RemotingTimeoutException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;

/**
 * The calling side over Netty. Everything is asynchronous underneath; a sync call waits for the
 * future of an async one.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.remoting.netty.NettyRemotingClient}.
 */
public final class NettyRemotingClient implements RemotingClient {
  /** A server that kept us waiting for less than this may still be well. */
  private static final long PATIENCE_MILLIS = 100;

  private final NettyClientConfig config;
  private final Clock clock;
  private final RequestDispatcher dispatcher = new RequestDispatcher();
  private final NameServerSelector nameServers = new NameServerSelector(new Random());
  private final ConnectionTable connections;

  public NettyRemotingClient(
      NettyClientConfig config, ChannelEventListener events, RemotingParts parts, Clock clock) {
    this.config = config;
    this.clock = clock;
    this.connections = new ConnectionTable(config, events, parts, clock, dispatcher);
  }

  @Override
  public void start() {
    connections.open();
  }

  @Override
  public void shutdown() {
    connections.close();
  }

  @Override
  public void registerProcessor(RequestCode code, RequestProcessor processor, Executor executor) {
    dispatcher.register(code, processor, executor);
  }

  @Override
  public void updateNameServerAddressList(List<String> addresses) {
    String dropped = nameServers.update(addresses);
    if (dropped != null) {
      connections.close(dropped);
    }
  }

  @Override
  public List<String> getNameServerAddressList() {
    return nameServers.addresses();
  }

  @Override
  public RemotingCommand invokeSync(String address, RemotingCommand request, long timeoutMillis)
      throws RemotingException, InterruptedException {
    connections.requireCallerMayWait();
    return await(call(address, request, timeoutMillis, true));
  }

  @Override
  public CompletableFuture<RemotingCommand> invokeAsync(
      String address, RemotingCommand request, long timeoutMillis) {
    return call(address, request, timeoutMillis, false);
  }

  @Override
  public void invokeOneway(String address, RemotingCommand request, long timeoutMillis)
      throws RemotingException, InterruptedException {
    connections.requireCallerMayWait();
    long deadline = clock.millis() + StepMode.limitMillis(timeoutMillis);
    NettyChannel channel = await(connections.get(chosen(address), deadline));
    channel.tell(request.serializeType(config.serializeType()), deadline - clock.millis());
  }

  private CompletableFuture<RemotingCommand> call(
      String address, RemotingCommand request, long timeoutMillis, boolean sync) {
    long deadline = clock.millis() + StepMode.limitMillis(timeoutMillis);
    request.serializeType(config.serializeType());
    var call = new Call(chosen(address), deadline, sync, new CompletableFuture<>());
    send(call, request, false);
    return call.result;
  }

  private String chosen(String address) {
    return address != null ? address : nameServers.select(connections::isAliveOrComing);
  }

  /** One call of a user; it may take two requests. */
  private record Call(
      String address,
      long deadlineMillis,
      boolean sync,
      CompletableFuture<RemotingCommand> result) {}

  private void send(Call call, RemotingCommand request, boolean again) {
    connections
        .get(call.address, call.deadlineMillis)
        .whenComplete(
            (channel, noConnection) -> {
              if (noConnection != null) {
                call.result.completeExceptionally(noConnection);
                return;
              }
              long leftMillis = call.deadlineMillis - clock.millis();
              channel
                  .call(request, call.deadlineMillis)
                  .whenComplete(
                      (answer, failure) -> {
                        if (failure != null) {
                          failed(call, request, channel, leftMillis, failure);
                        } else {
                          answered(call, request, channel, answer, again);
                        }
                      });
            });
  }

  /** A server that shuts down sends us away: once we come back, on a new connection. */
  private void answered(
      Call call,
      RemotingCommand request,
      NettyChannel channel,
      RemotingCommand answer,
      boolean again) {
    if (answer.responseCode() != ResponseCode.GO_AWAY) {
      call.result.complete(answer);
    } else if (again) {
      call.result.completeExceptionally(
          new RemotingSendRequestException(call.address + " sent us away twice"));
    } else {
      connections.forget(call.address, channel);
      send(call, request.again(), true);
    }
  }

  /**
   * A connection on which a sync call got no answer in fair time is given up; but not while others
   * get theirs on it: they would all fail, and the server would have to do their work again.
   */
  private void failed(
      Call call,
      RemotingCommand request,
      NettyChannel channel,
      long leftMillis,
      Throwable failure) {
    if (!(failure instanceof RemotingTimeoutException)) {
      call.result.completeExceptionally(failure);
      return;
    }
    long sentMillis = call.deadlineMillis - leftMillis;
    if (call.sync && leftMillis > PATIENCE_MILLIS && channel.isSilentSince(sentMillis)) {
      channel.close();
    }
    call.result.completeExceptionally(
        new RemotingTimeoutException(
            call.address + " did not answer " + request.requestCode() + " within its time limit",
            failure));
  }

  private static <T> T await(CompletableFuture<T> future)
      throws RemotingException, InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RemotingException known) {
        throw known;
      }
      throw new IllegalStateException("a remote call failed in an unknown way", e.getCause());
    }
  }
}
