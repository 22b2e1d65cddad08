package io.glassmq.remoting.netty;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.glassmq.remoting.protocol.GoldenFrame;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.header.PullMessageRequestHeader;
import io.glassmq.remoting.protocol.header.SendMessageRequestHeaderV2;
import io.glassmq.remoting.protocol.heartbeat.HeartbeatData;
import io.netty.util.internal.PlatformDependent;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** What peers send that are broken, or mean harm. */
class BrokenFramesTest extends NettyRemotingFixture {
  private static final int MUTATIONS = 10_000;
  private static final int HEALTH_CHECKS = 20;
  private static final long SEED = 20261122;
  private static final int MUCH_MEMORY_BYTES = 64 << 20;

  private final Logger log = (Logger) LoggerFactory.getLogger("io.glassmq.remoting.netty");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @BeforeEach
  void listenToTheLog() {
    lines.start();
    log.addAppender(lines);
    log.setLevel(Level.WARN);
    log.setAdditive(false);
    server.registerProcessor(
        RequestCode.SEND_MESSAGE_V2,
        (channel, request) -> {
          request.decodeHeader(SendMessageRequestHeaderV2.class);
          return echo(channel, request);
        },
        Runnable::run);
    server.registerProcessor(
        RequestCode.PULL_MESSAGE,
        (channel, request) -> {
          request.decodeHeader(PullMessageRequestHeader.class);
          return echo(channel, request);
        },
        Runnable::run);
    server.registerProcessor(
        RequestCode.HEART_BEAT,
        (channel, request) -> {
          RemotingSerializable.decode(request.body(), HeartbeatData.class);
          return CompletableFuture.completedFuture(RemotingCommand.success());
        },
        Runnable::run);
    serve(NettyRemotingFixture::echo);
  }

  @AfterEach
  void leaveTheLog() {
    log.detachAppender(lines);
    log.setLevel(null);
    log.setAdditive(true);
  }

  private Socket connect() throws IOException {
    var socket = new Socket("127.0.0.1", server.localListenPort());
    socket.setSoTimeout(5_000);
    return socket;
  }

  private void assertHealthy() throws Exception {
    var answer = client.invokeSync("127.0.0.1:" + server.localListenPort(), request(), LONG);
    assertThat(answer.isSuccess()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "00fffffd 00000000, 16777213",
    "ffffffff 00000000, -1",
    "00000000 00000000, frame length of 0",
    "0000000a 00000010 7b7d7b7d7b7d, header of 16 bytes",
    "00000006 07000002 7b7d, unknown type 7",
    "00000006 00000002 7b5d, JSON",
    "00000004 00000000, JSON",
    "160301010000 00000000, TLS"
  })
  void shouldCloseTheConnectionAndSayWhyInOneLine(String hex, String reason) throws Exception {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));

    try (var socket = connect()) {
      socket.getOutputStream().write(bytes);
      assertThat(socket.getInputStream().read()).isEqualTo(-1);

      var from = (InetSocketAddress) socket.getLocalSocketAddress();
      assertThat(lines.list).hasSize(1);
      assertThat(lines.list.get(0).getFormattedMessage())
          .contains("127.0.0.1:" + from.getPort())
          .contains(reason);
      assertThat(lines.list.get(0).getThrowableProxy()).isNull();
    }
    assertHealthy();
  }

  @Test
  void shouldSayItOnceHoweverMuchMoreComes() throws Exception {
    answersTo("GET / HTTP/1.1\r\n\r\n".repeat(5_000).getBytes(US_ASCII));
    assertHealthy();

    assertThat(lines.list).hasSize(1);
  }

  @Test
  void shouldAnswerEvenWhenThePeerSaysNoMoreAfterItsRequest() throws Exception {
    for (int i = 0; i < 50; i++) {
      assertThat(answersTo(RawFrames.of(request()))).isEqualTo(1);
    }
  }

  @Test
  void shouldPutAFrameTogetherThatComesByteByByte() throws Exception {
    try (var socket = connect()) {
      socket.setTcpNoDelay(true);
      var request = request().body(new byte[] {1, 2, 3});
      for (byte one : RawFrames.of(request)) {
        socket.getOutputStream().write(one);
      }

      assertThat(RawFrames.read(socket).body()).containsExactly(1, 2, 3);
    }
  }

  @Test
  void shouldOutliveTenThousandMutationsOfRealFrames() throws Exception {
    var random = new Random(SEED);
    List<GoldenFrame> frames = GoldenFrame.all();
    long directBytes = PlatformDependent.usedDirectMemory();

    int answered = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] frame = frames.get(random.nextInt(frames.size())).bytes();
      answered += answersTo(mutate(frame, random));
      if (i % (MUTATIONS / HEALTH_CHECKS) == 0) {
        assertHealthy();
      }
    }

    assertHealthy();
    assertThat(answered).isBetween(MUTATIONS / 20, MUTATIONS);
    assertThat(lines.list).hasSizeBetween(MUTATIONS / 20, MUTATIONS);
    assertThat(PlatformDependent.usedDirectMemory() - directBytes).isLessThan(MUCH_MEMORY_BYTES);
  }

  /** Sends the bytes and no more; the server must answer with frames, or close, or both. */
  private int answersTo(byte[] bytes) throws Exception {
    try (var socket = connect()) {
      socket.getOutputStream().write(bytes);
      socket.shutdownOutput();
      return drain(socket);
    } catch (SocketException e) {
      // It closed before it had read everything.
      return 0;
    }
  }

  private static int drain(Socket socket) throws Exception {
    int answers = 0;
    try {
      while (true) {
        assertThat(RawFrames.read(socket).isResponse()).isTrue();
        answers++;
      }
    } catch (EOFException | SocketException e) {
      return answers;
    }
  }

  private static byte[] mutate(byte[] original, Random random) {
    byte[] frame = original.clone();
    switch (random.nextInt(7)) {
      case 0 -> flip(frame, 1 + random.nextInt(8), frame.length, random);
      case 1 -> flip(frame, 1 + random.nextInt(3), 8, random);
      case 2 -> retype(frame, 1 + random.nextInt(4), random);
      case 3 -> frame = Arrays.copyOf(frame, random.nextInt(frame.length));
      case 4 -> ByteBuffer.wrap(frame).putInt(0, random.nextInt(1 << 25) - (1 << 23));
      case 5 -> ByteBuffer.wrap(frame).putInt(4, random.nextInt(frame.length * 2));
      default -> {
        int from = random.nextInt(frame.length);
        byte[] noise = new byte[random.nextInt(Math.min(64, frame.length - from) + 1)];
        random.nextBytes(noise);
        System.arraycopy(noise, 0, frame, from, noise.length);
      }
    }
    return frame;
  }

  /** Other letters and digits, which leave the form of a text whole more often than any bytes. */
  private static void retype(byte[] frame, int count, Random random) {
    for (int i = 0; i < count && frame.length > 8; i++) {
      frame[8 + random.nextInt(frame.length - 8)] = (byte) ('0' + random.nextInt(75));
    }
  }

  private static void flip(byte[] frame, int count, int within, Random random) {
    for (int i = 0; i < count; i++) {
      frame[random.nextInt(within)] = (byte) random.nextInt();
    }
  }
}
