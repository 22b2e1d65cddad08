package io.glassmq.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.broker.longpolling.WaitingPullTable;
import io.glassmq.broker.longpolling.WaitingPulls;
import io.glassmq.common.consumer.ConsumeFromWhere;
import io.glassmq.common.message.MessageDecoder;
import io.glassmq.common.message.MessageExt;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.filter.FilterAPI;
import io.glassmq.remoting.protocol.header.GetTopicConfigRequestHeader;
import io.glassmq.remoting.protocol.header.PullMessageRequestHeader;
import io.glassmq.remoting.protocol.header.QueryConsumerOffsetRequestHeader;
import io.glassmq.remoting.protocol.heartbeat.ConsumeType;
import io.glassmq.remoting.protocol.heartbeat.ConsumerData;
import io.glassmq.remoting.protocol.heartbeat.HeartbeatData;
import io.glassmq.remoting.protocol.heartbeat.MessageModel;
import io.glassmq.remoting.protocol.subscription.SubscriptionGroupConfig;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pulls over a socket from a running broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PullMessageTest {
  private static final String TAG_A = "TAGS\u0001TagA\u0002";
  private static final String TAG_B = "TAGS\u0001TagB\u0002";

  private final WaitingPulls waiting = new WaitingPullTable();
  private TestBroker broker;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    broker = TestBroker.start(folder, BrokerParts.defaults().withWaitingPulls(() -> waiting));
    broker.send("Filled", 0, TAG_A, "0");
    broker.send("Filled", 0, TAG_B, "1");
    broker.send("Filled", 0, TAG_A, "2");
    awaitDispatch("Filled", 3);
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  private void awaitDispatch(String topic, long maxOffset) {
    var store = broker.controller().messageStore();
    await().until(() -> store.getMaxOffsetInQueue(topic, 0) == maxOffset);
  }

  /** Until then a message that is sent may overtake the pull. */
  private void awaitParked() {
    await().until(() -> waiting.nextDeadlineMillis() != WaitingPulls.NO_DEADLINE);
  }

  private static List<String> bodies(RemotingCommand answer) {
    return MessageDecoder.decodes(ByteBuffer.wrap(answer.body())).stream()
        .map(MessageExt::getBody)
        .map(String::new)
        .toList();
  }

  private RemotingCommand pull(String group, String topic, int queueId, int sysFlag, String tags)
      throws Exception {
    return broker.call(
        RequestCode.PULL_MESSAGE,
        new PullMessageRequestHeader(
            group, topic, queueId, 0, 32, sysFlag, 1, 0, tags, 5, "TAG", null));
  }

  @Nested
  class Answered {
    @Test
    void shouldGiveWhatTheTagsAskFor() throws Exception {
      var answer = broker.call(TestBroker.pullRequest("Filled", 0, 0, "TagA", 0));

      assertThat(answer.responseCode()).isEqualTo(ResponseCode.SUCCESS);
      assertThat(bodies(answer)).containsExactly("0", "2");
      assertThat(answer.field("nextBeginOffset")).isEqualTo("3");
      assertThat(answer.field("minOffset")).isEqualTo("0");
      assertThat(answer.field("maxOffset")).isEqualTo("3");
      assertThat(answer.field("suggestWhichBrokerId")).isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource({
      "0, TagC, PULL_RETRY_IMMEDIATELY, NO_MATCHED_MESSAGE, 3",
      "3, *, PULL_NOT_FOUND, OFFSET_OVERFLOW_ONE, 3",
      "9, *, PULL_OFFSET_MOVED, OFFSET_OVERFLOW_BADLY, 3",
      "-5, *, PULL_OFFSET_MOVED, OFFSET_TOO_SMALL, 0"
    })
    void shouldSayWhyItFoundNothing(
        long offset, String tags, ResponseCode code, String remark, String next) throws Exception {
      var answer = broker.call(TestBroker.pullRequest("Filled", 0, offset, tags, 0));

      assertThat(answer.responseCode()).isEqualTo(code);
      assertThat(answer.remark()).isEqualTo(remark);
      assertThat(answer.field("nextBeginOffset")).isEqualTo(next);
    }

    @Test
    void shouldMoveTheOffsetOnAnEmptyQueueUnlessItIsZero() throws Exception {
      assertThat(broker.call(TestBroker.pullRequest("Filled", 1, 7, "*", 0)).responseCode())
          .isEqualTo(ResponseCode.PULL_OFFSET_MOVED);
      assertThat(broker.call(TestBroker.pullRequest("Filled", 1, 0, "*", 0)).responseCode())
          .isEqualTo(ResponseCode.PULL_NOT_FOUND);
    }

    @Test
    void shouldCommitTheOffsetThatComesAlong() throws Exception {
      pull("Committing", "Filled", 0, 1 | 4, "*");

      var offset =
          broker.call(
              RequestCode.QUERY_CONSUMER_OFFSET,
              new QueryConsumerOffsetRequestHeader("Committing", "Filled", 0, false));
      assertThat(offset.field("offset")).isEqualTo("1");
    }
  }

  @Nested
  class Waiting {
    @Test
    void shouldAnswerAsSoonAsAWantedMessageComes() throws Exception {
      broker.send("Waking", 0, TAG_B, "first");
      awaitDispatch("Waking", 1);
      var pull =
          broker.callAsync(
              broker.newClient(),
              TestBroker.pullRequest("Waking", 0, 1, "TagA", TestBroker.LONG_POLL_MILLIS));
      awaitParked();

      broker.send("Waking", 0, TAG_B, "not wanted");
      broker.send("Waking", 0, TAG_A, "wanted");

      var answer = pull.get(10, TimeUnit.SECONDS);
      assertThat(bodies(answer)).containsExactly("wanted");
    }

    @Test
    void shouldAnswerWhenTheTimeIsOver() throws Exception {
      long start = System.currentTimeMillis(); // the clock of the broker

      var answer = broker.call(TestBroker.pullRequest("Filled", 0, 3, "*", 300));

      assertThat(answer.responseCode()).isEqualTo(ResponseCode.PULL_NOT_FOUND);
      assertThat(System.currentTimeMillis() - start).isBetween(300L, 10_000L);
    }

    @Test
    void shouldServeAQueueThatHadNoMessageYet() throws Exception {
      broker.send("Young", 1, "", "makes the topic");
      var pull =
          broker.callAsync(
              broker.newClient(),
              TestBroker.pullRequest("Young", 0, 0, "*", TestBroker.LONG_POLL_MILLIS));
      awaitParked();

      broker.send("Young", 0, "", "first");

      assertThat(bodies(pull.get(10, TimeUnit.SECONDS))).containsExactly("first");
    }
  }

  @Nested
  class Refused {
    @Test
    void shouldRefuseTopicsAndQueuesThatAreNotThere() throws Exception {
      assertThat(broker.call(TestBroker.pullRequest("None", 0, 0, "*", 0)).responseCode())
          .isEqualTo(ResponseCode.TOPIC_NOT_EXIST);
      assertThat(broker.call(TestBroker.pullRequest("Filled", 4, 0, "*", 0)).responseCode())
          .isEqualTo(ResponseCode.INVALID_PARAMETER);
    }

    @Test
    void shouldRefuseSubscriptionsThatCannotBeMeant() throws Exception {
      assertThat(broker.call(TestBroker.pullRequest("Filled", 0, 0, "||", 0)).responseCode())
          .isEqualTo(ResponseCode.SUBSCRIPTION_PARSE_FAILED);
      var sql = TestBroker.pullRequest("Filled", 0, 0, "a > 1", 0);
      assertThat(broker.call(sql.addField("expressionType", "SQL92")).responseCode())
          .isEqualTo(ResponseCode.SYSTEM_ERROR);
    }

    @Test
    void shouldRefuseAGroupThatMayNotConsume() throws Exception {
      group("Closed", false, null);

      var answer = pull("Closed", "Filled", 0, 4, "*");

      assertThat(answer.responseCode()).isEqualTo(ResponseCode.NO_PERMISSION);
      assertThat(answer.field("forbiddenType")).isEqualTo("2");
    }

    @Test
    void shouldWantAHeartbeatBeforeAPullWithoutSubscription() throws Exception {
      assertThat(pull("Unheard", "Filled", 0, 0, null).responseCode())
          .isEqualTo(ResponseCode.SUBSCRIPTION_NOT_EXIST);

      heartbeat("Unheard", "*", 5);
      assertThat(pull("Unheard", "Filled", 0, 0, null).responseCode())
          .isEqualTo(ResponseCode.SUCCESS);
      assertThat(pull("Unheard", "Young2", 0, 0, null).responseCode())
          .isEqualTo(ResponseCode.TOPIC_NOT_EXIST);
    }

    @Test
    void shouldServeAPullUnfilteredWhenItsSubscriptionIsNewerThanTheHeartbeat() throws Exception {
      heartbeat("Behind", "TagB", 4);
      assertThat(bodies(pull("Behind", "Filled", 0, 0, null))).containsExactly("0", "1", "2");

      heartbeat("Behind", "TagB", 5);
      assertThat(bodies(pull("Behind", "Filled", 0, 0, null))).containsExactly("1");
    }

    @Test
    void shouldRefuseAGroupThatBroadcastsThoughItMayNot() throws Exception {
      group("NoBroadcast", null, false);
      heartbeat("NoBroadcast", MessageModel.BROADCASTING, "*", 5, false);

      var answer = pull("NoBroadcast", "Filled", 0, 0, null);

      assertThat(answer.responseCode()).isEqualTo(ResponseCode.NO_PERMISSION);
      assertThat(answer.field("forbiddenType")).isEqualTo("4");
    }

    @Test
    void shouldMakeTheRetryTopicOfAGroupAtItsFirstHeartbeat() throws Exception {
      group("Unit", null, null);
      heartbeat("Unit", MessageModel.CLUSTERING, "*", 5, true);

      var answer =
          broker.call(RequestCode.GET_TOPIC_CONFIG, new GetTopicConfigRequestHeader("%RETRY%Unit"));

      assertThat(new String(answer.body()))
          .contains("\"perm\":6", "\"readQueueNums\":3", "\"topicSysFlag\":2");
    }

    private void group(String name, Boolean consume, Boolean broadcast) throws Exception {
      var group =
          new SubscriptionGroupConfig(
              name, consume, null, broadcast, false, 3, null, null, 0, null, null, 0, null, null,
              null);
      broker.call(
          RemotingCommand.createRequest(RequestCode.UPDATE_AND_CREATE_SUBSCRIPTIONGROUP)
              .body(RemotingSerializable.encode(group)));
    }

    private void heartbeat(String group, String tags, long subVersion) throws Exception {
      heartbeat(group, MessageModel.CLUSTERING, tags, subVersion, false);
    }

    private void heartbeat(
        String group, MessageModel model, String tags, long subVersion, boolean unitMode)
        throws Exception {
      var consumer =
          new ConsumerData(
              group,
              ConsumeType.CONSUME_PASSIVELY,
              model,
              ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET,
              Set.of(FilterAPI.buildSubscriptionData("Filled", tags, subVersion)),
              unitMode);
      var body = new HeartbeatData("me", Set.of(), Set.of(consumer), 0, false);
      var answer =
          broker.call(
              RemotingCommand.createRequest(RequestCode.HEART_BEAT)
                  .body(RemotingSerializable.encode(body)));
      assertThat(answer.field("IS_SUPPORT_HEART_BEAT_V2")).isEqualTo("true");
    }
  }
}
