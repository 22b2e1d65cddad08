package io.glassmq.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.common.message.BatchEntry;
import io.glassmq.common.message.Message;
import io.glassmq.common.message.MessageDecoder;
import io.glassmq.common.message.MessageExt;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.header.CreateTopicRequestHeader;
import io.glassmq.remoting.protocol.header.SendMessageRequestHeader;
import io.glassmq.remoting.protocol.header.ViewMessageRequestHeader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sends over a socket to a running broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SendMessageTest {
  private TestBroker broker;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    broker = TestBroker.start(folder, "maxMessageSize", "100000");
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  private MessageExt stored(RemotingCommand answer) throws Exception {
    long offset = Long.parseLong(answer.field("msgId").split(",")[0].substring(16), 16);
    var found =
        broker.call(RequestCode.VIEW_MESSAGE_BY_ID, new ViewMessageRequestHeader(null, offset));
    assertThat(found.responseCode()).isEqualTo(ResponseCode.SUCCESS);
    return MessageDecoder.decode(ByteBuffer.wrap(found.body()));
  }

  @Nested
  class Stored {
    @Test
    void shouldSayWhereTheMessageLies() throws Exception {
      var answer = broker.send("Where", 2, "UNIQ_KEY\u0001ABC\u0002", "hello");

      assertThat(answer.responseCode()).isEqualTo(ResponseCode.SUCCESS);
      assertThat(answer.field("queueId")).isEqualTo("2");
      assertThat(answer.field("queueOffset")).isEqualTo("0");
      assertThat(answer.field("transactionId")).isEqualTo("ABC");
      assertThat(answer.field("MSG_REGION")).isEqualTo("DefaultRegion");
      assertThat(answer.field("TRACE_ON")).isEqualTo("true");
      MessageExt message = stored(answer);
      assertThat(message.getBody()).asString().isEqualTo("hello");
      assertThat(message.getFlag()).isEqualTo(7);
      assertThat(message.getBornTimestamp()).isEqualTo(1_795_324_000_000L);
    }

    @Test
    void shouldAddWhatTheBrokerKnowsToTheProperties() throws Exception {
      var message = stored(broker.send("Properties", 0, "a\u0001b", "x"));

      assertThat(message.getProperties())
          .containsEntry("a", "b")
          .containsEntry("MSG_REGION", "DefaultRegion")
          .containsEntry("TRACE_ON", "true")
          .containsEntry("CLUSTER", "VecCluster")
          .containsKey("UNIQ_KEY");
    }

    @Test
    void shouldRemoveAPopReceipt() throws Exception {
      var message = stored(broker.send("PopCk", 0, "POP_CK\u0001x\u0002a\u0001b\u0002", "x"));

      assertThat(message.getProperties()).containsEntry("a", "b").doesNotContainKey("POP_CK");
    }

    @Test
    void shouldChooseAQueueWhenTheSenderNamesNone() throws Exception {
      assertThat(broker.send("Any", -1, "", "x").field("queueId")).isIn("0", "1", "2", "3");
    }

    @Test
    void shouldTakeTheOldHeaderToo() throws Exception {
      var header =
          new SendMessageRequestHeader(
              "PG", "Old", "TBW102", 4, 0, 0, 5L, 0, "", null, null, null, null);
      var request = RemotingCommand.createRequest(RequestCode.SEND_MESSAGE, header);

      assertThat(broker.call(request.body(new byte[] {1})).responseCode())
          .isEqualTo(ResponseCode.SUCCESS);
    }

    @Test
    void shouldStoreEachMessageOfABatch() throws Exception {
      byte[] body =
          BatchEntry.encode(
              List.of(
                  new Message("Batch", "one".getBytes(StandardCharsets.UTF_8)),
                  new Message("Batch", "two".getBytes(StandardCharsets.UTF_8))));
      var request = TestBroker.sendRequest("Batch", 0, "UNIQ_KEY\u0001B\u0002", "");
      request.addField("m", "true").body(body);

      var answer = broker.call(request);

      assertThat(answer.responseCode()).isEqualTo(ResponseCode.SUCCESS);
      assertThat(answer.field("msgId")).matches("[0-9A-F]{32},[0-9A-F]{32}");
      assertThat(stored(answer).getProperties()).doesNotContainKey("CLUSTER");
    }

    @Test
    void shouldStoreABatchAsOneRecordWhereTheQueueCountsMessages() throws Exception {
      var header =
          new CreateTopicRequestHeader(
              "Inner", "TBW102", 4, 4, 6, "SINGLE_TAG", 0, false, "+queue.type=BatchCQ", null);
      broker.call(RequestCode.UPDATE_AND_CREATE_TOPIC, header);
      byte[] body =
          BatchEntry.encode(
              List.of(
                  new Message("Inner", "one".getBytes(StandardCharsets.UTF_8)),
                  new Message("Inner", "two".getBytes(StandardCharsets.UTF_8))));
      var request = TestBroker.sendRequest("Inner", 0, "UNIQ_KEY\u0001B\u0002", "");
      request.addField("m", "true").body(body);
      var store = broker.controller().messageStore();

      broker.call(request);
      var answer = broker.call(request);

      assertThat(answer.field("queueOffset")).isEqualTo("2");
      assertThat(answer.field("batchUniqId")).isEqualTo("B");
      assertThat(answer.field("msgId")).matches("[0-9A-F]{32}");
      MessageExt record = stored(answer);
      assertThat(record.getBody()).isEqualTo(body);
      assertThat(record.getSysFlag()).isEqualTo(0xC0);
      assertThat(record.getProperties()).containsEntry("INNER_NUM", "2").containsKey("CLUSTER");
      assertThat(Long.parseLong(record.getProperty("INNER_BASE"))).isEqualTo(2);
      await().until(() -> store.getMaxOffsetInQueue("Inner", 0) == 4);
    }

    @Test
    void shouldMarkAMessageOfATopicWithSeveralTags() throws Exception {
      broker.call(
          RequestCode.UPDATE_AND_CREATE_TOPIC,
          new CreateTopicRequestHeader(
              "Multi", "TBW102", 1, 1, 6, "MULTI_TAG", 0, false, null, null));

      var several = stored(broker.send("Multi", 0, "TAGS\u0001a||b\u0002", "x"));
      var one = stored(broker.send("Single", 0, "TAGS\u0001a\u0002", "x"));

      assertThat(several.getSysFlag()).isEqualTo(2);
      assertThat(one.getSysFlag()).isZero();
    }

    @Test
    void shouldTakeOnewaySends() throws Exception {
      var client = broker.newClient();

      client.invokeOneway(
          broker.controller().brokerAddr(),
          TestBroker.sendRequest("Oneway", 0, "", "x").markOneway(),
          TestBroker.TIMEOUT_MILLIS);

      var store = broker.controller().messageStore();
      await().until(() -> store.getMaxOffsetInQueue("Oneway", 0) == 1);
    }
  }

  @Nested
  class Refused {
    @ParameterizedTest
    @CsvSource({
      "'Bad Topic', INVALID_PARAMETER",
      "SCHEDULE_TOPIC_XXXX, NO_PERMISSION",
      "RMQ_SYS_ROCKSDB_TRANS_HALF_TOPIC, NO_PERMISSION",
      "RMQ_SYS_ROCKSDB_TRANS_OP_HALF_TOPIC, NO_PERMISSION",
      "rmq_sys_wheel_timer, NO_PERMISSION",
      "SELF_TEST_TOPIC, NO_PERMISSION"
    })
    void shouldRefuseTopics(String topic, ResponseCode code) throws Exception {
      var answer = broker.send(topic, 0, "", "x");

      assertThat(answer.responseCode()).isEqualTo(code);
      assertThat(answer.field("MSG_REGION")).isEqualTo("DefaultRegion");
      assertThat(answer.field("TRACE_ON")).isEqualTo("true");
    }

    @Test
    void shouldRefuseATopicThatNoTemplateMakes() throws Exception {
      var request = TestBroker.sendRequest("Nowhere", 0, "", "x").addField("c", "NoTemplate");

      assertThat(broker.call(request).responseCode()).isEqualTo(ResponseCode.TOPIC_NOT_EXIST);
    }

    @Test
    void shouldRefuseAQueueThatIsNotThere() throws Exception {
      var answer = broker.send("Queues", 4, "", "x");

      assertThat(answer.responseCode()).isEqualTo(ResponseCode.INVALID_PARAMETER);
      assertThat(answer.remark()).contains("request queueId[4] is illegal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRAN_MSG\u0001true\u0002", "PGROUP\u0001g\u0002TRAN_MSG\u0001true"})
    void shouldRefuseTransactions(String properties) throws Exception {
      assertThat(broker.send("Tran", 0, properties, "x").responseCode())
          .isEqualTo(ResponseCode.NO_PERMISSION);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "TIMER_DELAY_SEC\u00013\u0002",
          "TIMER_DELAY_MS\u00013\u0002",
          "TIMER_DELIVER_MS\u00013\u0002"
        })
    void shouldRefuseTimers(String properties) throws Exception {
      assertThat(broker.send("Delay", 0, properties, "x").responseCode())
          .isEqualTo(ResponseCode.MESSAGE_ILLEGAL);
    }

    @Test
    void shouldRefuseAnEmptyBody() throws Exception {
      assertThat(broker.send("Empty", 0, "", "").responseCode())
          .isEqualTo(ResponseCode.MESSAGE_ILLEGAL);
    }

    @Test
    void shouldRefuseABodyThatIsTooLong() throws Exception {
      assertThat(broker.send("Long", 0, "", "x".repeat(100_001)).responseCode())
          .isEqualTo(ResponseCode.MESSAGE_ILLEGAL);
    }

    @Test
    void shouldRefusePropertiesThatAreTooLong() throws Exception {
      String properties = "a\u0001" + "x".repeat(32_800) + "\u0002";

      assertThat(broker.send("LongProperties", 0, properties, "x").responseCode())
          .isEqualTo(ResponseCode.MESSAGE_ILLEGAL);
    }

    @Test
    void shouldRefuseABatchThatIsNone() throws Exception {
      var request = TestBroker.sendRequest("BadBatch", 0, "", "no entries").addField("m", "true");

      assertThat(broker.call(request).responseCode()).isEqualTo(ResponseCode.MESSAGE_ILLEGAL);
    }

    @Test
    void shouldRefuseABatchForARetryTopic() throws Exception {
      var request = TestBroker.sendRequest("%RETRY%G", 0, "", "x").addField("m", "true");

      assertThat(broker.call(request).responseCode()).isEqualTo(ResponseCode.MESSAGE_ILLEGAL);
    }

    @Test
    void shouldSayWhatIsMissingInAHeader() throws Exception {
      var answer = broker.call(RemotingCommand.createRequest(RequestCode.SEND_MESSAGE_V2));

      assertThat(answer.responseCode()).isEqualTo(ResponseCode.SYSTEM_ERROR);
      assertThat(answer.remark()).contains("missing");
    }
  }
}
