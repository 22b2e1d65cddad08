package io.glassmq.remoting.netty;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.glassmq.remoting.exception.RemotingConnectException;
import io.glassmq.remoting.exception.RemotingTimeoutException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.SerializeType;
import io.glassmq.remoting.protocol.header.GetMaxOffsetRequestHeader;
import io.glassmq.remoting.protocol.header.GetMaxOffsetResponseHeader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls that wait for their answer, on real sockets. */
class InvokeSyncTest extends NettyRemotingFixture {
  /** Who gets no answer for so long gives the connection up. */
  private static final long FAIR_MILLIS = 200;

  @ParameterizedTest
  @EnumSource
  void shouldCarryHeaderAndBodyBothWaysInTheFormOfTheClient(SerializeType form) throws Exception {
    var defaults = NettyClientConfig.defaults();
    useClient(new NettyClientConfig(1, defaults.connectTimeoutMillis(), 120, 10, 10, form));
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
  void shouldTimeOutWhenNoAnswerComesAndGiveTheConnectionUp() throws Exception {
    var slow = new SlowServer();

    var call = slow.invokeSync();
    slow.letTheCallTimeOut();

    assertThat(call.get(LONG, TimeUnit.MILLISECONDS))
        .isInstanceOf(RemotingTimeoutException.class)
        .hasMessageContaining(slow.address)
        .hasMessageContaining("GET_MAX_OFFSET");
    await().untilAsserted(() -> assertThat(clientEvents.closed).hasSize(1));
  }

  @Test
  void shouldKeepAConnectionThatAnswersOthersWhenOneCallGetsNoAnswer() throws Exception {
    var slow = new SlowServer();
    var waiting = client.invokeAsync(slow.address, request(), LONG);

    var call = slow.invokeSync();
    slow.answerAnother();
    slow.letTheCallTimeOut();

    assertThat(call.get(LONG, TimeUnit.MILLISECONDS)).isInstanceOf(RemotingTimeoutException.class);
    slow.answerAnother();
    assertThat(clientEvents.closed).isEmpty();
    assertThat(waiting).isNotDone();
  }

  /** Answers one kind of request only; the client's time stands still while nobody turns it. */
  private final class SlowServer {
    private final AtomicLong nowMillis = new AtomicLong(1_795_324_000_000L);
    private final AtomicInteger asked = new AtomicInteger();
    private final String address;

    SlowServer() {
      useClient(NettyClientConfig.defaults(), nowMillis::get);
      server.registerProcessor(
          RequestCode.GET_MIN_OFFSET, NettyRemotingFixture::echo, Runnable::run);
      address =
          serve(
              (channel, request) -> {
                asked.incrementAndGet();
                return new CompletableFuture<>();
              });
    }

    void answerAnother() throws Exception {
      client.invokeSync(address, RemotingCommand.createRequest(RequestCode.GET_MIN_OFFSET), LONG);
    }

    /** Begins a call that will get no answer; it is on its way when this returns. */
    Future<Throwable> invokeSync() throws Exception {
      answerAnother(); // so there is a connection, and what was sent before has been read
      nowMillis.incrementAndGet();
      int before = asked.get();
      Future<Throwable> call =
          pool.submit(
              () -> catchThrowable(() -> client.invokeSync(address, request(), FAIR_MILLIS)));
      await().until(() -> asked.get() > before);
      return call;
    }

    void letTheCallTimeOut() {
      nowMillis.addAndGet(FAIR_MILLIS);
    }
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
  void shouldRefuseToBlockTheThreadThatReadsTheAnswers() throws Exception {
    var release = new CompletableFuture<RemotingCommand>();
    String address = serve((channel, request) -> release);
    var nested =
        client
            .invokeAsync(address, request(), LONG)
            .thenApply(answer -> catchThrowable(() -> client.invokeSync(address, request(), LONG)));

    release.complete(RemotingCommand.success());

    assertThat(nested.get(5, TimeUnit.SECONDS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("NettyClientSelector_1");
  }
}
