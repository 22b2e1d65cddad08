package io.glassmq.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.common.Clock;
import io.glassmq.remoting.ChannelEventListener;
import io.glassmq.remoting.RemotingParts;
import io.glassmq.remoting.netty.NettyRemotingServer;
import io.glassmq.remoting.netty.NettyServerConfig;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.body.RegisterBrokerBody;
import io.glassmq.remoting.protocol.header.CreateTopicRequestHeader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerRegistrationTest {
  @TempDir Path folder;
  private final List<RemotingCommand> heard = new CopyOnWriteArrayList<>();
  private NettyRemotingServer nameServer;
  private volatile ResponseCode nameServerAnswers = ResponseCode.SUCCESS;

  /** A name server that only listens. */
  private String startNameServer() {
    nameServer =
        new NettyRemotingServer(
            NettyServerConfig.of("127.0.0.1", 0),
            ChannelEventListener.NONE,
            RemotingParts.defaults(),
            Clock.SYSTEM);
    for (RequestCode code : List.of(RequestCode.REGISTER_BROKER, RequestCode.UNREGISTER_BROKER)) {
      nameServer.registerProcessor(
          code,
          (channel, request) -> {
            heard.add(request);
            return CompletableFuture.completedFuture(
                RemotingCommand.createResponse(nameServerAnswers, null));
          },
          Runnable::run);
    }
    nameServer.start();
    return "127.0.0.1:" + nameServer.localListenPort();
  }

  @AfterEach
  void stopNameServer() {
    nameServer.shutdown();
  }

  private static boolean names(RemotingCommand registration, String topic) {
    try {
      return registration.code() == RequestCode.REGISTER_BROKER.code()
          && RemotingSerializable.decode(registration.body(), RegisterBrokerBody.class)
              .topicConfigSerializeWrapper()
              .topicConfigTable()
              .containsKey(topic);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void shouldRegisterWhenItStartsAndLeaveWhenItStops() throws Exception {
    String address = startNameServer();

    try (var broker = TestBroker.start(folder, "namesrvAddr", address)) {
      broker.controller().registered().get(10, TimeUnit.SECONDS);

      assertThat(heard).hasSize(1);
      assertThat(names(heard.get(0), "TBW102")).isTrue();
      assertThat(heard.get(0).field("brokerName")).isEqualTo("broker-a");
      assertThat(heard.get(0).field("clusterName")).isEqualTo("VecCluster");
      assertThat(heard.get(0).field("brokerId")).isEqualTo("0");
      assertThat(heard.get(0).field("brokerAddr"))
          .isEqualTo("127.0.0.1:" + broker.controller().listenPort());
    }

    await()
        .untilAsserted(
            () ->
                assertThat(heard.get(heard.size() - 1).requestCode())
                    .isEqualTo(RequestCode.UNREGISTER_BROKER));
  }

  @Test
  void shouldTellOfANewTopicAtOnce() throws Exception {
    String address = startNameServer();

    try (var broker = TestBroker.start(folder, "namesrvAddr", address)) {
      broker.controller().registered().get(10, TimeUnit.SECONDS);

      broker.send("Fresh", 0, "", "x");

      await().until(() -> heard.stream().anyMatch(request -> names(request, "Fresh")));
    }
  }

  @Test
  void shouldAnswerACreateTopicWhenTheNameServerKnowsOfIt() throws Exception {
    String address = startNameServer();

    try (var broker = TestBroker.start(folder, "namesrvAddr", address)) {
      broker.controller().registered().get(10, TimeUnit.SECONDS);

      var answer =
          broker.call(
              RequestCode.UPDATE_AND_CREATE_TOPIC,
              new CreateTopicRequestHeader(
                  "Made", "TBW102", 4, 4, 6, "SINGLE_TAG", 0, false, null, null));

      assertThat(answer.responseCode()).isEqualTo(ResponseCode.SUCCESS);
      assertThat(heard).anyMatch(request -> names(request, "Made"));
    }
  }

  @Test
  void shouldTryAgainSoonUntilANameServerTakesIt() throws Exception {
    String address = startNameServer();
    nameServerAnswers = ResponseCode.SYSTEM_ERROR;

    try (var broker = TestBroker.start(folder, "namesrvAddr", "127.0.0.1:1;" + address)) {
      await().until(() -> !heard.isEmpty());
      assertThat(broker.controller().registered()).isNotDone();

      nameServerAnswers = ResponseCode.SUCCESS;
      broker.controller().registered().get(10, TimeUnit.SECONDS);
    }
  }
}
