package io.glassmq.namesrv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.glassmq.common.TopicConfig;
import io.glassmq.remoting.protocol.DataVersion;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.body.RegisterBrokerBody;
import io.glassmq.remoting.protocol.body.TopicConfigSerializeWrapper;
import io.glassmq.remoting.protocol.header.namesrv.GetRouteInfoRequestHeader;
import io.glassmq.remoting.protocol.header.namesrv.RegisterBrokerRequestHeader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamesrvControllerTest {
  @TempDir private Path folder;
  private final AtomicLong now = new AtomicLong(1_000_000);
  private NamesrvController namesrv;

  @BeforeEach
  void start() {
    namesrv = create("0");
    namesrv.start();
  }

  @AfterEach
  void stop() {
    namesrv.shutdown();
  }

  private NamesrvController create(String port) {
    var settings = new Properties();
    settings.setProperty("bindAddress", "127.0.0.1");
    settings.setProperty("listenPort", port);
    settings.setProperty("scanNotActiveBrokerInterval", "5");
    settings.setProperty("kvConfigPath", folder.resolve("kvConfig.json").toString());
    return new NamesrvController(
        NamesrvConfig.of(settings), NamesrvParts.defaults().withClock(now::get));
  }

  private static RemotingCommand registration() {
    var topics = Map.of("T", TopicConfig.of("T", 4, 4, 6), "U", TopicConfig.of("U", 4, 4, 6));
    var wrapper = new TopicConfigSerializeWrapper(topics, new DataVersion(0, 1, 1));
    return RemotingCommand.createRequest(
            RequestCode.REGISTER_BROKER,
            new RegisterBrokerRequestHeader(
                "broker-a", "127.0.0.1:10911", "c", null, 0, 1_000L, null, null, null))
        .body(RemotingSerializable.encode(new RegisterBrokerBody(wrapper, null)));
  }

  private static RemotingCommand route() {
    return RemotingCommand.createRequest(
        RequestCode.GET_ROUTEINFO_BY_TOPIC, new GetRouteInfoRequestHeader("T", null));
  }

  private Peer connect() throws IOException {
    return new Peer(namesrv.listenPort());
  }

  @Test
  void shouldForgetABrokerAtOnceWhenItsConnectionCloses() throws IOException {
    try (Peer client = connect()) {
      Peer broker = connect();
      assertThat(broker.ask(registration()).isSuccess()).isTrue();
      assertThat(client.ask(route()).isSuccess()).isTrue();

      broker.close();

      await().until(() -> client.ask(route()).responseCode() == ResponseCode.TOPIC_NOT_EXIST);
    }
  }

  @Test
  void shouldForgetASilentBrokerAndCloseItsConnection() throws IOException {
    try (Peer client = connect();
        Peer broker = connect()) {
      broker.ask(registration());

      now.addAndGet(1_001);

      assertThat(broker.isClosedByPeer()).isTrue();
      assertThat(client.ask(route()).responseCode()).isEqualTo(ResponseCode.TOPIC_NOT_EXIST);
    }
  }

  @Test
  void shouldAnswerABadRequestWithOneError() throws IOException {
    try (Peer client = connect()) {
      RemotingCommand noHeader = RemotingCommand.createRequest(RequestCode.REGISTER_BROKER);
      RemotingCommand noJson = registration().body("{".getBytes(StandardCharsets.UTF_8));

      assertThat(client.ask(noHeader).responseCode()).isEqualTo(ResponseCode.SYSTEM_ERROR);
      assertThat(client.ask(noJson).responseCode()).isEqualTo(ResponseCode.SYSTEM_ERROR);
      assertThat(client.ask(route()).responseCode()).isEqualTo(ResponseCode.TOPIC_NOT_EXIST);
    }
  }

  @Test
  void shouldSayWhichPortIsTaken() {
    String port = Integer.toString(namesrv.listenPort());
    NamesrvController second = create(port);

    assertThatThrownBy(second::start)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(port);
    second.shutdown();
  }

  @Test
  void shouldNotStartWithABrokenFile() throws IOException {
    Files.writeString(folder.resolve("kvConfig.json"), "]");

    assertThatThrownBy(() -> create("0"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("kvConfig.json");
  }

  @Test
  void shouldStopAllItsThreads() throws IOException {
    try (Peer client = connect()) {
      client.ask(registration());
    }

    namesrv.shutdown();
    namesrv.shutdown();

    await()
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .map(Thread::getName)
                    .noneMatch(
                        name ->
                            name.startsWith("ScanNotActiveBroker")
                                || name.startsWith("RemotingExecutorThread_")));
  }
}
