package io.glassmq.client.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glassmq.client.QueryResult;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.fake.FakeCluster;
import io.glassmq.client.fake.StoredMessage;
import io.glassmq.client.impl.compression.CompressedBody;
import io.glassmq.common.compression.CompressionType;
import io.glassmq.common.message.MessageConst;
import io.glassmq.common.message.MessageExt;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.header.QueryMessageResponseHeader;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DefaultMQAdminExtTest {
  private static final String TOPIC = "Orders";

  private final FakeCluster cluster = new FakeCluster("broker-a", "broker-b").topic(TOPIC, 2);
  private final DefaultMQAdminExt admin = new DefaultMQAdminExt(cluster.parts());

  @BeforeEach
  void start() throws MQClientException {
    admin.setNamesrvAddr("fake:9876");
    admin.start();
  }

  @AfterEach
  void stop() {
    admin.shutdown();
  }

  private static MessageExt message(String topic, String id, String keys, String body) {
    var message = new MessageExt();
    message.setTopic(topic);
    message.setKeys(keys);
    message.putProperty(MessageConst.PROPERTY_UNIQ_CLIENT_MESSAGE_ID_KEYIDX, id);
    message.setBody(body.getBytes(UTF_8));
    return message;
  }

  private static RemotingCommand found(long indexedUpTo, MessageExt... messages) {
    return RemotingCommand.success()
        .header(new QueryMessageResponseHeader(indexedUpTo, 1))
        .body(StoredMessage.encode(List.of(messages)));
  }

  private static List<String> bodies(QueryResult result) {
    return result.getMessageList().stream().map(m -> new String(m.getBody(), UTF_8)).toList();
  }

  private void brokerAFinds(RemotingCommand answer) {
    cluster.script(
        RequestCode.QUERY_MESSAGE,
        (address, request) ->
            address.equals(cluster.addressOf("broker-a"))
                ? answer
                : RemotingCommand.createResponse(ResponseCode.QUERY_NOT_FOUND, "none"));
  }

  @Nested
  class QueryMessage {
    @Test
    void shouldAskEveryBrokerOfTheTopic() throws Exception {
      cluster.script(
          RequestCode.QUERY_MESSAGE,
          (address, request) ->
              address.equals(cluster.addressOf("broker-a"))
                  ? found(7, message(TOPIC, "ID1", "k", "of a"))
                  : found(9, message(TOPIC, "ID2", "j k", "of b")));

      QueryResult result = admin.queryMessage(TOPIC, "k", 32, 1, 2);

      assertThat(bodies(result)).containsExactly("of a", "of b");
      assertThat(result.getIndexLastUpdateTimestamp()).isEqualTo(9);
      assertThat(cluster.received(RequestCode.QUERY_MESSAGE))
          .hasSize(2)
          .allMatch(request -> "K".equals(request.field("indexType")))
          .allMatch(request -> "false".equals(request.field("_UNIQUE_KEY_QUERY")))
          .allMatch(request -> "32".equals(request.field("maxNum")));
    }

    @Test
    void shouldDropMessagesThatOnlyShareTheHash() throws Exception {
      brokerAFinds(
          found(
              1,
              message(TOPIC, "ID1", "BB", "other key"),
              message(TOPIC, "Aa", "x", "an id, not a key"),
              message("Elsewhere", "ID3", "Aa", "other topic"),
              message(TOPIC, "ID4", "Aa", "right")));

      assertThat(bodies(admin.queryMessage(TOPIC, "Aa", 32, 0, 9))).containsExactly("right");
    }

    @Test
    void shouldGiveWhatOneBrokerHasWhenTheOtherIsDown() throws Exception {
      brokerAFinds(found(1, message(TOPIC, "ID1", "k", "of a")));
      cluster.takeDown("broker-b");

      assertThat(bodies(admin.queryMessage(TOPIC, "k", 32, 0, 9))).containsExactly("of a");
    }

    @Test
    void shouldSayThatThereIsNone() {
      brokerAFinds(found(1));

      assertThatThrownBy(() -> admin.queryMessage(TOPIC, "k", 32, 0, 9))
          .isInstanceOf(MQClientException.class)
          .hasMessageContaining("208")
          .hasMessageContaining("Orders")
          .hasMessageContaining("key k");
    }

    @Test
    void shouldSayThatThereIsNoSuchTopic() {
      assertThatThrownBy(() -> admin.queryMessage("Nowhere", "k", 32, 0, 9))
          .isInstanceOf(MQClientException.class)
          .hasMessageContaining("17");
    }
  }

  @Nested
  class ViewMessage {
    /** Broker 127.0.0.2:10911, byte 0x1F4. */
    private static final String ID = "7F00000200002A9F00000000000001F4";

    @Test
    void shouldFindAMessageByItsUniqueId() throws Exception {
      MessageExt message = message(TOPIC, ID, "k", "hello");
      var small = CompressedBody.compress(message.getBody(), CompressionType.ZLIB, 5);
      message.setBody(small.bytes());
      message.setSysFlag(small.sysFlag());
      brokerAFinds(found(1, message(TOPIC, "ID1", "k", "other"), message));

      MessageExt found = admin.viewMessage(TOPIC, ID);

      assertThat(new String(found.getBody(), UTF_8)).isEqualTo("hello");
      assertThat(cluster.received(RequestCode.QUERY_MESSAGE))
          .allMatch(request -> "U".equals(request.field("indexType")))
          .allMatch(request -> "true".equals(request.field("_UNIQUE_KEY_QUERY")));
      assertThat(cluster.received(RequestCode.VIEW_MESSAGE_BY_ID)).isEmpty();
    }

    @Test
    void shouldTakeAnyTextForAnId() throws Exception {
      brokerAFinds(found(1, message(TOPIC, "my own", "k", "hello")));

      assertThat(admin.viewMessage(TOPIC, "my own").getKeys()).isEqualTo("k");
    }
  }
}
