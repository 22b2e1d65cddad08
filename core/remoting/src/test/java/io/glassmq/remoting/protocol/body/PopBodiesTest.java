package io.glassmq.remoting.protocol.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.common.consumer.ReceiptHandle;
import io.glassmq.common.consumer.RetryKind;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.common.message.MessageQueueAssignment;
import io.glassmq.common.message.MessageRequestMode;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.heartbeat.MessageModel;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The bodies of pop requests in the words that official programs use for them. */
class PopBodiesTest {

  @Nested
  class Acks {
    private static final ReceiptHandle HANDLE =
        new ReceiptHandle(100, 1700000000000L, 60000, 2, RetryKind.RETRY_V1, "broker-a", 1, 103);

    private static final String JSON =
        "{\"acks\":[{\"b\":\"CQI=\",\"c\":\"g1\",\"it\":60000,\"pt\":1700000000000,\"q\":1,"
            + "\"r\":\"1\",\"rq\":2,\"so\":100,\"t\":\"T1\"}],\"brokerName\":\"broker-a\"}";

    @Test
    void shouldBeWrittenWithShortNames() {
      var ack = BatchAck.of("g1", "T1", HANDLE, bits(0, 3, 9));

      var body = new BatchAckMessageRequestBody("broker-a", List.of(ack));

      assertThat(RemotingSerializable.toJson(body)).isEqualTo(JSON);
    }

    @Test
    void shouldBeReadWithShortNames() throws Exception {
      var body = RemotingSerializable.fromJson(JSON, BatchAckMessageRequestBody.class);

      assertThat(body.brokerName()).isEqualTo("broker-a");
      BatchAck ack = body.acks().get(0);
      assertThat(ack).isEqualTo(BatchAck.of("g1", "T1", HANDLE, bits(0, 3, 9)));
      assertThat(ack.consumed()).isEqualTo(bits(0, 3, 9));
      assertThat(ack.retryKind()).isEqualTo(RetryKind.RETRY_V1);
    }

    @Test
    void shouldBeReadWithLongNames() throws Exception {
      String json =
          "{\"consumerGroup\":\"g1\",\"topic\":\"T1\",\"retry\":\"1\",\"startOffset\":100,"
              + "\"queueId\":1,\"reviveQueueId\":2,\"popTime\":1700000000000,"
              + "\"invisibleTime\":60000,\"bitSet\":\"CQI=\"}";

      var ack = RemotingSerializable.fromJson(json, BatchAck.class);

      assertThat(ack).isEqualTo(BatchAck.of("g1", "T1", HANDLE, bits(0, 3, 9)));
    }

    @Test
    void shouldBeNoneWhenTheListOrTheBitsAreMissing() throws Exception {
      assertThat(RemotingSerializable.fromJson("{}", BatchAckMessageRequestBody.class).acks())
          .isEmpty();
      assertThat(RemotingSerializable.fromJson("{}", BatchAck.class).consumed().isEmpty()).isTrue();
    }

    private static BitSet bits(int... set) {
      var bits = new BitSet();
      for (int bit : set) {
        bits.set(bit);
      }
      return bits;
    }
  }

  @Nested
  class Assignments {
    @Test
    void shouldAskByTopicGroupAndClient() {
      var body = new QueryAssignmentRequestBody("T1", "g1", "c1", "AVG", MessageModel.CLUSTERING);

      assertThat(RemotingSerializable.toJson(body))
          .isEqualTo(
              "{\"clientId\":\"c1\",\"consumerGroup\":\"g1\",\"messageModel\":\"CLUSTERING\","
                  + "\"strategyName\":\"AVG\",\"topic\":\"T1\"}");
    }

    @Test
    void shouldSayNothingAtAllWhenTheBrokerCannotTell() throws Exception {
      assertThat(RemotingSerializable.toJson(new QueryAssignmentResponseBody(null)))
          .isEqualTo("{}");
      assertThat(
              RemotingSerializable.fromJson("{}", QueryAssignmentResponseBody.class)
                  .messageQueueAssignments())
          .isNull();
    }

    @Test
    void shouldTellNoQueueFromNoAnswer() {
      assertThat(RemotingSerializable.toJson(new QueryAssignmentResponseBody(List.of())))
          .isEqualTo("{\"messageQueueAssignments\":[]}");
    }

    @Test
    void shouldReadTheAttachmentsOfOfficialBrokers() throws Exception {
      String json =
          "{\"messageQueueAssignments\":[{\"attachments\":{},\"messageQueue\":"
              + "{\"brokerName\":\"broker-a\",\"queueId\":-1,\"topic\":\"T1\"},\"mode\":\"POP\"}]}";

      var body = RemotingSerializable.fromJson(json, QueryAssignmentResponseBody.class);

      assertThat(body.messageQueueAssignments())
          .containsExactly(
              new MessageQueueAssignment(
                  new MessageQueue("T1", "broker-a", -1), MessageRequestMode.POP, Map.of()));
      assertThat(RemotingSerializable.toJson(body)).isEqualTo(json);
    }
  }

  @Test
  void shouldListRequestModesByTopicAndGroup() throws Exception {
    String json =
        "{\"messageRequestModeMap\":{\"T1\":{\"g1\":{\"consumerGroup\":\"g1\",\"mode\":\"POP\","
            + "\"popShareQueueNum\":0,\"topic\":\"T1\"}}}}";
    var mode = new SetMessageRequestModeRequestBody("T1", "g1", MessageRequestMode.POP, 0);

    var modes = RemotingSerializable.fromJson(json, MessageRequestModeSerializeWrapper.class);

    assertThat(modes.messageRequestModeMap()).isEqualTo(Map.of("T1", Map.of("g1", mode)));
    assertThat(RemotingSerializable.toJson(modes)).isEqualTo(json);
  }
}
