package io.glassmq.remoting.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.glassmq.remoting.exception.RemotingConnectException;
import io.glassmq.remoting.exception.RemotingSendRequestException;
import io.glassmq.remoting.exception.RemotingTimeoutException;
import io.glassmq.remoting.exception.RemotingTooMuchRequestException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.SerializeType;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The calling side on real sockets. */
class NettyRemotingClientTest extends NettyRemotingFixture {

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
      String address = serve(NettyRemotingFixture::silent);
      var answer = client.invokeAsync(address, request(), LONG);
      await().until(() -> serverEvents.connected.size() == 1);

      serverEvents.connected.get(0).close();

      assertThat(answer)
          .failsWithin(5, TimeUnit.SECONDS)
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(RemotingSendRequestException.class);
    }

    @Test
    void shouldTimeOutEachRequestAtItsOwnTimeAndKeepTheConnection() throws Exception {
      String address = serve(NettyRemotingFixture::silent);
      var longer = client.invokeAsync(address, request(), LONG);
      long start = System.nanoTime();

      var shorter = client.invokeAsync(address, request(), 100);

      assertThat(shorter)
          .failsWithin(5, TimeUnit.SECONDS)
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(RemotingTimeoutException.class);
      assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(95_000_000);
      assertThat(longer).isNotDone();
      assertThat(clientEvents.closed).isEmpty();
    }

    @Test
    void shouldNotWaitForAConnectionLongerThanTheCallerHasTime() throws Exception {
      // A listening socket whose queue is full answers no connect.
      try (var full = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
          var one = new Socket(full.getInetAddress(), full.getLocalPort());
          var two = new Socket(full.getInetAddress(), full.getLocalPort())) {
        assertThat(one.isConnected() && two.isConnected()).isTrue();

        var answer = client.invokeAsync("127.0.0.1:" + full.getLocalPort(), request(), 100);

        assertThat(answer)
            .failsWithin(5, TimeUnit.SECONDS)
            .withThrowableOfType(ExecutionException.class)
            .withCauseInstanceOf(RemotingTimeoutException.class);
      }
    }

    @Test
    void shouldRefuseMoreRequestsThanMayWait() throws Exception {
      useClient(new NettyClientConfig(1, 3_000, 120, 2, 2, SerializeType.JSON));
      List<CompletableFuture<RemotingCommand>> later = new CopyOnWriteArrayList<>();
      String address =
          serve(
              (channel, request) -> {
                later.add(new CompletableFuture<>());
                return later.get(later.size() - 1);
              });
      var first = client.invokeAsync(address, request(), LONG);
      var second = client.invokeAsync(address, request(), LONG);
      await().until(() -> later.size() == 2);

      var third = client.invokeAsync(address, request(), 50);

      assertThat(third)
          .failsWithin(5, TimeUnit.SECONDS)
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(RemotingTooMuchRequestException.class);
      later.forEach(answer -> answer.complete(RemotingCommand.success()));
      first.get(5, TimeUnit.SECONDS);
      second.get(5, TimeUnit.SECONDS);
      var fourth = client.invokeAsync(address, request(), LONG);
      await().until(() -> later.size() == 3);
      later.get(2).complete(RemotingCommand.success());
      assertThat(fourth.get(5, TimeUnit.SECONDS).isSuccess()).isTrue();
    }

    @Test
    void shouldFailWhatWaitsWhenTheClientShutsDown() {
      String address = serve(NettyRemotingFixture::silent);
      var answer = client.invokeAsync(address, request(), LONG);
      await().until(() -> clientEvents.connected.size() == 1);

      client.shutdown();

      assertThat(answer)
          .failsWithin(5, TimeUnit.SECONDS)
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(RemotingSendRequestException.class);
      assertThat(client.invokeAsync(address, request(), LONG))
          .failsWithin(5, TimeUnit.SECONDS)
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(RemotingConnectException.class);
    }

    @Test
    void shouldFailWhatWaitsForAConnectionWhenTheClientShutsDown() throws Exception {
      var nowMillis = new AtomicLong();
      useClient(new NettyClientConfig(1, 3_000, 120, 10, 10, SerializeType.JSON), nowMillis::get);
      String address = serve(NettyRemotingFixture::silent);
      String another = address.replace("127.0.0.1", "localhost");
      var stopper = new Thread(client::shutdown);
      client.invokeOneway(address, request(), LONG); // so there is a connection

      // The only I/O thread is told to connect, and to stop, before it looks at its sockets again.
      var answer =
          client
              .invokeAsync(address, request(), 100)
              .handle(
                  (none, tooLate) -> {
                    var waiting = client.invokeAsync(another, request(), LONG);
                    stopper.start();
                    await().until(() -> stopper.getState() == Thread.State.TIMED_WAITING);
                    return waiting;
                  });
      nowMillis.addAndGet(100);

      assertThat(answer.get(LONG, TimeUnit.MILLISECONDS))
          .failsWithin(5, TimeUnit.SECONDS)
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(RemotingConnectException.class);
      stopper.join();
    }

    @Test
    void shouldComeBackOnANewConnectionWhenItIsSentAway() throws Exception {
      var asked = new AtomicInteger();
      String address =
          serve(
              (channel, request) ->
                  CompletableFuture.completedFuture(
                      asked.incrementAndGet() == 1
                          ? RemotingCommand.createResponse(ResponseCode.GO_AWAY, null)
                          : RemotingCommand.success().body(request.body())));

      var answer = client.invokeSync(address, request().body(new byte[] {9}), LONG);

      assertThat(answer.body()).containsExactly(9);
      assertThat(asked).hasValue(2);
      assertThat(serverEvents.connected).hasSize(2);
    }

    @Test
    void shouldGiveUpWhenItIsSentAwayTwice() {
      String address =
          serve(
              (channel, request) ->
                  CompletableFuture.completedFuture(
                      RemotingCommand.createResponse(ResponseCode.GO_AWAY, null)));

      assertThatThrownBy(() -> client.invokeSync(address, request(), LONG))
          .isInstanceOf(RemotingSendRequestException.class)
          .hasMessageContaining(address);
    }
  }

  @Nested
  class InvokeOneway {
    @Test
    void shouldBeServedAndNeverAnswered() throws Exception {
      var served = new AtomicReference<RemotingCommand>();
      var released = new AtomicInteger();
      String address =
          serve(
              (channel, request) -> {
                served.set(request);
                return CompletableFuture.completedFuture(
                    RemotingCommand.success().transferBody(new Pieces(released, 1, 1)));
              });

      client.invokeOneway(address, request(), LONG);

      await().untilAsserted(() -> assertThat(served.get()).isNotNull());
      assertThat(served.get().isOneway()).isTrue();
      await().untilAsserted(() -> assertThat(released).hasValue(1));
    }

    @Test
    void shouldNotAnswerErrorsEither() throws Exception {
      server.registerProcessor(
          CODE,
          (channel, request) -> {
            throw new IllegalStateException("boom");
          },
          Runnable::run);
      server.registerProcessor(
          RequestCode.GET_MIN_OFFSET, NettyRemotingFixture::echo, Runnable::run);
      listen();

      try (var socket = new Socket("127.0.0.1", server.localListenPort())) {
        socket.setSoTimeout(5_000);
        socket.getOutputStream().write(RawFrames.of(request().markOneway()));
        socket
            .getOutputStream()
            .write(RawFrames.of(RemotingCommand.createRequest(RequestCode.UNKNOWN).markOneway()));
        var last = RemotingCommand.createRequest(RequestCode.GET_MIN_OFFSET);
        socket.getOutputStream().write(RawFrames.of(last));

        assertThat(RawFrames.read(socket).opaque()).isEqualTo(last.opaque());
      }
    }
  }

  @Nested
  class NameServers {
    @Test
    void shouldMoveOnToTheNextWhenOneIsDown() throws Exception {
      String address = serve(NettyRemotingFixture::echo);
      String down = "127.0.0.1:1";
      client.updateNameServerAddressList(List.of(address, down));

      int failures = 0;
      for (int i = 0; i < 4; i++) {
        try {
          client.invokeSync(null, request(), LONG);
        } catch (RemotingConnectException e) {
          failures++;
        }
      }

      assertThat(failures).isLessThanOrEqualTo(1);
      assertThat(serverEvents.connected).hasSize(1);
      assertThat(client.getNameServerAddressList()).containsExactlyInAnyOrder(address, down);
    }

    @Test
    void shouldLeaveTheOneThatIsNotInTheListAnyMore() throws Exception {
      String address = serve(NettyRemotingFixture::echo);
      client.updateNameServerAddressList(List.of(address));
      client.invokeSync(null, request(), LONG);

      client.updateNameServerAddressList(List.of("127.0.0.1:1"));

      await().untilAsserted(() -> assertThat(serverEvents.closed).hasSize(1));
    }

    @Test
    void shouldSayThatNoneIsSet() {
      assertThatThrownBy(() -> client.invokeSync(null, request(), LONG))
          .isInstanceOf(RemotingConnectException.class)
          .hasMessageContaining("no name server");
    }
  }
}
