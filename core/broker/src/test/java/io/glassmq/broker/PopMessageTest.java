package io.glassmq.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.common.message.MessageDecoder;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.header.DeleteTopicRequestHeader;
import io.glassmq.remoting.protocol.header.PollingInfoRequestHeader;
import io.glassmq.remoting.protocol.header.PopMessageRequestHeader;
import io.glassmq.remoting.protocol.header.QueryConsumerOffsetRequestHeader;
import io.glassmq.store.MessageStore;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pops over a socket from a running broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PopMessageTest {
  private static final String TAG_A = "TAGS\u0001TagA\u0002";
  private static final String TAG_B = "TAGS\u0001TagB\u0002";

  private TestBroker broker;
  private MessageStore store;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    broker = TestBroker.start(folder);
    store = broker.controller().messageStore();
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  private void send(String topic, int queueId, String... bodies) throws Exception {
    for (String body : bodies) {
      sendTagged(topic, queueId, "", body);
    }
  }

  private void sendTagged(String topic, int queueId, String properties, String body)
      throws Exception {
    long before = store.getMaxOffsetInQueue(topic, queueId);
    var answer = broker.send(topic, queueId, properties, body);
    assertThat(answer.responseCode()).isEqualTo(ResponseCode.SUCCESS);
    await().until(() -> store.getMaxOffsetInQueue(topic, queueId) > before);
  }

  private static PopMessageRequestHeader header(
      String group, String topic, int queueId, int max, long pollMillis) {
    return new PopMessageRequestHeader(
        group, topic, queueId, max, 60_000, pollMillis, 0, 0, "TAG", "*", false, null);
  }

  private RemotingCommand pop(PopMessageRequestHeader header) throws Exception {
    return broker.call(RequestCode.POP_MESSAGE, header);
  }

  private RemotingCommand pop(String group, String topic, int queueId, int max) throws Exception {
    return pop(header(group, topic, queueId, max, 0));
  }

  private static List<MessageExt> messages(RemotingCommand answer) {
    return MessageDecoder.decodes(ByteBuffer.wrap(answer.body()));
  }

  private static List<String> bodies(RemotingCommand answer) {
    return messages(answer).stream().map(MessageExt::getBody).map(String::new).toList();
  }

  private String groupOffset(String group, String topic, int queueId) throws Exception {
    return broker
        .call(
            RequestCode.QUERY_CONSUMER_OFFSET,
            new QueryConsumerOffsetRequestHeader(group, topic, queueId, false))
        .field("offset");
  }

  private String waiting(String group, String topic, int queueId) throws Exception {
    return broker
        .call(RequestCode.POLLING_INFO, new PollingInfoRequestHeader(group, topic, queueId))
        .field("pollingNum");
  }

  @Nested
  class Answered {
    @Test
    void shouldHandOutEachMessageOnce() throws Exception {
      send("Once", 0, "a", "b", "c");

      var first = pop("Once1", "Once", 0, 2);
      var second = pop("Once1", "Once", 0, 2);
      var third = pop("Once1", "Once", 0, 2);

      assertThat(first.responseCode()).isEqualTo(ResponseCode.SUCCESS);
      assertThat(first.remark()).isEqualTo("FOUND");
      assertThat(bodies(first)).containsExactly("a", "b");
      assertThat(first.field("startOffsetInfo")).isEqualTo("0 0 0");
      assertThat(first.field("msgOffsetInfo")).isEqualTo("0 0 0,1");
      assertThat(first.field("restNum")).isEqualTo("1");
      assertThat(first.field("invisibleTime")).isEqualTo("60000");
      assertThat(bodies(second)).containsExactly("c");
      assertThat(second.field("startOffsetInfo")).isEqualTo("0 0 2");
      assertThat(third.responseCode()).isEqualTo(ResponseCode.POLLING_TIMEOUT);
      assertThat(third.remark()).isEqualTo("NO_MESSAGE_IN_QUEUE");
      assertThat(third.field("msgOffsetInfo")).isEmpty();
      assertThat(groupOffset("Once1", "Once", 0)).isEqualTo("3");
    }

    @Test
    void shouldWriteACheckPointBeforeItAnswers() throws Exception {
      send("Noted", 0, "a");

      pop("Noted1", "Noted", 0, 8);

      await()
          .untilAsserted(
              () ->
                  assertThat(store.getMaxOffsetInQueue(TopicNames.RMQ_SYS_WHEEL_TIMER_TOPIC, 0))
                      .isPositive());
    }

    @Test
    void shouldCollectFromAllQueues() throws Exception {
      send("Wide", 0, "0a", "0b");
      send("Wide", 1, "1a");
      send("Wide", 3, "3a", "3b");

      var answer = pop("Wide1", "Wide", -1, 32);

      assertThat(bodies(answer)).containsExactlyInAnyOrder("0a", "0b", "1a", "3a", "3b");
      assertThat(answer.field("startOffsetInfo").split(";"))
          .containsExactlyInAnyOrder("0 0 0", "0 1 0", "0 3 0");
      assertThat(answer.field("restNum")).isEqualTo("0");
    }

    @Test
    void shouldCountWhatItLeaves() throws Exception {
      send("Rest", 0, "a", "b");
      send("Rest", 1, "c", "d");

      var answer = pop("Rest1", "Rest", -1, 1);

      assertThat(bodies(answer)).hasSize(1);
      assertThat(answer.field("restNum")).isEqualTo("3");
    }

    @Test
    void shouldMoveTheOffsetPastWhatNobodyWants() throws Exception {
      sendTagged("Tagged", 0, TAG_B, "b");
      sendTagged("Tagged", 0, TAG_A, "a");
      sendTagged("Tagged", 0, TAG_B, "b");
      var wanted =
          new PopMessageRequestHeader(
              "Tagged1", "Tagged", 0, 32, 60_000, 0, 0, 0, "TAG", "TagA", false, null);

      var first = pop(wanted);
      var second = pop(wanted);

      assertThat(bodies(first)).containsExactly("a");
      assertThat(first.field("msgOffsetInfo")).isEqualTo("0 0 1");
      assertThat(second.responseCode()).isEqualTo(ResponseCode.POLLING_TIMEOUT);
      assertThat(groupOffset("Tagged1", "Tagged", 0)).isEqualTo("3");
    }

    @Test
    void shouldShowRetriedMessagesUnderTheirOldTopicWithTheirHandle() throws Exception {
      send("Again", 0, "new");
      send("%RETRY%Again1_Again", 0, "old");

      var answer = pop("Again1", "Again", 0, 32);

      assertThat(bodies(answer)).containsExactlyInAnyOrder("new", "old");
      assertThat(answer.field("msgOffsetInfo").split(";"))
          .containsExactlyInAnyOrder("0 0 0", "1 0 0");
      MessageExt old =
          messages(answer).stream()
              .filter(m -> new String(m.getBody()).equals("old"))
              .findFirst()
              .orElseThrow();
      assertThat(old.getTopic()).isEqualTo("Again");
      assertThat(old.getProperty("POP_CK"))
          .isEqualTo(
              "0 %s 60000 %s 1 broker-a 0 0"
                  .formatted(answer.field("popTime"), answer.field("reviveQid")));
    }

    @Test
    void shouldBlockAQueueThatIsPoppedInOrder() throws Exception {
      send("Ordered", 0, "a", "b", "c");
      var inOrder =
          new PopMessageRequestHeader(
              "Ordered1", "Ordered", 0, 2, 60_000, 0, 0, 0, "TAG", "*", true, null);

      var first = pop(inOrder);
      var second = pop(inOrder);

      assertThat(bodies(first)).containsExactly("a", "b");
      assertThat(first.field("reviveQid")).isEqualTo("999");
      assertThat(first.field("orderCountInfo")).isEqualTo("0 0 0");
      assertThat(second.responseCode()).isEqualTo(ResponseCode.POLLING_TIMEOUT);
      assertThat(groupOffset("Ordered1", "Ordered", 0)).isEqualTo("0");
    }
  }

  @Nested
  class Waiting {
    @Test
    void shouldAnswerAsSoonAsAMessageComes() throws Exception {
      send("Woken", 0, "makes the topic");
      pop("Woken1", "Woken", -1, 32);
      var pop =
          broker.callAsync(
              broker.newClient(),
              RemotingCommand.createRequest(
                  RequestCode.POP_MESSAGE,
                  header("Woken1", "Woken", -1, 32, TestBroker.LONG_POLL_MILLIS)));
      await().untilAsserted(() -> assertThat(waiting("Woken1", "Woken", -1)).isEqualTo("1"));

      send("Woken", 2, "awaited");

      assertThat(bodies(pop.get(10, TimeUnit.SECONDS))).containsExactly("awaited");
      assertThat(waiting("Woken1", "Woken", -1)).isEqualTo("0");
    }

    @Test
    void shouldAnswerWhenTheTimeIsOver() throws Exception {
      send("Silent", 0, "makes the topic");
      pop("Silent1", "Silent", -1, 32);
      long start = System.nanoTime();

      var answer = pop(header("Silent1", "Silent", -1, 32, 300));

      assertThat(answer.responseCode()).isEqualTo(ResponseCode.POLLING_TIMEOUT);
      assertThat(System.nanoTime() - start).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(240));
    }

    @Test
    void shouldWakeForARetriedMessage() throws Exception {
      send("Retried", 0, "makes the topic");
      pop("Retried1", "Retried", 3, 32);
      var pop =
          broker.callAsync(
              broker.newClient(),
              RemotingCommand.createRequest(
                  RequestCode.POP_MESSAGE,
                  header("Retried1", "Retried", 3, 32, TestBroker.LONG_POLL_MILLIS)));
      await().untilAsserted(() -> assertThat(waiting("Retried1", "Retried", 3)).isEqualTo("1"));

      send("%RETRY%Retried1_Retried", 0, "again");

      assertThat(bodies(pop.get(10, TimeUnit.SECONDS))).containsExactly("again");
    }
  }

  @Test
  void shouldDeleteTheRetryTopicWithTheTopic() throws Exception {
    send("Doomed", 0, "a");
    pop("Doomed1", "Doomed", 0, 32);
    send("%RETRY%Doomed1_Doomed", 0, "old");

    broker.call(RequestCode.DELETE_TOPIC_IN_BROKER, new DeleteTopicRequestHeader("Doomed"));

    assertThat(pop("Doomed1", "Doomed", 0, 32).responseCode())
        .isEqualTo(ResponseCode.TOPIC_NOT_EXIST);
    assertThat(pop("Doomed1", "%RETRY%Doomed1_Doomed", 0, 32).responseCode())
        .isEqualTo(ResponseCode.TOPIC_NOT_EXIST);
  }

  @Nested
  class Refused {
    @ParameterizedTest
    @CsvSource({
      "None, 0, 32, TOPIC_NOT_EXIST",
      "Known, 99, 32, INVALID_PARAMETER",
      "Known, 0, 33, INVALID_PARAMETER"
    })
    void shouldSayWhatIsWrong(String topic, int queueId, int max, ResponseCode code)
        throws Exception {
      send("Known", 0, "makes the topic");

      var answer = pop("Refused1", topic, queueId, max);

      assertThat(answer.responseCode()).isEqualTo(code);
      assertThat(answer.field("popTime")).isEqualTo("0");
      assertThat(answer.field("restNum")).isEqualTo("0");
    }

    @Test
    void shouldRefuseWhoHasStoppedWaiting() throws Exception {
      send("Late", 0, "makes the topic");
      long born = System.currentTimeMillis() - 2_000;

      var answer =
          pop(
              new PopMessageRequestHeader(
                  "Late1", "Late", 0, 32, 60_000, 1_000, born, 0, "TAG", "*", false, null));

      assertThat(answer.responseCode()).isEqualTo(ResponseCode.POLLING_TIMEOUT);
      assertThat(answer.remark()).endsWith("pop message is timeout too much");
    }
  }
}
