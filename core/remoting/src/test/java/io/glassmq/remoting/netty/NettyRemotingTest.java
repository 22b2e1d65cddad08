package io.glassmq.remoting.netty;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.glassmq.common.Clock;
import io.glassmq.remoting.ChannelEventListener;
import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.RemotingParts;
import io.glassmq.remoting.RequestProcessor;
import io.glassmq.remoting.exception.RemotingConnectException;
import io.glassmq.remoting.exception.RemotingSendRequestException;
import io.glassmq.remoting.exception.RemotingTimeoutException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.SerializeType;
import io.glassmq.remoting.protocol.header.GetMaxOffsetRequestHeader;
import io.glassmq.remoting.protocol.header.GetMaxOffsetResponseHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Server and client on real sockets. */
class NettyRemotingTest {
  private static final long LONG = 10_000;
  private static final RequestCode CODE = RequestCode.GET_MAX_OFFSET;

  private final Gatherer serverEvents = new Gatherer();
  private final Gatherer clientEvents = new Gatherer();
  private final NettyRemotingServer server =
      new NettyRemotingServer(
          NettyServerConfig.of("127.0.0.1", 0),
          serverEvents,
          RemotingParts.defaults(),
          Clock.SYSTEM);
  private NettyRemotingClient client = client(NettyClientConfig.defaults());
  private final ExecutorService pool = Executors.newSingleThreadExecutor();

  /** Remembers who came and who went. */
  private static final class Gatherer implements ChannelEventListener {
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

  private NettyRemotingClient client(NettyClientConfig config) {
    return new NettyRemotingClient(config, clientEvents, RemotingParts.defaults(), Clock.SYSTEM);
  }

  private String serve(RequestProcessor processor) {
    server.registerProcessor(CODE, processor, Runnable::run);
    return listen();
  }

  private String listen() {
    server.start();
    return "127.0.0.1:" + server.localListenPort();
  }

  private static CompletionStage<RemotingCommand> echo(
      RemotingChannel channel, RemotingCommand request) {
    return CompletableFuture.completedFuture(RemotingCommand.success().body(request.body()));
  }

  private static CompletionStage<RemotingCommand> silent(
      RemotingChannel channel, RemotingCommand request) {
    return new CompletableFuture<>();
  }

  private static RemotingCommand request() {
    return RemotingCommand.createRequest(CODE);
  }

  @Nested
  class InvokeSync {
    @ParameterizedTest
    @EnumSource
    void shouldCarryHeaderAndBodyBothWaysInTheFormOfTheClient(SerializeType form) throws Exception {
      var defaults = NettyClientConfig.defaults();
      client = client(new NettyClientConfig(1, defaults.connectTimeoutMillis(), 120, 10, 10, form));
      client.start();
      var seen = new AtomicReference<RemotingCommand>();
      String address =
          serve(
              (channel, request) -> {
                seen.set(request);
                var header = request.decodeHeader(GetMaxOffsetRequestHeader.class);
                return CompletableFuture.completedFuture(
                    RemotingCommand.success()
                        .header(new GetMaxOffsetResponseHeader(header.queueId() + 1L))
                        .body(request.body()));
              });

      var request =
          RemotingCommand.createRequest(CODE, new GetMaxOffsetRequestHeader("T", 41, null))
              .body("über".getBytes(UTF_8));
      var answer = client.invokeSync(address, request, LONG);

      assertThat(answer.decodeHeader(GetMaxOffsetResponseHeader.class).offset()).isEqualTo(42);
      assertThat(answer.body()).asString(UTF_8).isEqualTo("über");
      assertThat(answer.opaque()).isEqualTo(request.opaque());
      assertThat(answer.serializeType()).isEqualTo(form);
      assertThat(seen.get().serializeType()).isEqualTo(form);
    }

    @Test
    void shouldTimeOutWhenNoAnswerComesAndGiveTheConnectionUp() {
      String address = serve(NettyRemotingTest::silent);

      assertThatThrownBy(() -> client.invokeSync(address, request(), 150))
          .isInstanceOf(RemotingTimeoutException.class)
          .hasMessageContaining(address)
          .hasMessageContaining("GET_MAX_OFFSET");

      await().untilAsserted(() -> assertThat(clientEvents.closed).hasSize(1));
    }

    @Test
    void shouldSayWhereItCannotConnectTo() {
      String address = listen();
      server.shutdown();

      assertThatThrownBy(() -> client.invokeSync(address, request(), LONG))
          .isInstanceOf(RemotingConnectException.class)
          .hasMessageContaining(address);
      assertThatThrownBy(() -> client.invokeSync("nonsense", request(), LONG))
          .isInstanceOf(RemotingConnectException.class)
          .hasMessageContaining("nonsense");
    }

    @Test
    void shouldRefuseToBlockTheThreadThatReadsTheAnswers() {
      String address = serve(NettyRemotingTest::echo);

      var nested =
          client
              .invokeAsync(address, request(), LONG)
              .thenApply(
                  answer -> {
                    try {
                      return client.invokeSync(address, request(), LONG);
                    } catch (Exception e) {
                      throw new IllegalArgumentException("not that way", e);
                    }
                  });

      // Only a callback that runs on the I/O thread is refused; on the caller's it may wait.
      assertThat(nested.handle((answer, failure) -> failure))
          .succeedsWithin(5, TimeUnit.SECONDS)
          .satisfiesAnyOf(
              failure -> assertThat(failure).isNull(),
              failure -> assertThat(failure).hasRootCauseInstanceOf(IllegalStateException.class));
    }
  }

  @Nested
  class InvokeAsync {
    @Test
    void shouldMatchAnswersThatComeInAnotherOrder() throws Exception {
      List<Runnable> later = new CopyOnWriteArrayList<>();
      String address =
          serve(
              (channel, request) -> {
                var answer = new CompletableFuture<RemotingCommand>();
                later.add(0, () -> answer.complete(RemotingCommand.success().body(request.body())));
                return answer;
              });
      List<CompletableFuture<RemotingCommand>> answers = new ArrayList<>();
      for (byte i = 0; i < 5; i++) {
        answers.add(client.invokeAsync(address, request().body(new byte[] {i}), LONG));
      }

      await().until(() -> later.size() == 5);
      later.forEach(Runnable::run);

      for (byte i = 0; i < 5; i++) {
        assertThat(answers.get(i).get(5, TimeUnit.SECONDS).body()).containsExactly(i);
      }
    }

    @Test
    void shouldFailAtOnceWhenTheConnectionCloses() {
      String address = serve(NettyRemotingTest::silent);
      var answer = client.invokeAsync(address, request(), LONG);
      await().until(() -> serverEvents.connected.size() == 1);

      serverEvents.connected.get(0).close();

      assertThat(answer)
          .failsWithin(2, TimeUnit.SECONDS)
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(RemotingSendRequestException.class);
    }
  }
}
