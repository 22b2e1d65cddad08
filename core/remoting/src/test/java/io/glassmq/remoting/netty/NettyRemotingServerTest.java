package io.glassmq.remoting.netty;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.glassmq.common.Clock;
import io.glassmq.remoting.ChannelEventListener;
import io.glassmq.remoting.RemotingParts;
import io.glassmq.remoting.RequestRefusedException;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The listening side on real sockets. */
class NettyRemotingServerTest extends NettyRemotingFixture {

  @Nested
  class Answers {
    @Test
    void shouldSayThatACodeIsNotServed() throws Exception {
      var answer = client.invokeSync(listen(), request(), LONG);

      assertThat(answer.responseCode()).isEqualTo(ResponseCode.REQUEST_CODE_NOT_SUPPORTED);
      assertThat(answer.remark()).contains("30");
    }

    @Test
    void shouldCarryTheTextOfAnException() throws Exception {
      String address =
          serve(
              (channel, request) -> {
                throw new IllegalStateException("boom");
              });

      var answer = client.invokeSync(address, request(), LONG);

      assertThat(answer.responseCode()).isEqualTo(ResponseCode.SYSTEM_ERROR);
      assertThat(answer.remark()).contains("boom");
    }

    @Test
    void shouldSayWhyTheProcessorRefuses() throws Exception {
      String address =
          serve(
              (channel, request) -> {
                throw new RequestRefusedException(
                    ResponseCode.NO_PERMISSION, "not you", Map.of("forbiddenType", "2"));
              });

      var answer = client.invokeSync(address, request(), LONG);

      assertThat(answer.responseCode()).isEqualTo(ResponseCode.NO_PERMISSION);
      assertThat(answer.remark()).isEqualTo("not you");
      assertThat(answer.field("forbiddenType")).isEqualTo("2");
    }

    @Test
    void shouldCarryTheTextOfAFailureThatComesLater() throws Exception {
      var later = new CompletableFuture<RemotingCommand>();
      String address = serve((channel, request) -> later.thenApply(answer -> answer));
      var answer = client.invokeAsync(address, request(), LONG);

      later.completeExceptionally(new RemotingCommandException("boom"));

      assertThat(answer.get(5, TimeUnit.SECONDS).responseCode())
          .isEqualTo(ResponseCode.SYSTEM_ERROR);
      assertThat(answer.join().remark()).contains("boom").doesNotContain("CompletionException");
    }

    @Test
    void shouldSayThatTheSystemIsBusyWhenTheExecutorIsFull() throws Exception {
      server.registerProcessor(
          CODE,
          NettyRemotingFixture::echo,
          work -> {
            throw new RejectedExecutionException();
          });

      var answer = client.invokeSync(listen(), request(), LONG);

      assertThat(answer.responseCode()).isEqualTo(ResponseCode.SYSTEM_BUSY);
      assertThat(answer.remark()).startsWith("[OVERLOAD]");
    }

    @Test
    void shouldRunTheProcessorOnItsExecutor() throws Exception {
      var thread = new AtomicReference<Thread>();
      server.registerProcessor(
          CODE,
          (channel, request) -> {
            thread.set(Thread.currentThread());
            return echo(channel, request);
          },
          pool);

      client.invokeSync(listen(), request(), LONG);

      assertThat(thread.get()).isEqualTo(pool.submit(Thread::currentThread).get());
    }

    @Test
    void shouldTakeABodyFromWhereItLiesAndReleaseItOnce() throws Exception {
      var released = new AtomicInteger();
      String address =
          serve(
              (channel, request) ->
                  CompletableFuture.completedFuture(
                      RemotingCommand.success().transferBody(new Pieces(released, 3, 100_000))));

      var answer = client.invokeSync(address, request(), LONG);

      assertThat(answer.body()).hasSize(300_000);
      assertThat(answer.body()[0]).isZero();
      assertThat(answer.body()[299_999]).isEqualTo((byte) 2);
      await().untilAsserted(() -> assertThat(released).hasValue(1));
    }

    @Test
    void shouldReleaseABodyThatCannotBeWrittenAnyMore() {
      var released = new AtomicInteger();
      var later = new CompletableFuture<RemotingCommand>();
      var asked = new AtomicInteger();
      String address =
          serve(
              (channel, request) -> {
                asked.incrementAndGet();
                return later;
              });
      client.invokeAsync(address, request(), LONG);
      await().until(() -> asked.get() == 1);
      client.shutdown();
      await().until(() -> serverEvents.closed.size() == 1);

      later.complete(RemotingCommand.success().transferBody(new Pieces(released, 1, 10)));

      await().untilAsserted(() -> assertThat(released).hasValue(1));
    }

    @Test
    void shouldSayThatAnAnswerIsTooLongForAFrame() throws Exception {
      String address =
          serve(
              (channel, request) ->
                  CompletableFuture.completedFuture(
                      RemotingCommand.success().body(new byte[1 << 24])));

      var answer = client.invokeSync(address, request(), LONG);

      assertThat(answer.responseCode()).isEqualTo(ResponseCode.SYSTEM_ERROR);
      assertThat(answer.remark()).contains("16777216");
    }

    @Test
    void shouldDropAStrayAnswerAndGoOn() throws Exception {
      serve(NettyRemotingFixture::echo);

      try (var socket = new Socket("127.0.0.1", server.localListenPort())) {
        socket.setSoTimeout(5_000);
        socket.getOutputStream().write(RawFrames.of(RemotingCommand.success()));
        var request = request();
        socket.getOutputStream().write(RawFrames.of(request));

        assertThat(RawFrames.read(socket).opaque()).isEqualTo(request.opaque());
      }
    }
  }

  @Nested
  class ServerAsksClient {
    @Test
    void shouldGoBothWaysOnOneConnectionEvenWithTheSameNumbers() throws Exception {
      client.registerProcessor(
          RequestCode.GET_CONSUMER_RUNNING_INFO, NettyRemotingFixture::echo, Runnable::run);
      String address =
          serve(
              (channel, request) -> {
                var question =
                    RemotingCommand.createRequest(RequestCode.GET_CONSUMER_RUNNING_INFO)
                        .body("from the server".getBytes(UTF_8));
                question.opaque(request.opaque());
                return channel.invoke(question, LONG);
              });

      var answer = client.invokeSync(address, request(), LONG);

      assertThat(answer.body()).asString(UTF_8).isEqualTo("from the server");
      assertThat(serverEvents.connected).hasSize(1);
    }

    @Test
    void shouldTellAClientWithoutWaiting() {
      var told = new AtomicInteger();
      client.registerProcessor(
          RequestCode.NOTIFY_CONSUMER_IDS_CHANGED,
          (channel, request) -> {
            told.incrementAndGet();
            return null;
          },
          Runnable::run);
      String address = serve(NettyRemotingFixture::silent);
      client.invokeAsync(address, request(), LONG);
      await().until(() -> serverEvents.connected.size() == 1);

      serverEvents
          .connected
          .get(0)
          .invokeOneway(RemotingCommand.createRequest(RequestCode.NOTIFY_CONSUMER_IDS_CHANGED));

      await().untilAsserted(() -> assertThat(told).hasValue(1));
    }
  }

  @Nested
  class Server {
    @Test
    void shouldSayWhichPortItCannotOpen() {
      listen();
      var second =
          new NettyRemotingServer(
              NettyServerConfig.of("127.0.0.1", server.localListenPort()),
              ChannelEventListener.NONE,
              RemotingParts.defaults(),
              Clock.SYSTEM);

      assertThatThrownBy(second::start)
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("127.0.0.1:" + server.localListenPort());
    }

    @Test
    void shouldServeFewerCodesOnItsSecondPort() throws Exception {
      server.registerProcessor(
          RequestCode.GET_MIN_OFFSET, NettyRemotingFixture::echo, Runnable::run);
      String address = serve(NettyRemotingFixture::echo);
      var second = server.newRemotingServer(0, Set.of(CODE));
      second.start();
      String fast = "127.0.0.1:" + second.localListenPort();

      var other = RemotingCommand.createRequest(RequestCode.GET_MIN_OFFSET);

      assertThat(client.invokeSync(address, request(), LONG).isSuccess()).isTrue();
      assertThat(client.invokeSync(fast, other, LONG).isSuccess()).isTrue();
      assertThat(client.invokeSync(fast, request(), LONG).responseCode())
          .isEqualTo(ResponseCode.REQUEST_CODE_NOT_SUPPORTED);
      second.shutdown();
      assertThat(client.invokeSync(address, request(), LONG).isSuccess()).isTrue();
    }

    @Test
    void shouldWriteItsLastAnswersBeforeItCloses() throws Exception {
      var later = new CompletableFuture<RemotingCommand>();
      String address = serve((channel, request) -> later);
      var answer = client.invokeAsync(address, request(), LONG);
      await().until(() -> serverEvents.connected.size() == 1);
      // One round trip on the same connection: the request above has been read.
      server.registerProcessor(
          RequestCode.GET_MIN_OFFSET, NettyRemotingFixture::echo, Runnable::run);
      client.invokeSync(address, RemotingCommand.createRequest(RequestCode.GET_MIN_OFFSET), LONG);

      later.complete(RemotingCommand.success().body(new byte[5_000_000]));
      server.shutdown();

      assertThat(answer.get(5, TimeUnit.SECONDS).body()).hasSize(5_000_000);
    }

    @Test
    void shouldCloseAConnectionOnWhichNothingIsSaid() throws Exception {
      var config = NettyServerConfig.of("127.0.0.1", 0);
      var impatient =
          new NettyRemotingServer(
              new NettyServerConfig("127.0.0.1", 0, 1, 1, 1, 1, 16, config.writeBufferLimitBytes()),
              serverEvents,
              RemotingParts.defaults(),
              Clock.SYSTEM);
      impatient.start();

      try (var socket = new Socket("127.0.0.1", impatient.localListenPort())) {
        socket.setSoTimeout(5_000);

        assertThat(socket.getInputStream().read()).isEqualTo(-1);
      } finally {
        impatient.shutdown();
      }
    }

    @Test
    void shouldReadNoMoreFromWhoDoesNotReadItsAnswers() throws Exception {
      var served = new AtomicInteger();
      var small = new NettyServerConfig("127.0.0.1", 0, 1, 120, 1, 1, 16, 1 << 16);
      var careful =
          new NettyRemotingServer(small, serverEvents, RemotingParts.defaults(), Clock.SYSTEM);
      careful.registerProcessor(
          CODE,
          (channel, request) -> {
            served.incrementAndGet();
            return CompletableFuture.completedFuture(
                RemotingCommand.success().body(new byte[1 << 20]));
          },
          Runnable::run);
      careful.start();

      try (var socket = new Socket("127.0.0.1", careful.localListenPort())) {
        socket.setSoTimeout(5_000);
        for (int i = 0; i < 200; i++) {
          socket.getOutputStream().write(RawFrames.of(request()));
        }
        await().during(200, TimeUnit.MILLISECONDS).until(() -> served.get() < 150);

        for (int i = 0; i < 200; i++) {
          assertThat(RawFrames.read(socket).body()).hasSize(1 << 20);
        }
        assertThat(served).hasValue(200);
      } finally {
        careful.shutdown();
      }
    }
  }
}
