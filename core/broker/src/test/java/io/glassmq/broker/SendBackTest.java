package io.glassmq.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.common.message.MessageDecoder;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.body.LockBatchRequestBody;
import io.glassmq.remoting.protocol.header.ConsumerSendMsgBackRequestHeader;
import io.glassmq.remoting.protocol.header.CreateTopicRequestHeader;
import io.glassmq.remoting.protocol.header.GetTopicConfigRequestHeader;
import io.glassmq.remoting.protocol.subscription.SubscriptionGroupConfig;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Messages that a group could not consume, over a socket to a running broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SendBackTest {
  private static final int AT_ONCE = 1;
  private static final int NEVER = 2;

  private TestBroker broker;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    broker = TestBroker.start(folder, "messageDelayLevel", "0s 1h 0s 2h");
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  /** Sends a message and says where its record lies. */
  private long sent(String topic, String properties) throws Exception {
    return offsetOf(broker.send(topic, 0, properties, "body").field("msgId"));
  }

  private static long offsetOf(String msgId) {
    return Long.parseLong(msgId.substring(16), 16);
  }

  private RemotingCommand sendBack(String group, long offset, int level, Integer maxTimes)
      throws Exception {
    return broker.call(
        RequestCode.CONSUMER_SEND_MSG_BACK,
        new ConsumerSendMsgBackRequestHeader(offset, group, level, "ID", "T", false, maxTimes));
  }

  private List<MessageExt> pull(String topic) throws Exception {
    return pull(topic, 0);
  }

  private List<MessageExt> pull(String topic, long offset) throws Exception {
    var answer =
        broker.call(TestBroker.pullRequest(topic, 0, offset, "*", TestBroker.LONG_POLL_MILLIS));
    return MessageDecoder.decodes(ByteBuffer.wrap(answer.body()));
  }

  private void group(String name, int retryQueues, int retryTimes) throws Exception {
    var group =
        new SubscriptionGroupConfig(
            name,
            null,
            null,
            null,
            false,
            retryQueues,
            retryTimes,
            null,
            0,
            null,
            null,
            0,
            null,
            null,
            Map.of());
    var request = RemotingCommand.createRequest(RequestCode.UPDATE_AND_CREATE_SUBSCRIPTIONGROUP);
    var answer = broker.call(request.body(RemotingSerializable.encode(group)));
    assertThat(answer.responseCode()).isEqualTo(ResponseCode.SUCCESS);
  }

  private String topicConfig(String topic) throws Exception {
    var answer = broker.call(RequestCode.GET_TOPIC_CONFIG, new GetTopicConfigRequestHeader(topic));
    return answer.responseCode() == ResponseCode.SUCCESS ? new String(answer.body()) : "none";
  }

  @Nested
  class SendBack {
    @Test
    void shouldBringTheMessageAgainThroughTheRetryTopic() throws Exception {
      long offset = sent("Again", "TAGS\u0001TagA\u0002UNIQ_KEY\u0001U\u0002a\u0001b\u0002");

      var answer = sendBack("GAgain", offset, AT_ONCE, 16);
      MessageExt again = pull("%RETRY%GAgain").get(0);

      assertThat(answer.responseCode()).isEqualTo(ResponseCode.SUCCESS);
      assertThat(answer.extFields()).isNullOrEmpty();
      assertThat(new String(again.getBody())).isEqualTo("body");
      assertThat(again.getReconsumeTimes()).isEqualTo(1);
      assertThat(again.getFlag()).isEqualTo(7);
      assertThat(again.getBornTimestamp()).isEqualTo(1_795_324_000_000L);
      assertThat(again.getProperties())
          .containsEntry("RETRY_TOPIC", "Again")
          .containsEntry("REAL_TOPIC", "%RETRY%GAgain")
          .containsEntry("REAL_QID", "0")
          .containsEntry("DELAY", "1")
          .containsEntry("WAIT", "false")
          .containsEntry("TAGS", "TagA")
          .containsEntry("UNIQ_KEY", "U")
          .containsEntry("a", "b");
      assertThat(offsetOf(again.getProperty("ORIGIN_MESSAGE_ID"))).isEqualTo(offset);
    }

    @Test
    void shouldRememberTheFirstMessageOverSeveralRetries() throws Exception {
      long offset = sent("Several", "");

      sendBack("GSeveral", offset, AT_ONCE, 16);
      MessageExt first = pull("%RETRY%GSeveral").get(0);
      sendBack("GSeveral", first.getCommitLogOffset(), AT_ONCE, 16);
      MessageExt second = pull("%RETRY%GSeveral", 1).get(0);

      assertThat(second.getReconsumeTimes()).isEqualTo(2);
      assertThat(second.getProperty("RETRY_TOPIC")).isEqualTo("Several");
      assertThat(offsetOf(second.getProperty("ORIGIN_MESSAGE_ID"))).isEqualTo(offset);
    }

    @Test
    void shouldChooseTheThirdLevelFirst() throws Exception {
      sendBack("GThird", sent("Third", ""), 0, 16);

      assertThat(pull("%RETRY%GThird").get(0).getProperty("DELAY")).isEqualTo("3");
    }

    @Test
    void shouldWaitLongerWithEachRetry() throws Exception {
      sendBack("GLonger", sent("Longer", ""), 0, 16);
      MessageExt first = pull("%RETRY%GLonger").get(0);
      var store = broker.controller().messageStore();
      long before = store.getMaxOffsetInQueue("SCHEDULE_TOPIC_XXXX", 3);

      sendBack("GLonger", first.getCommitLogOffset(), 0, 16);

      broker.send("Longer", 0, "", "behind it in the log");
      pull("Longer", 1);
      assertThat(store.getMaxOffsetInQueue("SCHEDULE_TOPIC_XXXX", 3)).isEqualTo(before + 1);
    }

    @Test
    void shouldMakeTheRetryTopicOfTheGroup() throws Exception {
      group("GQueues", 3, 16);

      sendBack("GQueues", sent("Queues", ""), NEVER, 16);

      assertThat(topicConfig("%RETRY%GQueues"))
          .contains("\"readQueueNums\":3", "\"writeQueueNums\":3", "\"perm\":6");
    }

    @Test
    void shouldUseAllQueuesOfTheRetryTopic() throws Exception {
      group("GRandom", 2, 16);
      long offset = sent("Random", "");
      for (int i = 0; i < 40; i++) {
        sendBack("GRandom", offset, AT_ONCE, 16);
      }

      assertThat(pull("%RETRY%GRandom")).isNotEmpty();
      var other =
          broker.call(
              TestBroker.pullRequest("%RETRY%GRandom", 1, 0, "*", TestBroker.LONG_POLL_MILLIS));
      assertThat(other.responseCode()).isEqualTo(ResponseCode.SUCCESS);
    }

    @Test
    void shouldDropTheMessageOfAGroupWithoutRetryQueues() throws Exception {
      group("GNone", 0, 16);

      var answer = sendBack("GNone", sent("None", ""), AT_ONCE, 16);

      assertThat(answer.responseCode()).isEqualTo(ResponseCode.SUCCESS);
      assertThat(topicConfig("%RETRY%GNone")).isEqualTo("none");
    }

    @Test
    void shouldRefuseAnOffsetWithoutAMessage() throws Exception {
      long offset = sent("Offset", "");

      var answer = sendBack("GOffset", offset + 1, AT_ONCE, 16);

      assertThat(answer.responseCode()).isEqualTo(ResponseCode.SYSTEM_ERROR);
      assertThat(answer.remark()).isEqualTo("look message by offset failed, " + (offset + 1));
    }

    @Test
    void shouldRefuseARetryTopicThatMayNotBeWritten() throws Exception {
      broker.call(
          RequestCode.UPDATE_AND_CREATE_TOPIC,
          new CreateTopicRequestHeader(
              "%RETRY%GRead", "TBW102", 1, 1, 4, "SINGLE_TAG", 0, false, null, null));

      var answer = sendBack("GRead", sent("Read", ""), AT_ONCE, 16);

      assertThat(answer.responseCode()).isEqualTo(ResponseCode.NO_PERMISSION);
    }

    @Test
    void shouldRefuseAGroupThatDoesNotExist(@TempDir Path folder) throws Exception {
      try (var strict = TestBroker.start(folder, "autoCreateSubscriptionGroup", "false")) {
        var answer =
            strict.call(
                RequestCode.CONSUMER_SEND_MSG_BACK,
                new ConsumerSendMsgBackRequestHeader(0, "Nobody", 0, null, null, null, null));

        assertThat(answer.responseCode()).isEqualTo(ResponseCode.SUBSCRIPTION_GROUP_NOT_EXIST);
      }
    }
  }

  @Nested
  class DeadLetter {
    private MessageExt deadLetter(String group) throws Exception {
      return pull("%DLQ%" + group).get(0);
    }

    @Test
    void shouldTakeWhatTheConsumerGivesUp() throws Exception {
      long offset = sent("GiveUp", "");

      var answer = sendBack("GGiveUp", offset, -1, 16);
      MessageExt dead = deadLetter("GGiveUp");

      assertThat(answer.responseCode()).isEqualTo(ResponseCode.SUCCESS);
      assertThat(dead.getReconsumeTimes()).isEqualTo(1);
      assertThat(dead.getProperties())
          .containsEntry("DELAY", "0")
          .containsEntry("RETRY_TOPIC", "GiveUp")
          .doesNotContainKey("REAL_TOPIC");
      assertThat(topicConfig("%DLQ%GGiveUp"))
          .contains("\"readQueueNums\":1", "\"writeQueueNums\":1", "\"perm\":6");
    }

    @Test
    void shouldTakeWhatWasTriedAsOftenAsTheConsumerWishes() throws Exception {
      sendBack("GWish", sent("Wish", ""), AT_ONCE, 1);
      MessageExt again = pull("%RETRY%GWish").get(0);

      sendBack("GWish", again.getCommitLogOffset(), AT_ONCE, 1);

      assertThat(deadLetter("GWish").getReconsumeTimes()).isEqualTo(2);
    }

    @Test
    void shouldTakeWhatWasTriedAsOftenAsTheGroupSays() throws Exception {
      group("GLimit", 1, 0);

      sendBack("GLimit", sent("Limit", ""), AT_ONCE, null);

      assertThat(deadLetter("GLimit").getReconsumeTimes()).isEqualTo(1);
    }
  }

  /** The other way to the retry topic: the consumer sends the message itself. */
  @Nested
  class SendToRetryTopic {
    private RemotingCommand send(String group, int times, Integer maxTimes) throws Exception {
      var request =
          TestBroker.sendRequest(
              "%RETRY%" + group, 0, "DELAY\u00011\u0002RETRY_TOPIC\u0001T\u0002", "body");
      request.addField("j", Integer.toString(times));
      if (maxTimes != null) {
        request.addField("l", maxTimes.toString());
      }
      return broker.call(request);
    }

    private void lock(String group) throws Exception {
      var queue = new MessageQueue("T", "broker-a", 0);
      var body = new LockBatchRequestBody(group, "client", false, Set.of(queue));
      broker.call(
          RemotingCommand.createRequest(RequestCode.LOCK_BATCH_MQ)
              .body(RemotingSerializable.encode(body)));
    }

    @Test
    void shouldHoldTheMessageBackAsLongAsItSays() throws Exception {
      var answer = send("SHold", 2, 2);

      MessageExt again = pull("%RETRY%SHold").get(0);
      assertThat(answer.responseCode()).isEqualTo(ResponseCode.SUCCESS);
      assertThat(again.getReconsumeTimes()).isEqualTo(2);
      assertThat(again.getProperty("REAL_TOPIC")).isEqualTo("%RETRY%SHold");
    }

    @Test
    void shouldMakeADeadLetterOfOneThatWasTriedMoreOftenThanTheConsumerWishes() throws Exception {
      var answer = send("SWish", 3, 2);

      MessageExt dead = pull("%DLQ%SWish").get(0);
      assertThat(answer.responseCode()).isEqualTo(ResponseCode.SUCCESS);
      assertThat(dead.getProperties())
          .containsEntry("DELAY", "-1")
          .containsEntry("RETRY_TOPIC", "T")
          .doesNotContainKey("REAL_TOPIC");
    }

    @Test
    void shouldMakeADeadLetterOfOneThatWasTriedMoreOftenThanTheGroupSays() throws Exception {
      group("SLimit", 1, 1);

      send("SLimit", 1, null);
      send("SLimit", 2, null);

      assertThat(pull("%RETRY%SLimit"))
          .extracting(MessageExt::getReconsumeTimes)
          .containsExactly(1);
      assertThat(pull("%DLQ%SLimit")).extracting(MessageExt::getReconsumeTimes).containsExactly(2);
    }

    @Test
    void shouldMakeADeadLetterOfWhateverAGroupSendsThatConsumesInOrder() throws Exception {
      lock("SOrder");

      send("SOrder", 1, 16);

      assertThat(pull("%DLQ%SOrder")).hasSize(1);
    }

    @Test
    void shouldTakeARetryOfWhatWasPartOfATransaction() throws Exception {
      var request =
          TestBroker.sendRequest(
              "%RETRY%STran", 0, "TRAN_MSG\u0001true\u0002DELAY\u00011\u0002", "body");

      var answer = broker.call(request.addField("j", "1"));

      assertThat(answer.responseCode()).isEqualTo(ResponseCode.SUCCESS);
    }
  }
}
