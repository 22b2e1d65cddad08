package io.glassmq.remoting.netty;

import io.glassmq.common.Clock;
import io.glassmq.remoting.ChannelEventListener;
import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.RemotingParts;
import io.glassmq.remoting.RequestProcessor;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.TransferBody;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A server and a client on real sockets, stopped after each test. */
abstract class NettyRemotingFixture {
  static final long LONG = 10_000;
  static final RequestCode CODE = RequestCode.GET_MAX_OFFSET;

  final Gatherer serverEvents = new Gatherer();
  final Gatherer clientEvents = new Gatherer();
  final NettyRemotingServer server =
      new NettyRemotingServer(
          NettyServerConfig.of("127.0.0.1", 0),
          serverEvents,
          RemotingParts.defaults(),
          Clock.SYSTEM);
  NettyRemotingClient client = client(NettyClientConfig.defaults(), Clock.SYSTEM);
  final ExecutorService pool = Executors.newSingleThreadExecutor();

  /** Remembers who came and who went. */
  static final class Gatherer implements ChannelEventListener {
    final List<RemotingChannel> connected = new CopyOnWriteArrayList<>();
    final List<RemotingChannel> closed = new CopyOnWriteArrayList<>();

    @Override
    public void onConnect(RemotingChannel channel) {
      connected.add(channel);
    }

    @Override
    public void onClose(RemotingChannel channel) {
      closed.add(channel);
    }
  }

  @BeforeEach
  void start() {
    client.start();
  }

  @AfterEach
  void stop() {
    client.shutdown();
    server.shutdown();
    pool.shutdownNow();
  }

  /** Another client instead of the one that every test starts with. */
  void useClient(NettyClientConfig config) {
    useClient(config, Clock.SYSTEM);
  }

  void useClient(NettyClientConfig config, Clock clock) {
    client.shutdown();
    client = client(config, clock);
    client.start();
  }

  private NettyRemotingClient client(NettyClientConfig config, Clock clock) {
    return new NettyRemotingClient(config, clientEvents, RemotingParts.defaults(), clock);
  }

  String serve(RequestProcessor processor) {
    server.registerProcessor(CODE, processor, Runnable::run);
    return listen();
  }

  String listen() {
    server.start();
    return "127.0.0.1:" + server.localListenPort();
  }

  static CompletionStage<RemotingCommand> echo(RemotingChannel channel, RemotingCommand request) {
    return CompletableFuture.completedFuture(RemotingCommand.success().body(request.body()));
  }

  static CompletionStage<RemotingCommand> silent(RemotingChannel channel, RemotingCommand request) {
    return new CompletableFuture<>();
  }

  static RemotingCommand request() {
    return RemotingCommand.createRequest(CODE);
  }

  /** A body of {@code count} pieces; each holds its number. */
  record Pieces(AtomicInteger released, int count, int pieceBytes) implements TransferBody {
    @Override
    public int size() {
      return count * pieceBytes;
    }

    @Override
    public List<ByteBuffer> buffers() {
      List<ByteBuffer> pieces = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        var piece = ByteBuffer.allocateDirect(pieceBytes);
        while (piece.hasRemaining()) {
          piece.put((byte) i);
        }
        pieces.add(piece.flip());
      }
      return pieces;
    }

    @Override
    public void release() {
      released.incrementAndGet();
    }
  }
}
