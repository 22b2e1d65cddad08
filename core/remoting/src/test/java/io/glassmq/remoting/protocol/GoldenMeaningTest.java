package io.glassmq.remoting.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.admin.ConsumeStats;
import io.glassmq.remoting.protocol.admin.TopicStatsTable;
import io.glassmq.remoting.protocol.body.BatchAckMessageRequestBody;
import io.glassmq.remoting.protocol.body.BrokerStatsData;
import io.glassmq.remoting.protocol.body.CheckClientRequestBody;
import io.glassmq.remoting.protocol.body.ClusterInfo;
import io.glassmq.remoting.protocol.body.ConsumeMessageDirectlyResult;
import io.glassmq.remoting.protocol.body.ConsumeStatsList;
import io.glassmq.remoting.protocol.body.ConsumerConnection;
import io.glassmq.remoting.protocol.body.ConsumerRunningInfo;
import io.glassmq.remoting.protocol.body.GetConsumerStatusBody;
import io.glassmq.remoting.protocol.body.GroupList;
import io.glassmq.remoting.protocol.body.KVTable;
import io.glassmq.remoting.protocol.body.LockBatchRequestBody;
import io.glassmq.remoting.protocol.body.LockBatchResponseBody;
import io.glassmq.remoting.protocol.body.ProducerConnection;
import io.glassmq.remoting.protocol.body.QueryAssignmentRequestBody;
import io.glassmq.remoting.protocol.body.QueryAssignmentResponseBody;
import io.glassmq.remoting.protocol.body.QueryConsumeQueueResponseBody;
import io.glassmq.remoting.protocol.body.RegisterBrokerBody;
import io.glassmq.remoting.protocol.body.ResetOffsetBody;
import io.glassmq.remoting.protocol.body.SetMessageRequestModeRequestBody;
import io.glassmq.remoting.protocol.body.SubscriptionGroupWrapper;
import io.glassmq.remoting.protocol.body.TopicList;
import io.glassmq.remoting.protocol.body.UnlockBatchRequestBody;
import io.glassmq.remoting.protocol.header.*;
import io.glassmq.remoting.protocol.header.namesrv.*;
import io.glassmq.remoting.protocol.heartbeat.HeartbeatData;
import io.glassmq.remoting.protocol.route.TopicRouteData;
import io.glassmq.remoting.protocol.subscription.SubscriptionGroupConfig;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The header and body records against the frames that official programs exchanged. */
class GoldenMeaningTest {
  private static final Map<Integer, Class<?>> REQUEST_HEADERS =
      Map.ofEntries(
          Map.entry(10, SendMessageRequestHeader.class),
          Map.entry(11, PullMessageRequestHeader.class),
          Map.entry(14, QueryConsumerOffsetRequestHeader.class),
          Map.entry(15, UpdateConsumerOffsetRequestHeader.class),
          Map.entry(17, CreateTopicRequestHeader.class),
          Map.entry(29, SearchOffsetRequestHeader.class),
          Map.entry(30, GetMaxOffsetRequestHeader.class),
          Map.entry(31, GetMinOffsetRequestHeader.class),
          Map.entry(32, GetEarliestMsgStoretimeRequestHeader.class),
          Map.entry(33, ViewMessageRequestHeader.class),
          Map.entry(34, HeartbeatRequestHeader.class),
          Map.entry(35, UnregisterClientRequestHeader.class),
          Map.entry(36, ConsumerSendMsgBackRequestHeader.class),
          Map.entry(38, GetConsumerListByGroupRequestHeader.class),
          Map.entry(40, NotifyConsumerIdsChangedRequestHeader.class),
          Map.entry(100, PutKVConfigRequestHeader.class),
          Map.entry(102, DeleteKVConfigRequestHeader.class),
          Map.entry(103, RegisterBrokerRequestHeader.class),
          Map.entry(104, UnRegisterBrokerRequestHeader.class),
          Map.entry(105, GetRouteInfoRequestHeader.class),
          Map.entry(203, GetConsumerConnectionListRequestHeader.class),
          Map.entry(204, GetProducerConnectionListRequestHeader.class),
          Map.entry(205, WipeWritePermOfBrokerRequestHeader.class),
          Map.entry(202, GetTopicStatsInfoRequestHeader.class),
          Map.entry(207, DeleteSubscriptionGroupRequestHeader.class),
          Map.entry(208, GetConsumeStatsRequestHeader.class),
          Map.entry(215, DeleteTopicRequestHeader.class),
          Map.entry(216, DeleteTopicFromNamesrvRequestHeader.class),
          Map.entry(220, ResetOffsetRequestHeader.class),
          Map.entry(221, GetConsumerStatusRequestHeader.class),
          Map.entry(222, ResetOffsetRequestHeader.class),
          Map.entry(223, GetConsumerStatusRequestHeader.class),
          Map.entry(300, QueryTopicConsumeByWhoRequestHeader.class),
          Map.entry(307, GetConsumerRunningInfoRequestHeader.class),
          Map.entry(309, ConsumeMessageDirectlyResultRequestHeader.class),
          Map.entry(310, SendMessageRequestHeaderV2.class),
          Map.entry(315, ViewBrokerStatsDataRequestHeader.class),
          Map.entry(317, GetConsumeStatsInBrokerHeader.class),
          Map.entry(320, SendMessageRequestHeaderV2.class),
          Map.entry(321, QueryConsumeQueueRequestHeader.class),
          Map.entry(327, AddWritePermOfBrokerRequestHeader.class),
          Map.entry(351, GetTopicConfigRequestHeader.class),
          Map.entry(361, PullMessageRequestHeader.class),
          Map.entry(200050, PopMessageRequestHeader.class),
          Map.entry(200051, AckMessageRequestHeader.class),
          Map.entry(200053, ChangeInvisibleTimeRequestHeader.class),
          Map.entry(200054, NotificationRequestHeader.class),
          Map.entry(200055, PollingInfoRequestHeader.class));

  private static final Map<Integer, Class<?>> RESPONSE_HEADERS =
      Map.ofEntries(
          Map.entry(10, SendMessageResponseHeader.class),
          Map.entry(11, PullMessageResponseHeader.class),
          Map.entry(14, QueryConsumerOffsetResponseHeader.class),
          Map.entry(29, SearchOffsetResponseHeader.class),
          Map.entry(30, GetMaxOffsetResponseHeader.class),
          Map.entry(31, GetMinOffsetResponseHeader.class),
          Map.entry(32, GetEarliestMsgStoretimeResponseHeader.class),
          Map.entry(103, RegisterBrokerResponseHeader.class),
          Map.entry(201, GetAllSubscriptionGroupResponseHeader.class),
          Map.entry(205, WipeWritePermOfBrokerResponseHeader.class),
          Map.entry(310, SendMessageResponseHeader.class),
          Map.entry(320, SendMessageResponseHeader.class),
          Map.entry(327, AddWritePermOfBrokerResponseHeader.class),
          Map.entry(361, PullMessageResponseHeader.class),
          Map.entry(200050, PopMessageResponseHeader.class),
          Map.entry(200053, ChangeInvisibleTimeResponseHeader.class),
          Map.entry(200054, NotificationResponseHeader.class),
          Map.entry(200055, PollingInfoResponseHeader.class));

  private static final Map<Integer, Class<?>> REQUEST_BODIES =
      Map.ofEntries(
          Map.entry(34, HeartbeatData.class),
          Map.entry(41, LockBatchRequestBody.class),
          Map.entry(42, UnlockBatchRequestBody.class),
          Map.entry(46, CheckClientRequestBody.class),
          Map.entry(103, RegisterBrokerBody.class),
          Map.entry(200, SubscriptionGroupConfig.class),
          Map.entry(220, ResetOffsetBody.class),
          Map.entry(400, QueryAssignmentRequestBody.class),
          Map.entry(401, SetMessageRequestModeRequestBody.class),
          Map.entry(200151, BatchAckMessageRequestBody.class));

  private static final Map<Integer, Class<?>> RESPONSE_BODIES =
      Map.ofEntries(
          Map.entry(28, KVTable.class),
          Map.entry(38, GetConsumerListByGroupResponseBody.class),
          Map.entry(41, LockBatchResponseBody.class),
          Map.entry(103, KVTable.class),
          Map.entry(105, TopicRouteData.class),
          Map.entry(106, ClusterInfo.class),
          Map.entry(201, SubscriptionGroupWrapper.class),
          Map.entry(202, TopicStatsTable.class),
          Map.entry(203, ConsumerConnection.class),
          Map.entry(204, ProducerConnection.class),
          Map.entry(206, TopicList.class),
          Map.entry(208, ConsumeStats.class),
          Map.entry(221, GetConsumerStatusBody.class),
          Map.entry(222, ResetOffsetBody.class),
          Map.entry(223, GetConsumerStatusBody.class),
          Map.entry(300, GroupList.class),
          Map.entry(307, ConsumerRunningInfo.class),
          Map.entry(309, ConsumeMessageDirectlyResult.class),
          Map.entry(315, BrokerStatsData.class),
          Map.entry(317, ConsumeStatsList.class),
          Map.entry(321, QueryConsumeQueueResponseBody.class),
          Map.entry(351, io.glassmq.common.TopicConfig.class),
          Map.entry(400, QueryAssignmentResponseBody.class));

  /** The official broker answered it with code 1. */
  private static final String NO_QUEUE_ID = "json/0398-get-max-offset-req.bin";

  private final FrameCodec codec = FrameCodec.standard();

  @Test
  void shouldFindEveryRequiredFieldAndWriteTheSameFieldsAgain() throws Exception {
    Set<Class<?>> met = new HashSet<>();
    for (GoldenFrame frame : GoldenFrame.all()) {
      var types = frame.isResponse() ? RESPONSE_HEADERS : REQUEST_HEADERS;
      RemotingCommand command = codec.decode(frame.buffer());
      boolean refused = frame.isResponse() && !command.isSuccess();
      if (!types.containsKey(frame.requestCode()) || refused || frame.file().equals(NO_QUEUE_ID)) {
        continue;
      }

      Class<?> type = types.get(frame.requestCode());
      var header = (CommandCustomHeader) read(command, type);
      var written = new HashMap<String, String>();
      HeaderCodec.write(header, written);

      assertThat(command.extFields() == null ? Map.of() : command.extFields())
          .as(frame.file())
          .containsAllEntriesOf(written);
      met.add(type);
    }
    assertThat(met).hasSizeGreaterThan(35);
  }

  @Test
  void shouldNameTheFieldThatOneRequestLacksOnPurpose() throws Exception {
    var frame =
        GoldenFrame.all().stream().filter(f -> f.file().equals(NO_QUEUE_ID)).findFirst().get();
    RemotingCommand command = codec.decode(frame.buffer());

    assertThatThrownBy(() -> command.decodeHeader(GetMaxOffsetRequestHeader.class))
        .isInstanceOf(RemotingCommandException.class)
        .hasMessageContaining("queueId");
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Object read(RemotingCommand command, Class type) throws Exception {
    return command.decodeHeader(type);
  }

  @Test
  void shouldReadEveryJsonBodyAndMeanTheSameWhenWrittenAgain() throws Exception {
    int met = 0;
    for (GoldenFrame frame : GoldenFrame.all()) {
      RemotingCommand command = codec.decode(frame.buffer());
      var types = frame.isResponse() ? RESPONSE_BODIES : REQUEST_BODIES;
      Class<?> type = types.get(frame.requestCode());
      if (type == null || command.body().length == 0) {
        continue;
      }

      Object body = RemotingSerializable.decode(command.body(), type);
      Object again = RemotingSerializable.decode(RemotingSerializable.encode(body), type);

      assertThat(again).as(frame.file()).isEqualTo(body);
      assertThat(RemotingSerializable.encode(body).length)
          .as(frame.file() + ": what we write back is about as much as we read")
          .isGreaterThan(command.body().length / 2);
      met++;
    }
    assertThat(met).isGreaterThan(100);
  }

  /** Official 5.5.0 peers do not read them when they are texts. */
  @Test
  void shouldWriteQueuesThatAreNamesAsBareObjects() throws Exception {
    int met = 0;
    for (GoldenFrame frame : GoldenFrame.all()) {
      RemotingCommand command = codec.decode(frame.buffer());
      if (!new String(command.body(), UTF_8).contains("{{\"brokerName\"")) {
        continue;
      }
      var types = frame.isResponse() ? RESPONSE_BODIES : REQUEST_BODIES;

      Object body = RemotingSerializable.decode(command.body(), types.get(frame.requestCode()));

      assertThat(members(RemotingSerializable.encode(body)))
          .as(frame.file())
          .isSubsetOf(members(command.body()));
      met++;
    }
    assertThat(met).isGreaterThan(20);
  }

  /** The parts between commas; their order and the brackets around them do not matter. */
  private static Set<String> members(byte[] json) {
    return Arrays.stream(new String(json, UTF_8).split("[\\[\\]{},]")).collect(toSet());
  }
}
