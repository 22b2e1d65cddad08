package io.glassmq.client.fake;

import io.glassmq.common.thread.NamedThreadFactory;
import io.glassmq.remoting.RemotingClient;
import io.glassmq.remoting.RequestProcessor;
import io.glassmq.remoting.exception.RemotingConnectException;
import io.glassmq.remoting.exception.RemotingException;
import io.glassmq.remoting.exception.RemotingSendRequestException;
import io.glassmq.remoting.exception.RemotingTimeoutException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RequestCode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One client's connections to a {@link FakeCluster}. */
final class FakeRemotingClient implements RemotingClient {
  private final FakeCluster cluster;
  private final Map<RequestCode, RequestProcessor> processors = new ConcurrentHashMap<>();
  private final ExecutorService io =
      Executors.newSingleThreadExecutor(new NamedThreadFactory("fake-io-"));

  FakeRemotingClient(FakeCluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public void start() {
    cluster.clients.add(this);
  }

  @Override
  public void shutdown() {
    cluster.clients.remove(this);
    io.shutdown();
  }

  @Override
  public void updateNameServerAddressList(List<String> addresses) {}

  @Override
  public List<String> getNameServerAddressList() {
    return List.of("fake:9876");
  }

  @Override
  public void registerProcessor(RequestCode code, RequestProcessor processor, Executor executor) {
    processors.put(code, processor);
  }

  void notifyConsumerIdsChanged() {
    io.execute(
        () -> {
          try {
            processors
                .get(RequestCode.NOTIFY_CONSUMER_IDS_CHANGED)
                .process(
                    null, RemotingCommand.createRequest(RequestCode.NOTIFY_CONSUMER_IDS_CHANGED));
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  /** A server asks the client back; the answer may come later, or be null. */
  CompletableFuture<RemotingCommand> asked(RemotingCommand request) {
    return CompletableFuture.supplyAsync(
            () -> {
              try {
                return processors.get(request.requestCode()).process(null, request);
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            },
            io)
        .thenCompose(answer -> answer);
  }

  private CompletableFuture<RemotingCommand> ask(String address, RemotingCommand request) {
    if (cluster.down.contains(String.valueOf(address))) {
      cluster.failed(request);
      return CompletableFuture.failedFuture(
          new RemotingConnectException("connect to " + address + " failed"));
    }
    try {
      return cluster.answer(this, address, request);
    } catch (Exception e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public RemotingCommand invokeSync(String address, RemotingCommand request, long timeoutMillis)
      throws RemotingException, InterruptedException {
    try {
      return ask(address, request).get(timeoutMillis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new RemotingTimeoutException("no answer from " + address);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RemotingException remoting) {
        throw remoting;
      }
      throw new RemotingSendRequestException("the fake failed", e);
    }
  }

  @Override
  public CompletableFuture<RemotingCommand> invokeAsync(
      String address, RemotingCommand request, long timeoutMillis) {
    var result = new CompletableFuture<RemotingCommand>();
    ask(address, request)
        .whenComplete(
            (response, failure) -> {
              if (!io.isShutdown()) {
                io.execute(
                    () -> {
                      if (failure == null) {
                        result.complete(response);
                      } else {
                        result.completeExceptionally(failure);
                      }
                    });
              }
            });
    return result;
  }

  @Override
  public void invokeOneway(String address, RemotingCommand request, long timeoutMillis)
      throws RemotingException {
    ask(address, request);
  }
}
