package io.glassmq.client.impl.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glassmq.client.ClientConfig;
import io.glassmq.client.consumer.rebalance.AllocateMessageQueueAveragely;
import io.glassmq.client.consumer.store.RemoteBrokerOffsetStore;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.fake.FakeCluster;
import io.glassmq.client.impl.factory.MQClientInstance;
import io.glassmq.common.consumer.ConsumeFromWhere;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.header.SearchOffsetRequestHeader;
import io.glassmq.remoting.protocol.heartbeat.HeartbeatData;
import io.glassmq.remoting.protocol.heartbeat.MessageModel;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The queue has ten messages; half of them are older than the time that is asked for. */
class StartOffsetTest {
  private static final String GROUP = "readers";
  private static final MessageQueue QUEUE = new MessageQueue("Orders", "broker-a", 0);
  private static final MessageQueue RETRY =
      new MessageQueue(TopicNames.retryTopic(GROUP), "broker-a", 0);

  private final FakeCluster cluster =
      new FakeCluster("broker-a").topic("Orders", 1).topic(RETRY.getTopic(), 1);
  private final MQClientInstance instance =
      new MQClientInstance(
          new ClientConfig(),
          cluster.parts(),
          () -> new HeartbeatData("me", Set.of(), Set.of(), 0, false),
          () -> {},
          () -> {});

  @BeforeEach
  void setUp() {
    for (int i = 0; i < 10; i++) {
      cluster.put(QUEUE, "TagA", "m" + i, 0);
      cluster.put(RETRY, "TagA", "m" + i, 0);
    }
  }

  @AfterEach
  void tearDown() {
    instance.shutdown(null, null);
  }

  private StartOffset from(ConsumeFromWhere where) {
    var rules =
        new GroupRules(
            GROUP,
            new AllocateMessageQueueAveragely(),
            where,
            "20260704123000",
            MessageModel.CLUSTERING);
    var offsets = new RemoteBrokerOffsetStore(GROUP, instance.api(), instance.routes());
    return new StartOffset(rules, offsets, instance);
  }

  @ParameterizedTest
  @EnumSource(ConsumeFromWhere.class)
  void shouldGoOnWhereTheGroupLeftOff(ConsumeFromWhere where) throws Exception {
    cluster.setOffset(GROUP, QUEUE, 0);
    cluster.setOffset(GROUP, RETRY, 3);

    assertThat(from(where).of(QUEUE)).isZero();
    assertThat(from(where).of(RETRY)).isEqualTo(3);
  }

  /** Retried messages are of this group in any case, so none is skipped; but see TIMESTAMP. */
  @ParameterizedTest
  @CsvSource({
    "CONSUME_FROM_LAST_OFFSET, 10, 0",
    "CONSUME_FROM_LAST_OFFSET_AND_FROM_MIN_WHEN_BOOT_FIRST, 10, 0",
    "CONSUME_FROM_MIN_OFFSET, 10, 0",
    "CONSUME_FROM_MAX_OFFSET, 10, 0",
    "CONSUME_FROM_FIRST_OFFSET, 0, 0",
    "CONSUME_FROM_TIMESTAMP, 5, 10"
  })
  void shouldBeginWhereTheUserWantsANewGroupToBegin(
      ConsumeFromWhere where, long ofTopic, long ofRetryTopic) throws Exception {
    assertThat(from(where).of(QUEUE)).isEqualTo(ofTopic);
    assertThat(from(where).of(RETRY)).isEqualTo(ofRetryTopic);
  }

  @Test
  void shouldTakeTheTimeAsLocalTime() throws Exception {
    from(ConsumeFromWhere.CONSUME_FROM_TIMESTAMP).of(QUEUE);

    assertThat(
            cluster
                .received(RequestCode.SEARCH_OFFSET_BY_TIMESTAMP)
                .get(0)
                .decodeHeader(SearchOffsetRequestHeader.class)
                .timestamp())
        .isEqualTo(
            LocalDateTime.of(2026, 7, 4, 12, 30)
                .atZone(ZoneId.systemDefault())
                .toInstant()
                .toEpochMilli());
  }

  @ParameterizedTest
  @EnumSource(ConsumeFromWhere.class)
  void shouldNeverGuessWhenTheBrokerCannotTell(ConsumeFromWhere where) {
    cluster.script(
        RequestCode.QUERY_CONSUMER_OFFSET,
        (address, request) -> RemotingCommand.createResponse(ResponseCode.SYSTEM_ERROR, "not now"));

    assertThatThrownBy(() -> from(where).of(QUEUE))
        .isInstanceOf(MQClientException.class)
        .hasMessageContaining(QUEUE.toString());
  }
}
