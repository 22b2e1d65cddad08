package io.glassmq.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.glassmq.broker.longpolling.WaitingPullTable;
import io.glassmq.broker.longpolling.WaitingPulls;
import io.glassmq.common.config.ConfigException;
import io.glassmq.common.message.MessageDecoder;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.body.KVTable;
import io.glassmq.remoting.protocol.header.GetTopicConfigRequestHeader;
import io.glassmq.remoting.protocol.header.QueryConsumerOffsetRequestHeader;
import io.glassmq.remoting.protocol.header.UpdateConsumerOffsetRequestHeader;
import io.glassmq.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerControllerTest {
  @TempDir Path folder;

  private static String offset(TestBroker broker, String group, String topic, int queueId)
      throws Exception {
    return broker
        .call(
            RequestCode.QUERY_CONSUMER_OFFSET,
            new QueryConsumerOffsetRequestHeader(group, topic, queueId, false))
        .field("offset");
  }

  @Test
  void shouldGiveBackWhatWasSentToItAlsoAfterARestart() throws Exception {
    String msgId;
    try (var broker = TestBroker.start(folder)) {
      msgId = broker.send("TopicTest", 1, "TAGS\u0001TagA\u0002", "hello").field("msgId");
      broker.call(TestBroker.pullRequest("TopicTest", 1, 0, "TagA", TestBroker.LONG_POLL_MILLIS));
      broker.call(
          RequestCode.UPDATE_CONSUMER_OFFSET,
          new UpdateConsumerOffsetRequestHeader("CG", "TopicTest", 1, 1));
    }

    try (var broker = TestBroker.start(folder)) {
      var pulled =
          broker.call(
              TestBroker.pullRequest("TopicTest", 1, 0, "TagA", TestBroker.LONG_POLL_MILLIS));
      var messages = MessageDecoder.decodes(ByteBuffer.wrap(pulled.body()));

      assertThat(messages).hasSize(1);
      assertThat(messages.get(0).getBody()).asString().isEqualTo("hello");
      assertThat(messages.get(0).getOffsetMsgId()).isEqualTo(msgId);
      assertThat(offset(broker, "CG", "TopicTest", 1)).isEqualTo("1");
    }
  }

  @Test
  void shouldNotTouchTheFilesOfABrokerThatRuns() throws Exception {
    Path topics = folder.resolve("config/topics.json");
    try (var first = TestBroker.start(folder)) {
      first.send("One", 0, "", "x");
      first.send("Two", 0, "", "x");
      Files.writeString(topics, "half of a");

      assertThatThrownBy(() -> TestBroker.start(folder))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("in use");

      assertThat(topics).hasContent("half of a");
    }
  }

  @Test
  void shouldGoOnWhereAnOfficialBrokerStopped() throws Exception {
    Files.createDirectories(folder.resolve("config"));
    for (String name : new String[] {"topics", "subscriptionGroup", "consumerOffset"}) {
      try (var in = getClass().getResourceAsStream("/official-config/" + name + ".json")) {
        Files.copy(in, folder.resolve("config/" + name + ".json"));
      }
    }

    try (var broker = TestBroker.start(folder)) {
      assertThat(offset(broker, "GroupPlain", "TopicPlain", 1)).isEqualTo("33");
      var topic =
          broker.call(
              RequestCode.GET_TOPIC_CONFIG, new GetTopicConfigRequestHeader("TopicBatchCq"));
      assertThat(new String(topic.body())).contains("\"queue.type\":\"BatchCQ\"");
      var groups =
          broker.call(RemotingCommand.createRequest(RequestCode.GET_ALL_SUBSCRIPTIONGROUP_CONFIG));
      assertThat(new String(groups.body())).contains("\"groupName\":\"GroupRetry\"");
    }
  }

  @Test
  void shouldForgetThePullsOfAClosedConnection() throws Exception {
    var table = new WaitingPullTable();
    var parts = BrokerParts.defaults().withWaitingPulls(() -> table);

    try (var broker = TestBroker.start(folder, parts)) {
      broker.send("TopicTest", 0, "", "makes the topic");
      var client = broker.newClient();
      broker.callAsync(
          client, TestBroker.pullRequest("TopicTest", 1, 0, "*", TestBroker.LONG_POLL_MILLIS));
      await().until(() -> table.nextDeadlineMillis() != WaitingPulls.NO_DEADLINE);

      client.shutdown();

      await().until(() -> table.nextDeadlineMillis() == WaitingPulls.NO_DEADLINE);
    }
  }

  @Test
  void shouldTellHowItIs() throws Exception {
    try (var broker = TestBroker.start(folder)) {
      broker.send("TopicTest", 0, "", "x");

      var answer = broker.call(RemotingCommand.createRequest(RequestCode.GET_BROKER_RUNTIME_INFO));
      var info = RemotingSerializable.decode(answer.body(), KVTable.class).table();

      assertThat(info)
          .containsEntry("brokerVersionDesc", "V5_5_0")
          .containsEntry("msgPutTotalTodayNow", "1")
          .containsKeys("getTransferredTps", "sendThreadPoolQueueSize", "pageCacheLockTimeMills")
          .containsKeys("earliestMessageTimeStamp", "commitLogDiskRatio", "timerReadBehind")
          .containsKeys("msgGetTotalYesterdayMorning", "ackThreadPoolQueueHeadWaitTimeMills");
      assertThat(info.get("putTps")).matches("\\d+\\.\\d+ \\d+\\.\\d+ \\d+\\.\\d+");
    }
  }

  @Test
  void shouldTellItsSettings() throws Exception {
    try (var broker = TestBroker.start(folder)) {
      var answer = broker.call(RemotingCommand.createRequest(RequestCode.GET_BROKER_CONFIG));

      assertThat(new String(answer.body())).contains("brokerName=broker-a\n", "listenPort=0\n");
      assertThat(answer.field("version")).contains("\"counter\":0");
    }
  }

  @Test
  void shouldAnswerCodesThatItDoesNotKnow() throws Exception {
    try (var broker = TestBroker.start(folder)) {
      var answer = broker.call(RemotingCommand.createRequest(RequestCode.UPDATE_BROKER_CONFIG));

      assertThat(answer.responseCode()).isEqualTo(ResponseCode.REQUEST_CODE_NOT_SUPPORTED);
    }
  }

  @Test
  void shouldAppendOnThreadsOfItsOwnWhenToldTo() throws Exception {
    try (var broker = TestBroker.start(folder, "sendMessageThreadPoolNums", "2")) {
      assertThat(broker.send("TopicTest", 0, "", "x").isSuccess()).isTrue();
      assertThat(Thread.getAllStackTraces().keySet())
          .extracting(Thread::getName)
          .contains("SendMessageThread_1");
    }
  }

  @Test
  void shouldServeOldClientsTwoPortsBelow() throws Exception {
    int port = portWithAFreeOneTwoBelow();

    try (var broker = TestBroker.start(folder, "listenPort", Integer.toString(port))) {
      var client = broker.newClient();
      String fast = "127.0.0.1:" + (port - 2);
      var sent =
          client.invokeSync(
              fast, TestBroker.sendRequest("T", 0, "", "x"), TestBroker.TIMEOUT_MILLIS);
      var pulled =
          client.invokeSync(
              fast, TestBroker.pullRequest("T", 0, 0, "*", 0), TestBroker.TIMEOUT_MILLIS);

      assertThat(sent.isSuccess()).isTrue();
      assertThat(pulled.responseCode()).isEqualTo(ResponseCode.REQUEST_CODE_NOT_SUPPORTED);
    }
  }

  private static int portWithAFreeOneTwoBelow() throws IOException {
    while (true) {
      // Not one of those that the system gives to whoever wants any: it might, before we are back.
      int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
      try (var free = new ServerSocket(port);
          var below = new ServerSocket(free.getLocalPort() - 2)) {
        return below.getLocalPort() + 2;
      } catch (BindException e) {
        continue; // one is taken: try another pair
      }
    }
  }

  @Test
  void shouldSayWhyItCannotStart() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> TestBroker.start(file.resolve("store")))
        .isInstanceOf(StoreException.class);

    assertThatThrownBy(
            () -> TestBroker.start(folder.resolve("a"), "brokerIP1", "no.such.host.invalid."))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("brokerIP1");

    try (var taken = new ServerSocket(0)) {
      String port = Integer.toString(taken.getLocalPort());
      assertThatThrownBy(
              () ->
                  TestBroker.start(
                      folder.resolve("b"), "listenPort", port, "bindAddress", "0.0.0.0"))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining(port);
    }
  }

  @Test
  void shouldLeaveNoThreadBehind() throws Exception {
    try (var broker = TestBroker.start(folder)) {
      broker.send("TopicTest", 0, "", "x");
    }

    await()
        .untilAsserted(
            () ->
                assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(
                        name ->
                            name.startsWith("PullRequestHoldService")
                                || name.startsWith("BrokerRegistration")
                                || name.startsWith("ConsumerOffsetPersist")
                                || name.startsWith("ReputMessageService")));
  }
}
