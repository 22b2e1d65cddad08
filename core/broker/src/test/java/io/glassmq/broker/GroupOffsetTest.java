package io.glassmq.broker;

import static io.glassmq.broker.offset.ConsumerOffsetManager.NONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.broker.longpolling.WaitingPullTable;
import io.glassmq.broker.longpolling.WaitingPulls;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.protocol.LanguageCode;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.body.ResetOffsetBody;
import io.glassmq.remoting.protocol.header.CloneGroupOffsetRequestHeader;
import io.glassmq.remoting.protocol.header.QueryConsumerOffsetRequestHeader;
import io.glassmq.remoting.protocol.header.ResetOffsetRequestHeader;
import io.glassmq.remoting.protocol.header.UpdateConsumerOffsetRequestHeader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups that are sent elsewhere. */
class GroupOffsetTest {
  /** Whose pulls {@link TestBroker#pullRequest} makes. */
  private static final String GROUP = "CG";

  private static final long THE_END = -1;

  @TempDir Path root;
  private final WaitingPulls waiting = new WaitingPullTable();
  private TestBroker broker;

  @BeforeEach
  void start() throws Exception {
    start("useServerSideResetOffset", "true");
  }

  private void start(String key, String value) throws Exception {
    var parts = BrokerParts.defaults().withWaitingPulls(() -> waiting);
    broker = TestBroker.start(root.resolve(value), parts, key, value);
    for (int i = 0; i < 5; i++) {
      broker.send("T", 0, "", "m" + i);
    }
    var store = broker.controller().messageStore();
    await().until(() -> store.getMaxOffsetInQueue("T", 0) == 5);
    broker.call(TestBroker.pullRequest("T", 0, 0, "*", 0)); // makes the group
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  private RemotingCommand commit(long offset) throws Exception {
    return broker.call(
        RequestCode.UPDATE_CONSUMER_OFFSET,
        new UpdateConsumerOffsetRequestHeader(GROUP, "T", 0, offset));
  }

  private long committed(String group) throws Exception {
    var answer =
        broker.call(
            RequestCode.QUERY_CONSUMER_OFFSET,
            new QueryConsumerOffsetRequestHeader(group, "T", 0, false));
    return answer.isSuccess() ? Long.parseLong(answer.field("offset")) : NONE;
  }

  private RemotingCommand pull(long offset) throws Exception {
    return broker.call(TestBroker.pullRequest("T", 0, offset, "*", 0));
  }

  private RemotingCommand reset(String group, String topic, Integer queueId, Long offset, long time)
      throws Exception {
    return broker.call(
        RequestCode.INVOKE_BROKER_TO_RESET_OFFSET,
        new ResetOffsetRequestHeader(group, topic, queueId, offset, time, true));
  }

  private static Map<MessageQueue, Long> table(RemotingCommand answer) throws Exception {
    return RemotingSerializable.decode(answer.body(), ResetOffsetBody.class).offsetTable();
  }

  private static MessageQueue queue(int id) {
    return new MessageQueue("T", "broker-a", id);
  }

  @Nested
  class ByTheBroker {
    @Test
    void shouldTellTheNextPullOnce() throws Exception {
      commit(4);

      RemotingCommand answer = reset(GROUP, "T", null, null, 0);

      assertThat(table(answer)).hasSize(4).containsEntry(queue(0), 0L);
      assertThat(committed(GROUP)).isZero();
      RemotingCommand first = pull(4);
      assertThat(first.responseCode()).isEqualTo(ResponseCode.PULL_OFFSET_MOVED);
      assertThat(first.field("nextBeginOffset")).isEqualTo("0");
      assertThat(first.remark()).isEqualTo("OFFSET_RESET");
      assertThat(pull(4).responseCode()).isEqualTo(ResponseCode.SUCCESS);
    }

    @Test
    void shouldIgnoreCommitsUntilTheGroupKnows() throws Exception {
      reset(GROUP, "T", 0, 1L, 0);

      assertThat(commit(5).remark()).isEqualTo("Offset has been previously reset");
      assertThat(committed(GROUP)).isEqualTo(1);

      pull(5);
      assertThat(commit(3).remark()).isNull();
      assertThat(committed(GROUP)).isEqualTo(3);
    }

    @Test
    void shouldWriteQueuesAsOfficialToolsReadThem() throws Exception {
      RemotingCommand answer = reset(GROUP, "T", 0, 2L, 0);

      assertThat(new String(answer.body(), StandardCharsets.UTF_8))
          .isEqualTo(
              "{\"offsetTable\":{{\"brokerName\":\"broker-a\",\"queueId\":0,\"topic\":\"T\"}:2}}");
    }

    @Test
    void shouldTellAPullThatWaitsAtOnce() throws Exception {
      var pull =
          broker.callAsync(broker.newClient(), TestBroker.pullRequest("T", 0, 5, "*", 60_000));
      await().until(() -> waiting.nextDeadlineMillis() != WaitingPulls.NO_DEADLINE);

      reset(GROUP, "T", null, null, 0);

      assertThat(pull.get(10, TimeUnit.SECONDS).remark()).isEqualTo("OFFSET_RESET");
    }

    @Test
    void shouldGoToTheEnd() throws Exception {
      assertThat(table(reset(GROUP, "T", null, null, THE_END))).containsEntry(queue(0), 5L);
    }

    @Test
    void shouldGoToTheFirstMessageOfATimeOrLater() throws Exception {
      long third = broker.controller().messageStore().getMessageStoreTime("T", 0, 2);

      long target = table(reset(GROUP, "T", 0, null, third)).get(queue(0));

      assertThat(broker.controller().messageStore().getMessageStoreTime("T", 0, target))
          .isEqualTo(third);
    }

    @Test
    void shouldRefuseWhatIsNotThere() throws Exception {
      assertThat(reset(GROUP, "Nowhere", null, null, 0).responseCode())
          .isEqualTo(ResponseCode.TOPIC_NOT_EXIST);
      assertThat(reset("Nobody", "T", null, null, 0).responseCode())
          .isEqualTo(ResponseCode.SUBSCRIPTION_GROUP_NOT_EXIST);
      RemotingCommand outside = reset(GROUP, "T", 0, 99L, 0);
      assertThat(outside.responseCode()).isEqualTo(ResponseCode.SYSTEM_ERROR);
      assertThat(outside.remark()).contains("99").contains("[0-5]");
    }
  }

  @Nested
  class ByItsMembers {
    private final List<RemotingCommand> pushed = new CopyOnWriteArrayList<>();

    @BeforeEach
    void startOtherwise() throws Exception {
      broker.close();
      start("useServerSideResetOffset", "false");
      for (int id = 0; id < 4; id++) {
        broker.call(
            RequestCode.UPDATE_CONSUMER_OFFSET,
            new UpdateConsumerOffsetRequestHeader(GROUP, "T", id, 0));
      }
    }

    private void join() throws Exception {
      var member =
          broker.newClient(
              Map.of(
                  RequestCode.RESET_CONSUMER_CLIENT_OFFSET,
                  (channel, request) -> {
                    pushed.add(request);
                    return CompletableFuture.completedFuture(null);
                  }));
      broker.call(member, TestBroker.heartbeat("member-1", GROUP, "T"));
    }

    @Test
    void shouldTellThemAndChangeNothingItself() throws Exception {
      join();
      commit(3);

      var targets = table(reset(GROUP, "T", null, null, 0));

      assertThat(targets).hasSize(4).containsEntry(queue(0), 0L);
      await().until(() -> pushed.size() == 1);
      assertThat(pushed.get(0).isOneway()).isTrue();
      assertThat(pushed.get(0).language()).isEqualTo(LanguageCode.JAVA);
      assertThat(table(pushed.get(0))).isEqualTo(targets);
      assertThat(committed(GROUP)).isEqualTo(3);
    }

    @Test
    void shouldSayThatNobodyIsThere() throws Exception {
      assertThat(reset(GROUP, "T", null, null, 0).responseCode())
          .isEqualTo(ResponseCode.CONSUMER_NOT_ONLINE);
    }

    @Test
    void shouldOnlyGoBackUnlessForced() throws Exception {
      join();
      commit(2);

      RemotingCommand answer =
          broker.call(
              RequestCode.INVOKE_BROKER_TO_RESET_OFFSET,
              new ResetOffsetRequestHeader(GROUP, "T", null, null, THE_END, false));

      assertThat(table(answer)).containsEntry(queue(0), 2L);
    }
  }

  @Nested
  class Clone {
    @Test
    void shouldSendAGroupToWhereAnotherOneIs() throws Exception {
      commit(3);

      broker.call(
          RequestCode.CLONE_GROUP_OFFSET,
          new CloneGroupOffsetRequestHeader(GROUP, "Other", "T", true));

      assertThat(committed("Other")).isEqualTo(3);
    }
  }
}
