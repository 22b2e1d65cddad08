package io.glassmq.client.impl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.glassmq.client.ClientConfig;
import io.glassmq.client.consumer.PopResult;
import io.glassmq.client.consumer.PopStatus;
import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.fake.FakeCluster;
import io.glassmq.client.fake.StoredMessage;
import io.glassmq.common.consumer.ReceiptHandle;
import io.glassmq.common.consumer.RetryKind;
import io.glassmq.common.message.MessageConst;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.common.message.MessageQueueAssignment;
import io.glassmq.common.message.MessageRequestMode;
import io.glassmq.remoting.ChannelEventListener;
import io.glassmq.remoting.RemotingClient;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.body.BatchAck;
import io.glassmq.remoting.protocol.body.BatchAckMessageRequestBody;
import io.glassmq.remoting.protocol.body.QueryAssignmentRequestBody;
import io.glassmq.remoting.protocol.body.QueryAssignmentResponseBody;
import io.glassmq.remoting.protocol.header.AckMessageRequestHeader;
import io.glassmq.remoting.protocol.header.ChangeInvisibleTimeRequestHeader;
import io.glassmq.remoting.protocol.header.ChangeInvisibleTimeResponseHeader;
import io.glassmq.remoting.protocol.header.PopMessageRequestHeader;
import io.glassmq.remoting.protocol.header.PopMessageResponseHeader;
import io.glassmq.remoting.protocol.heartbeat.MessageModel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MQPopAPITest {
  private static final String ADDRESS = "fake-broker-a:10911";
  private static final String BROKER = "broker-a";
  private static final long POP_TIME = 1_700_000_000_000L;
  private static final long INVISIBLE = 60_000;
  private static final int REVIVE_QUEUE = 3;

  private final FakeCluster cluster = new FakeCluster(BROKER);
  private final RemotingClient remoting =
      cluster.parts().remotingClient().apply(ChannelEventListener.NONE);
  private final MQPopAPI api = new MQClientAPIImpl(remoting, new ClientConfig()).pop(Runnable::run);

  @BeforeEach
  void start() {
    remoting.start();
  }

  @AfterEach
  void stop() {
    remoting.shutdown();
  }

  private static MessageExt message(String topic, int queueId, long offset) {
    var message = new MessageExt();
    message.setTopic(topic);
    message.setQueueId(queueId);
    message.setQueueOffset(offset);
    message.setBody(new byte[] {1});
    return message;
  }

  private static ReceiptHandle handle(RetryKind kind, long start, int queueId, long offset) {
    return new ReceiptHandle(
        start, POP_TIME, INVISIBLE, REVIVE_QUEUE, kind, BROKER, queueId, offset);
  }

  @Nested
  class PopMessage {
    private void answer(String starts, String offsets, String counts, MessageExt... messages) {
      var header =
          new PopMessageResponseHeader(
              POP_TIME, INVISIBLE, REVIVE_QUEUE, 19, starts, offsets, counts);
      byte[] body = StoredMessage.encode(List.of(messages));
      cluster.script(
          RequestCode.POP_MESSAGE,
          (address, request) -> RemotingCommand.success().header(header).body(body));
    }

    private PopResult pop() throws Exception {
      var header =
          new PopMessageRequestHeader(
              "g", "T", -1, 32, INVISIBLE, 15_000, 1, 0, "TAG", "*", false, null);
      return api.popMessage(ADDRESS, BROKER, header, 25_000).get(10, TimeUnit.SECONDS);
    }

    private List<ReceiptHandle> receipts(PopResult result) {
      return result.getMsgFoundList().stream()
          .map(m -> ReceiptHandle.decode(m.getProperty(MessageConst.PROPERTY_POP_CK)))
          .toList();
    }

    @Test
    void shouldMakeTheReceiptOfEachMessageFromTheStartOfItsQueue() throws Exception {
      answer(
          "0 1 5;0 0 2",
          "0 1 5,7;0 0 2",
          null,
          message("T", 1, 5),
          message("T", 1, 7),
          message("T", 0, 2));

      PopResult result = pop();

      assertThat(receipts(result))
          .containsExactly(
              handle(RetryKind.NORMAL, 5, 1, 5),
              handle(RetryKind.NORMAL, 5, 1, 7),
              handle(RetryKind.NORMAL, 2, 0, 2));
      assertThat(result.getPopStatus()).isEqualTo(PopStatus.FOUND);
      assertThat(result.getPopTime()).isEqualTo(POP_TIME);
      assertThat(result.getInvisibleTime()).isEqualTo(INVISIBLE);
      assertThat(result.getRestNum()).isEqualTo(19);
    }

    @Test
    void shouldTakeTheOffsetsThatTheBrokerTellsInTheirOrder() throws Exception {
      answer("0 1 5", "0 1 50,70", null, message("T", 1, 5), message("T", 1, 7));

      assertThat(receipts(pop())).extracting(ReceiptHandle::queueOffset).containsExactly(50L, 70L);
    }

    @Test
    void shouldTakeTheOldestOffsetWhenAnOldBrokerTellsNoStart() throws Exception {
      answer(null, null, null, message("T", 1, 5), message("T", 0, 3));

      assertThat(receipts(pop()))
          .containsExactly(handle(RetryKind.NORMAL, 3, 1, 5), handle(RetryKind.NORMAL, 3, 0, 3));
    }

    @Test
    void shouldKeepTheReceiptThatTheBrokerMade() throws Exception {
      MessageExt retry = message("T", 0, 9);
      String receipt = handle(RetryKind.RETRY_V1, 8, 0, 9).encode();
      retry.putProperty(MessageConst.PROPERTY_POP_CK, receipt);
      retry.putProperty(MessageConst.PROPERTY_FIRST_POP_TIME, "5");
      answer("0 0 3;1 0 8", "0 0 3;1 0 9", null, message("T", 0, 3), retry);

      PopResult result = pop();

      assertThat(receipts(result))
          .containsExactly(handle(RetryKind.NORMAL, 3, 0, 3), handle(RetryKind.RETRY_V1, 8, 0, 9));
      assertThat(result.getMsgFoundList())
          .extracting(m -> m.getProperty(MessageConst.PROPERTY_FIRST_POP_TIME))
          .containsExactly(Long.toString(POP_TIME), "5");
    }

    @Test
    void shouldKnowRetryMessagesByTheirTopicAndShowThemUnderThePoppedOne() throws Exception {
      answer("2 0 8", "2 0 8", null, message("%RETRY%g+T", 0, 8));

      PopResult result = pop();

      assertThat(receipts(result)).containsExactly(handle(RetryKind.RETRY_V2, 8, 0, 8));
      assertThat(result.getMsgFoundList()).extracting(MessageExt::getTopic).containsExactly("T");
      assertThat(result.getMsgFoundList())
          .extracting(MessageExt::getBrokerName)
          .containsExactly(BROKER);
    }

    @Test
    void shouldTellHowOftenAnOrderedMessageCameBefore() throws Exception {
      answer("0 0 1", "0 0 1,2", "0 qo0%1 2;0 0 0", message("T", 0, 1), message("T", 0, 2));

      assertThat(pop().getMsgFoundList())
          .extracting(MessageExt::getReconsumeTimes)
          .containsExactly(2, 0);
    }

    @ParameterizedTest
    @CsvSource({
      "POLLING_FULL, POLLING_FULL",
      "POLLING_TIMEOUT, POLLING_NOT_FOUND",
      "PULL_NOT_FOUND, POLLING_NOT_FOUND",
    })
    void shouldTellWhyNothingCame(ResponseCode code, PopStatus status) throws Exception {
      cluster.script(
          RequestCode.POP_MESSAGE, (a, request) -> RemotingCommand.createResponse(code, "none"));

      PopResult result = pop();

      assertThat(result.getPopStatus()).isEqualTo(status);
      assertThat(result.getMsgFoundList()).isEmpty();
    }

    @Test
    void shouldFailWithTheRefusalOfTheBroker() {
      cluster.script(
          RequestCode.POP_MESSAGE,
          (a, request) -> RemotingCommand.createResponse(ResponseCode.NO_PERMISSION, "no"));

      assertThatThrownBy(this::pop)
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOf(MQBrokerException.class)
          .hasMessageContaining("no");
    }
  }

  @Nested
  class AckMessage {
    @Test
    void shouldNameTheQueueThatTheMessageWasReallyPoppedFrom() throws Exception {
      cluster.script(RequestCode.ACK_MESSAGE, (a, request) -> RemotingCommand.success());
      ReceiptHandle receipt = handle(RetryKind.RETRY_V1, 8, 0, 9);

      api.ackMessage(ADDRESS, "g", "T", receipt, 3_000).get(10, TimeUnit.SECONDS);

      assertThat(cluster.received(RequestCode.ACK_MESSAGE))
          .extracting(request -> request.decodeHeader(AckMessageRequestHeader.class))
          .containsExactly(new AckMessageRequestHeader("g", "%RETRY%g_T", 0, receipt.encode(), 9));
    }

    @Test
    void shouldFailWhenTheBrokerRefuses() {
      cluster.script(
          RequestCode.ACK_MESSAGE,
          (a, request) -> RemotingCommand.createResponse(ResponseCode.NO_MESSAGE, "illegal"));
      ReceiptHandle receipt = handle(RetryKind.NORMAL, 0, 0, 0);

      assertThatThrownBy(
              () -> api.ackMessage(ADDRESS, "g", "T", receipt, 3_000).get(10, TimeUnit.SECONDS))
          .hasCauseInstanceOf(MQBrokerException.class)
          .hasMessageContaining("illegal");
    }
  }

  @Nested
  class BatchAckMessage {
    @Test
    void shouldSayInOneEntryWhatWasPoppedTogether() throws Exception {
      cluster.script(RequestCode.BATCH_ACK_MESSAGE, (a, request) -> RemotingCommand.success());

      api.batchAckMessage(
              ADDRESS,
              "g",
              "T",
              List.of(
                  handle(RetryKind.NORMAL, 5, 0, 5),
                  handle(RetryKind.RETRY_V1, 5, 0, 5),
                  handle(RetryKind.NORMAL, 5, 0, 8),
                  handle(RetryKind.NORMAL, 5, 1, 6)),
              3_000)
          .get(10, TimeUnit.SECONDS);

      RemotingCommand request = cluster.received(RequestCode.BATCH_ACK_MESSAGE).get(0);
      var body = RemotingSerializable.decode(request.body(), BatchAckMessageRequestBody.class);
      assertThat(body.brokerName()).isEqualTo(BROKER);
      assertThat(body.acks())
          .extracting(BatchAck::retry, BatchAck::queueId, ack -> ack.consumed().toString())
          .containsExactly(tuple("0", 0, "{0, 3}"), tuple("1", 0, "{0}"), tuple("0", 1, "{1}"));
      assertThat(body.acks()).extracting(BatchAck::topic).containsOnly("T");
    }
  }

  @Nested
  class ChangeInvisibleTime {
    @Test
    void shouldMakeTheReceiptThatCountsFromThenOn() throws Exception {
      cluster.script(
          RequestCode.CHANGE_MESSAGE_INVISIBLETIME,
          (a, request) ->
              RemotingCommand.success()
                  .header(new ChangeInvisibleTimeResponseHeader(POP_TIME + 7, 20_000, 5)));
      ReceiptHandle old = handle(RetryKind.RETRY_V1, 5, 0, 8);

      ReceiptHandle now =
          api.changeInvisibleTime(ADDRESS, "g", "T", old, 20_000, 3_000).get(10, TimeUnit.SECONDS);

      assertThat(now)
          .isEqualTo(
              new ReceiptHandle(8, POP_TIME + 7, 20_000, 5, RetryKind.RETRY_V1, BROKER, 0, 8));
      assertThat(cluster.received(RequestCode.CHANGE_MESSAGE_INVISIBLETIME))
          .extracting(request -> request.decodeHeader(ChangeInvisibleTimeRequestHeader.class))
          .containsExactly(
              new ChangeInvisibleTimeRequestHeader(
                  "g", "%RETRY%g_T", 0, old.encode(), 8, 20_000, false));
    }
  }

  @Nested
  class QueryAssignment {
    private void answer(List<MessageQueueAssignment> assignments) {
      byte[] body = RemotingSerializable.encode(new QueryAssignmentResponseBody(assignments));
      cluster.script(
          RequestCode.QUERY_ASSIGNMENT, (a, request) -> RemotingCommand.success().body(body));
    }

    private Optional<List<MessageQueueAssignment>> ask() throws Exception {
      var body = new QueryAssignmentRequestBody("T", "g", "c1", "AVG", MessageModel.CLUSTERING);
      return api.queryAssignment(ADDRESS, body, 3_000);
    }

    @Test
    void shouldTellNoQueueFromNoAnswer() throws Exception {
      answer(null);
      assertThat(ask()).isEmpty();

      answer(List.of());
      assertThat(ask()).contains(List.of());
    }

    @Test
    void shouldTellTheQueues() throws Exception {
      var queue = new MessageQueue("T", BROKER, -1);
      answer(List.of(new MessageQueueAssignment(queue, MessageRequestMode.POP)));

      assertThat(ask().orElseThrow())
          .containsExactly(new MessageQueueAssignment(queue, MessageRequestMode.POP));
    }
  }
}
