package io.glassmq.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.common.message.MessageDecoder;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.admin.ConsumeStats;
import io.glassmq.remoting.protocol.admin.OffsetWrapper;
import io.glassmq.remoting.protocol.body.GroupList;
import io.glassmq.remoting.protocol.header.GetConsumeStatsRequestHeader;
import io.glassmq.remoting.protocol.header.PollingInfoRequestHeader;
import io.glassmq.remoting.protocol.header.PopMessageRequestHeader;
import io.glassmq.remoting.protocol.header.QueryConsumerOffsetRequestHeader;
import io.glassmq.remoting.protocol.header.QueryTopicConsumeByWhoRequestHeader;
import io.glassmq.remoting.protocol.header.ResetOffsetRequestHeader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Administrators and groups that pop. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PopGroupAdminTest {
  private static final long THE_END = -1;

  private TestBroker broker;

  /** Each test has its own. */
  private String topic;

  private String group;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    broker = TestBroker.start(folder);
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  @BeforeEach
  void send(TestInfo test) throws Exception {
    topic = test.getTestMethod().orElseThrow().getName();
    group = topic + "Group";
    for (String text : List.of("a", "b", "c", "d")) {
      broker.send(topic, 0, "", text);
    }
    var store = broker.controller().messageStore();
    await().until(() -> store.getMaxOffsetInQueue(topic, 0) == 4);
  }

  private CompletableFuture<RemotingCommand> pop(int max, boolean order, long pollMillis) {
    var header =
        new PopMessageRequestHeader(
            group, topic, 0, max, 60_000, pollMillis, 0, 0, "TAG", "*", order, null);
    return broker.callAsync(
        broker.newClient(), RemotingCommand.createRequest(RequestCode.POP_MESSAGE, header));
  }

  private static List<String> bodies(CompletableFuture<RemotingCommand> answer) throws Exception {
    RemotingCommand found = answer.get(10, TimeUnit.SECONDS);
    return found.isSuccess()
        ? MessageDecoder.decodes(ByteBuffer.wrap(found.body())).stream()
            .map(message -> new String(message.getBody()))
            .toList()
        : List.of();
  }

  private List<String> pop(int max, boolean order) throws Exception {
    return bodies(pop(max, order, 0));
  }

  private void reset(Integer queueId, Long offset, long time) throws Exception {
    var answer =
        broker.call(
            RequestCode.INVOKE_BROKER_TO_RESET_OFFSET,
            new ResetOffsetRequestHeader(group, topic, queueId, offset, time, true));
    assertThat(answer.isSuccess()).isTrue();
  }

  private String committed() throws Exception {
    return broker
        .call(
            RequestCode.QUERY_CONSUMER_OFFSET,
            new QueryConsumerOffsetRequestHeader(group, topic, 0, false))
        .field("offset");
  }

  @Nested
  class Reset {
    @Test
    void shouldBeginAtTheNewPlace() throws Exception {
      pop(3, false);

      reset(null, null, 0);
      assertThat(committed()).isEqualTo("0");
      assertThat(pop(2, false)).containsExactly("a", "b");
      assertThat(committed()).isEqualTo("2");

      reset(0, 3L, 0);
      assertThat(pop(32, false)).containsExactly("d");
    }

    @Test
    void shouldSkipWhatIsThere() throws Exception {
      pop(1, false);

      reset(null, null, THE_END);

      assertThat(pop(32, false)).isEmpty();
      assertThat(committed()).isEqualTo("4");
    }

    @Test
    void shouldEndTheBlockOfAGroupThatPopsInOrder() throws Exception {
      assertThat(pop(2, true)).containsExactly("a", "b");
      assertThat(pop(2, true)).isEmpty();

      reset(0, 1L, 0);

      assertThat(pop(2, true)).containsExactly("b", "c");
    }

    @Test
    void shouldReachAPopThatWaits() throws Exception {
      pop(32, false);
      var waiting = pop(32, false, TestBroker.LONG_POLL_MILLIS);
      await().until(() -> waitingPops().equals("1"));

      reset(0, 2L, 0);

      assertThat(bodies(waiting)).containsExactly("c", "d");
    }

    private String waitingPops() throws Exception {
      return broker
          .call(RequestCode.POLLING_INFO, new PollingInfoRequestHeader(group, topic, 0))
          .field("pollingNum");
    }
  }

  @Nested
  class Progress {
    private ConsumeStats stats() throws Exception {
      var answer =
          broker.call(
              RequestCode.GET_CONSUME_STATS, new GetConsumeStatsRequestHeader(group, null, null));
      return RemotingSerializable.decode(answer.body(), ConsumeStats.class);
    }

    @Test
    void shouldCountWhatWasHandedOutAsConsumed() throws Exception {
      pop(3, false);

      OffsetWrapper queue = stats().offsetTable().get(new MessageQueue(topic, "broker-a", 0));

      assertThat(queue.brokerOffset()).isEqualTo(4);
      assertThat(queue.consumerOffset()).isEqualTo(3);
      assertThat(queue.pullOffset()).isEqualTo(3);
      assertThat(stats().computeTotalDiff()).isEqualTo(1);
    }

    @Test
    void shouldKnowWhoConsumesATopic() throws Exception {
      pop(1, false);

      var answer =
          broker.call(
              RequestCode.QUERY_TOPIC_CONSUME_BY_WHO,
              new QueryTopicConsumeByWhoRequestHeader(topic));

      assertThat(RemotingSerializable.decode(answer.body(), GroupList.class).groupList())
          .containsExactly(group);
    }
  }
}
