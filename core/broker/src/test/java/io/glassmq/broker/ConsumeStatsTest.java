package io.glassmq.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.protocol.CommandCustomHeader;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.admin.ConsumeStats;
import io.glassmq.remoting.protocol.admin.OffsetWrapper;
import io.glassmq.remoting.protocol.admin.TopicOffset;
import io.glassmq.remoting.protocol.admin.TopicStatsTable;
import io.glassmq.remoting.protocol.body.BrokerStatsData;
import io.glassmq.remoting.protocol.body.ConsumeStatsList;
import io.glassmq.remoting.protocol.body.GroupList;
import io.glassmq.remoting.protocol.body.QueryConsumeQueueResponseBody;
import io.glassmq.remoting.protocol.body.QueryConsumeTimeSpanBody;
import io.glassmq.remoting.protocol.body.QuerySubscriptionResponseBody;
import io.glassmq.remoting.protocol.body.QueueTimeSpan;
import io.glassmq.remoting.protocol.body.TopicList;
import io.glassmq.remoting.protocol.header.GetConsumeStatsInBrokerHeader;
import io.glassmq.remoting.protocol.header.GetConsumeStatsRequestHeader;
import io.glassmq.remoting.protocol.header.GetTopicStatsInfoRequestHeader;
import io.glassmq.remoting.protocol.header.QueryConsumeQueueRequestHeader;
import io.glassmq.remoting.protocol.header.QueryConsumeTimeSpanRequestHeader;
import io.glassmq.remoting.protocol.header.QuerySubscriptionByConsumerRequestHeader;
import io.glassmq.remoting.protocol.header.QueryTopicConsumeByWhoRequestHeader;
import io.glassmq.remoting.protocol.header.QueryTopicsByConsumerRequestHeader;
import io.glassmq.remoting.protocol.header.UpdateConsumerOffsetRequestHeader;
import io.glassmq.remoting.protocol.header.ViewBrokerStatsDataRequestHeader;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the broker says about topics and groups: T/0 has 3 messages, CG got all and reported 2. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsumeStatsTest {
  private static final MessageQueue QUEUE = new MessageQueue("T", "broker-a", 0);

  private TestBroker broker;
  private long lastStored;

  @BeforeAll
  void start(@TempDir Path root) throws Exception {
    broker = TestBroker.start(root);
    for (int i = 0; i < 3; i++) {
      broker.send("T", 0, "", "m" + i);
    }
    var store = broker.controller().messageStore();
    await().until(() -> store.getMaxOffsetInQueue("T", 0) == 3);
    lastStored = store.getMessageStoreTime("T", 0, 2);
    broker.call(TestBroker.pullRequest("T", 0, 0, "*", 0));
    broker.call(
        RequestCode.UPDATE_CONSUMER_OFFSET, new UpdateConsumerOffsetRequestHeader("CG", "T", 0, 2));
    broker.call(broker.newClient(), TestBroker.heartbeat("member-1", "Listeners", "T"));
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  private <T> T ask(RequestCode code, CommandCustomHeader header, Class<T> type) throws Exception {
    return RemotingSerializable.decode(broker.call(code, header).body(), type);
  }

  private long storedAt(long offset) {
    return broker.controller().messageStore().getMessageStoreTime("T", 0, offset);
  }

  @Test
  void shouldSayHowFarAGroupIsBehind() throws Exception {
    var stats =
        ask(
            RequestCode.GET_CONSUME_STATS,
            new GetConsumeStatsRequestHeader("CG", null, null),
            ConsumeStats.class);

    assertThat(stats.offsetTable())
        .hasSize(4)
        .containsEntry(QUEUE, new OffsetWrapper(3, 2, 3, storedAt(1)));
    assertThat(stats.computeTotalDiff()).isEqualTo(1);
    assertThat(stats.consumeTps()).isPositive();
  }

  @Test
  void shouldSayNothingOfUnknownGroupsAndTopics() throws Exception {
    var nobody = new GetConsumeStatsRequestHeader("Nobody", null, null);
    var nowhere = new GetConsumeStatsRequestHeader("CG", null, "Nowhere;Elsewhere");

    assertThat(ask(RequestCode.GET_CONSUME_STATS, nobody, ConsumeStats.class).offsetTable())
        .isEmpty();
    assertThat(ask(RequestCode.GET_CONSUME_STATS, nowhere, ConsumeStats.class).offsetTable())
        .isEmpty();
  }

  @Test
  void shouldSayHowFarAllGroupsAreBehind() throws Exception {
    var list =
        ask(
            RequestCode.GET_BROKER_CONSUME_STATS,
            new GetConsumeStatsInBrokerHeader(false),
            ConsumeStatsList.class);

    assertThat(list.totalDiff()).isEqualTo(1);
    assertThat(list.totalInflightDiff()).isEqualTo(1);
    assertThat(list.brokerAddr()).isEqualTo(broker.controller().brokerAddr());
    assertThat(list.consumeStatsList())
        .anySatisfy(group -> assertThat(group.get("CG")).hasSize(1))
        .anySatisfy(group -> assertThat(group.get("Listeners")).isEmpty());
    var ordered =
        ask(
            RequestCode.GET_BROKER_CONSUME_STATS,
            new GetConsumeStatsInBrokerHeader(true),
            ConsumeStatsList.class);
    assertThat(ordered.totalDiff()).as("T is no topic with an order").isZero();
  }

  @Test
  void shouldSayHowFarAGroupIsBehindInTime() throws Exception {
    long before = System.currentTimeMillis();
    var spans =
        ask(
            RequestCode.QUERY_CONSUME_TIME_SPAN,
            new QueryConsumeTimeSpanRequestHeader("T", "CG"),
            QueryConsumeTimeSpanBody.class);

    QueueTimeSpan span = spans.consumeTimeSpanSet().get(0);
    assertThat(span.messageQueue()).isEqualTo(QUEUE);
    assertThat(span.minTimeStamp()).isEqualTo(storedAt(0));
    assertThat(span.maxTimeStamp()).isEqualTo(lastStored);
    assertThat(span.consumeTimeStamp()).isEqualTo(storedAt(1));
    assertThat(span.delayTime())
        .as("the third message waits since it came")
        .isBetween(before - lastStored, System.currentTimeMillis() - lastStored);
  }

  @Test
  void shouldSayWhereTheQueuesOfATopicBeginAndEnd() throws Exception {
    var stats =
        ask(
            RequestCode.GET_TOPIC_STATS_INFO,
            new GetTopicStatsInfoRequestHeader("T"),
            TopicStatsTable.class);

    assertThat(stats.offsetTable())
        .hasSize(4)
        .containsEntry(QUEUE, new TopicOffset(0, 3, lastStored))
        .containsEntry(new MessageQueue("T", "broker-a", 1), new TopicOffset(0, 0, 0));
    var answer =
        broker.call(
            RequestCode.GET_TOPIC_STATS_INFO, new GetTopicStatsInfoRequestHeader("Nowhere"));
    assertThat(answer.responseCode()).isEqualTo(ResponseCode.TOPIC_NOT_EXIST);
  }

  @Test
  void shouldCountWhatComesInAndGoesOut() throws Exception {
    var in = new ViewBrokerStatsDataRequestHeader("TOPIC_PUT_NUMS", "T");
    var out = new ViewBrokerStatsDataRequestHeader("GROUP_GET_NUMS", "T@CG");

    var incoming = ask(RequestCode.VIEW_BROKER_STATS_DATA, in, BrokerStatsData.class);
    var outgoing = ask(RequestCode.VIEW_BROKER_STATS_DATA, out, BrokerStatsData.class);

    assertThat(incoming.statsMinute().sum()).isEqualTo(3);
    assertThat(incoming.statsDay().sum()).isEqualTo(3);
    assertThat(incoming.statsMinute().tps()).isPositive();
    assertThat(outgoing.statsHour().sum()).isEqualTo(3);
    var unknown = new ViewBrokerStatsDataRequestHeader("GROUP_GET_NUMS", "T@Nobody");
    assertThat(broker.call(RequestCode.VIEW_BROKER_STATS_DATA, unknown).remark())
        .contains("T@Nobody");
  }

  @Test
  void shouldKnowWhoConsumesWhat() throws Exception {
    var groups =
        ask(
            RequestCode.QUERY_TOPIC_CONSUME_BY_WHO,
            new QueryTopicConsumeByWhoRequestHeader("T"),
            GroupList.class);
    var topics =
        ask(
            RequestCode.QUERY_TOPICS_BY_CONSUMER,
            new QueryTopicsByConsumerRequestHeader("CG"),
            TopicList.class);

    assertThat(groups.groupList()).as("has offsets; is connected").contains("CG", "Listeners");
    assertThat(topics.topicList()).containsExactly("T");
    assertThat(topics.brokerAddr()).isEqualTo(broker.controller().brokerAddr());
  }

  @Test
  void shouldKnowWhatAGroupWants() throws Exception {
    var connected =
        ask(
            RequestCode.QUERY_SUBSCRIPTION_BY_CONSUMER,
            new QuerySubscriptionByConsumerRequestHeader("Listeners", "T"),
            QuerySubscriptionResponseBody.class);
    var gone =
        ask(
            RequestCode.QUERY_SUBSCRIPTION_BY_CONSUMER,
            new QuerySubscriptionByConsumerRequestHeader("CG", "T"),
            QuerySubscriptionResponseBody.class);

    assertThat(connected.subscriptionData().subString()).isEqualTo("*");
    assertThat(gone.subscriptionData()).isNull();
    assertThat(gone.group()).isEqualTo("CG");
  }

  @Test
  void shouldShowEntriesOfAQueue() throws Exception {
    var queue =
        ask(
            RequestCode.QUERY_CONSUME_QUEUE,
            new QueryConsumeQueueRequestHeader("T", 0, 1, 10, "Listeners"),
            QueryConsumeQueueResponseBody.class);

    assertThat(queue.queueData()).hasSize(2).allMatch(entry -> entry.eval());
    assertThat(queue.minQueueIndex()).isZero();
    assertThat(queue.maxQueueIndex()).isEqualTo(3);
    assertThat(queue.subscriptionData().topic()).isEqualTo("T");
  }
}
