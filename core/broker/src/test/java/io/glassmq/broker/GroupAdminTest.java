package io.glassmq.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.broker.longpolling.WaitingPullTable;
import io.glassmq.broker.longpolling.WaitingPulls;
import io.glassmq.common.TopicConfig;
import io.glassmq.common.constant.PermName;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.body.CreateTopicListRequestBody;
import io.glassmq.remoting.protocol.body.ProducerTableInfo;
import io.glassmq.remoting.protocol.body.SubscriptionGroupList;
import io.glassmq.remoting.protocol.body.SubscriptionGroupWrapper;
import io.glassmq.remoting.protocol.header.DeleteSubscriptionGroupRequestHeader;
import io.glassmq.remoting.protocol.header.QueryConsumerOffsetRequestHeader;
import io.glassmq.remoting.protocol.header.UpdateConsumerOffsetRequestHeader;
import io.glassmq.remoting.protocol.header.UpdateGroupForbiddenRequestHeader;
import io.glassmq.remoting.protocol.heartbeat.HeartbeatData;
import io.glassmq.remoting.protocol.heartbeat.ProducerData;
import io.glassmq.remoting.protocol.subscription.GroupForbidden;
import io.glassmq.remoting.protocol.subscription.SubscriptionGroupConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups and topics that administrators change while they are in use. */
class GroupAdminTest {
  private static final String GROUP = "CG";

  private final WaitingPulls waiting = new WaitingPullTable();
  private TestBroker broker;

  @BeforeEach
  void start(@TempDir Path root) throws Exception {
    broker = TestBroker.start(root, BrokerParts.defaults().withWaitingPulls(() -> waiting));
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  private RemotingCommand update(SubscriptionGroupConfig group) throws Exception {
    return broker.call(
        RemotingCommand.createRequest(RequestCode.UPDATE_AND_CREATE_SUBSCRIPTIONGROUP)
            .body(RemotingSerializable.encode(group)));
  }

  private void enable(boolean consumeEnable) throws Exception {
    String json = "{\"groupName\":\"CG\",\"consumeEnable\":" + consumeEnable + "}";
    update(RemotingSerializable.fromJson(json, SubscriptionGroupConfig.class));
  }

  private void topic(String name, int readQueues, int writeQueues, int perm) throws Exception {
    var config = TopicConfig.of(name, readQueues, writeQueues, perm);
    broker.call(
        RemotingCommand.createRequest(RequestCode.UPDATE_AND_CREATE_TOPIC_LIST)
            .body(RemotingSerializable.encode(new CreateTopicListRequestBody(List.of(config)))));
  }

  private RemotingCommand pull(String topic, int queueId) throws Exception {
    return broker.call(TestBroker.pullRequest(topic, queueId, 0, "*", 0));
  }

  private CompletableFuture<RemotingCommand> parkedPull(String topic) {
    var pull =
        broker.callAsync(broker.newClient(), TestBroker.pullRequest(topic, 0, 0, "*", 60_000));
    await().until(() -> waiting.nextDeadlineMillis() != WaitingPulls.NO_DEADLINE);
    return pull;
  }

  @Nested
  class Groups {
    @Test
    void shouldGetNothingWhileTheyAreDisabled() throws Exception {
      broker.send("T", 0, "", "m");

      enable(false);
      RemotingCommand refused = pull("T", 0);
      enable(true);

      assertThat(refused.responseCode()).isEqualTo(ResponseCode.NO_PERMISSION);
      assertThat(refused.field("forbiddenType")).isEqualTo("2");
      await().until(() -> pull("T", 0).isSuccess());
    }

    @Test
    void shouldGetNothingByAPullThatWaitedWhenTheyWereDisabled() throws Exception {
      topic("T", 1, 1, PermName.READ_WRITE);
      var pull = parkedPull("T");

      enable(false);
      broker.send("T", 0, "", "m");

      assertThat(pull.get(10, TimeUnit.SECONDS).responseCode())
          .isEqualTo(ResponseCode.NO_PERMISSION);
    }

    @Test
    void shouldBeMadeManyAtATime() throws Exception {
      var list =
          new SubscriptionGroupList(
              List.of(SubscriptionGroupConfig.of("A"), SubscriptionGroupConfig.of("B")));

      RemotingCommand answer =
          broker.call(
              RemotingCommand.createRequest(RequestCode.UPDATE_AND_CREATE_SUBSCRIPTIONGROUP_LIST)
                  .body(RemotingSerializable.encode(list)));

      assertThat(answer.isSuccess()).isTrue();
      assertThat(all().subscriptionGroupTable()).containsKeys("A", "B");
    }

    private SubscriptionGroupWrapper all() throws Exception {
      var answer =
          broker.call(RemotingCommand.createRequest(RequestCode.GET_ALL_SUBSCRIPTIONGROUP_CONFIG));
      return RemotingSerializable.decode(answer.body(), SubscriptionGroupWrapper.class);
    }

    @Test
    void shouldRefuseSettingsThatNobodyCanMean() throws Exception {
      String json = "{\"groupName\":\"CG\",\"retryQueueNums\":-1}";

      var answer = update(RemotingSerializable.fromJson(json, SubscriptionGroupConfig.class));

      assertThat(answer.responseCode()).isEqualTo(ResponseCode.INVALID_PARAMETER);
      assertThat(answer.remark()).contains("retryQueueNums");
    }

    @Test
    void shouldLoseTheirOffsetsWhenTheyAreDeletedWithThem() throws Exception {
      broker.send("T", 0, "", "m");
      pull("T", 0);
      var commit = new UpdateConsumerOffsetRequestHeader(GROUP, "T", 0, 1);
      broker.call(RequestCode.UPDATE_CONSUMER_OFFSET, commit);

      delete(false);
      boolean kept = hasOffset();
      delete(true);

      assertThat(kept).isTrue();
      assertThat(hasOffset()).isFalse();
    }

    private void delete(boolean cleanOffset) throws Exception {
      broker.call(
          RequestCode.DELETE_SUBSCRIPTIONGROUP,
          new DeleteSubscriptionGroupRequestHeader(GROUP, cleanOffset));
    }

    private boolean hasOffset() throws Exception {
      return broker
          .call(
              RequestCode.QUERY_CONSUMER_OFFSET,
              new QueryConsumerOffsetRequestHeader(GROUP, "T", 0, false))
          .isSuccess();
    }

    @Test
    void shouldBeKeptFromOneTopic() throws Exception {
      assertThat(forbidden(null).readable()).isTrue();

      assertThat(forbidden(false).readable()).isFalse();
      assertThat(forbidden(null).readable()).isFalse();
      assertThat(all().forbiddenTable().get(GROUP)).containsEntry("T", 1);
      assertThat(forbidden(true).readable()).isTrue();
    }

    private GroupForbidden forbidden(Boolean readable) throws Exception {
      var answer =
          broker.call(
              RequestCode.UPDATE_AND_GET_GROUP_FORBIDDEN,
              new UpdateGroupForbiddenRequestHeader(GROUP, "T", readable));
      return RemotingSerializable.decode(answer.body(), GroupForbidden.class);
    }
  }

  @Nested
  class Topics {
    @Test
    void shouldBeDrainedWhenTheyHaveShrunk() throws Exception {
      topic("T", 4, 4, PermName.READ_WRITE);
      broker.send("T", 3, "", "m");

      topic("T", 4, 2, PermName.READ_WRITE);

      await().until(() -> pull("T", 3).isSuccess());
    }

    @Test
    void shouldRefuseQueuesThatAreGone() throws Exception {
      topic("T", 4, 4, PermName.READ_WRITE);
      topic("T", 2, 2, PermName.READ_WRITE);

      RemotingCommand pull = pull("T", 3);
      RemotingCommand send = broker.send("T", 3, "", "m");

      assertThat(pull.responseCode()).isEqualTo(ResponseCode.INVALID_PARAMETER);
      assertThat(pull.remark()).contains("queueId[3]").contains("readQueueNums:[2]");
      assertThat(send.isSuccess()).isFalse();
      assertThat(send.remark()).contains("queueId[3]");
    }

    @Test
    void shouldGiveNothingByAPullThatWaitedWhenReadingWasForbidden() throws Exception {
      topic("T", 1, 1, PermName.READ_WRITE);
      var pull = parkedPull("T");

      topic("T", 1, 1, PermName.PERM_WRITE);
      broker.send("T", 0, "", "m");

      RemotingCommand answer = pull.get(10, TimeUnit.SECONDS);
      assertThat(answer.responseCode()).isEqualTo(ResponseCode.NO_PERMISSION);
      assertThat(answer.field("forbiddenType")).isEqualTo("3");
    }
  }

  @Nested
  class Producers {
    @Test
    void shouldBeListedByGroup() throws Exception {
      var heartbeat =
          new HeartbeatData("client-1", Set.of(new ProducerData("PG")), Set.of(), 0, false);
      broker.call(
          RemotingCommand.createRequest(RequestCode.HEART_BEAT)
              .body(RemotingSerializable.encode(heartbeat)));

      var answer = broker.call(RemotingCommand.createRequest(RequestCode.GET_ALL_PRODUCER_INFO));

      var table = RemotingSerializable.decode(answer.body(), ProducerTableInfo.class).data();
      assertThat(table.get("PG"))
          .singleElement()
          .satisfies(
              producer -> {
                assertThat(producer.clientId()).isEqualTo("client-1");
                assertThat(producer.remoteIP()).startsWith("127.0.0.1:");
                assertThat(producer.lastUpdateTimestamp()).isPositive();
              });
    }
  }
}
