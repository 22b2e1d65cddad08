package io.glassmq.remoting.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glassmq.common.TopicConfig;
import io.glassmq.common.consumer.ConsumeFromWhere;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.body.LockBatchRequestBody;
import io.glassmq.remoting.protocol.body.RegisterBrokerBody;
import io.glassmq.remoting.protocol.body.TopicConfigSerializeWrapper;
import io.glassmq.remoting.protocol.heartbeat.HeartbeatData;
import io.glassmq.remoting.protocol.heartbeat.MessageModel;
import io.glassmq.remoting.protocol.route.BrokerData;
import io.glassmq.remoting.protocol.route.QueueData;
import io.glassmq.remoting.protocol.route.TopicRouteData;
import io.glassmq.remoting.protocol.subscription.SubscriptionGroupConfig;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemotingSerializableTest {
  private static final TopicRouteData ROUTE =
      new TopicRouteData(
          List.of(new QueueData("broker-a", 4, 4, 6, 0)),
          List.of(new BrokerData("c", "broker-a", Map.of(0L, "127.0.0.1:10911"))));

  /** Offsets of queues, as some official bodies have them. */
  record Offsets(Map<MessageQueue, Long> offsetTable) {}

  @Nested
  class Encode {
    @Test
    void shouldWriteMembersInOrderOfTheirNamesAndNoNulls() {
      String json = RemotingSerializable.toJson(ROUTE);

      assertThat(json)
          .isEqualTo(
              "{\"brokerDatas\":[{\"brokerAddrs\":{\"0\":\"127.0.0.1:10911\"},"
                  + "\"brokerName\":\"broker-a\",\"cluster\":\"c\",\"enableActingMaster\":false}],"
                  + "\"filterServerTable\":{},\"queueDatas\":[{\"brokerName\":\"broker-a\","
                  + "\"perm\":6,\"readQueueNums\":4,\"topicSysFlag\":0,\"writeQueueNums\":4}]}");
    }

    @Test
    void shouldWriteBareIntegerNamesForOldPeers() {
      String json = new String(RemotingSerializable.encodeBareKeys(ROUTE), UTF_8);

      assertThat(json).contains("\"brokerAddrs\":{0:\"127.0.0.1:10911\"}");
    }

    @Test
    void shouldLeaveTextsAloneThatLookLikeBareNames() {
      String json = new String(RemotingSerializable.encodeBareKeys(Map.of("a", ",\"1\":")), UTF_8);

      assertThat(json).isEqualTo("{\"a\":\",\\\"1\\\":\"}");
    }

    @Test
    void shouldWriteQueuesThatAreNamesAsBareObjects() throws Exception {
      var offsets = new Offsets(Map.of(new MessageQueue("T", "b\"\\{", 0), 5L));

      String json = RemotingSerializable.toJson(offsets);

      assertThat(json)
          .isEqualTo(
              "{\"offsetTable\":{{\"brokerName\":\"b\\\"\\\\{\",\"queueId\":0,"
                  + "\"topic\":\"T\"}:5}}");
      assertThat(RemotingSerializable.fromJson(json, Offsets.class)).isEqualTo(offsets);
    }

    @Test
    void shouldLeaveTextsAloneThatLookLikeObjects() {
      String json = RemotingSerializable.toJson(List.of("{\"a\":1}", "\"{\"b\":2}\":"));

      assertThat(json).isEqualTo("[\"{\\\"a\\\":1}\",\"\\\"{\\\"b\\\":2}\\\":\"]");
    }

    @Test
    void shouldIndentSettingsFilesByTabs() {
      String json = RemotingSerializable.encodePretty(Map.of("a", List.of(1), "b", Map.of()));

      assertThat(json).contains("\t\"a\":[\n\t\t1\n\t]").contains("\t\"b\":{}");
    }

    @Test
    void shouldWriteNothingButTheComponents() {
      String json = RemotingSerializable.toJson(SubscriptionGroupConfig.of("g"));

      assertThat(json)
          .isEqualTo(
              "{\"attributes\":{},\"brokerId\":0,\"consumeBroadcastEnable\":true,"
                  + "\"consumeEnable\":true,\"consumeFromMinEnable\":true,"
                  + "\"consumeMessageOrderly\":false,\"consumeTimeoutMinute\":15,"
                  + "\"groupName\":\"g\",\"groupRetryPolicy\":{\"type\":\"CUSTOMIZED\"},"
                  + "\"groupSysFlag\":0,\"notifyConsumerIdsChangedEnable\":true,"
                  + "\"retryMaxTimes\":16,\"retryQueueNums\":1,"
                  + "\"whichBrokerWhenConsumeSlowly\":1}");
    }
  }

  @Nested
  class Decode {
    @ParameterizedTest
    @ValueSource(
        strings = {"{0:\"a\",1:\"b\"}", "{\"0\":\"a\",\"1\":\"b\"}", "{ 0 : \"a\",1:\"b\"}"})
    void shouldReadBareAndQuotedIntegerNames(String addresses) throws Exception {
      String json = "{\"brokerAddrs\":" + addresses + ",\"brokerName\":\"x\",\"new\":[{}]}";

      assertThat(RemotingSerializable.fromJson(json, BrokerData.class).brokerAddrs())
          .isEqualTo(Map.of(0L, "a", 1L, "b"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"offsetTable\":{{\"brokerName\":\"b{\",\"queueId\":0,\"topic\":\"T\"}:5,"
              + "{\"brokerName\":\"b{\",\"queueId\":1,\"topic\":\"T\"}:6}}",
          "{\n\t\"offsetTable\":{\n\t\t{\n\t\t\t\"brokerName\":\"b{\",\n\"queueId\":0,\"topic\":\"T\"}"
              + ":5,{\"brokerName\":\"b{\",\"queueId\":1,\"topic\":\"T\"}:6}}",
          "{\"offsetTable\":{\"{\\\"brokerName\\\":\\\"b{\\\",\\\"queueId\\\":0,"
              + "\\\"topic\\\":\\\"T\\\"}\":5,\"{\\\"brokerName\\\":\\\"b{\\\",\\\"queueId\\\":1,"
              + "\\\"topic\\\":\\\"T\\\"}\":6}}"
        })
    void shouldReadObjectsAsNames(String json) throws Exception {
      var offsets = RemotingSerializable.fromJson(json, Offsets.class).offsetTable();

      assertThat(offsets)
          .isEqualTo(
              Map.of(new MessageQueue("T", "b{", 0), 5L, new MessageQueue("T", "b{", 1), 6L));
    }

    @Test
    void shouldReadEnumsAsNumbersAndNumbersAsTexts() throws Exception {
      String json =
          "{\"clientID\":\"c\",\"consumerDataSet\":[{\"groupName\":\"g\",\"consumeType\":1,"
              + "\"messageModel\":\"clustering\",\"consumeFromWhere\":4,\"subscriptionDataSet\":"
              + "[{\"topic\":\"T\",\"subString\":\"*\",\"subVersion\":\"17\"}]}]}";

      var consumer =
          RemotingSerializable.fromJson(json, HeartbeatData.class)
              .consumerDataSet()
              .iterator()
              .next();

      assertThat(consumer.messageModel()).isEqualTo(MessageModel.CLUSTERING);
      assertThat(consumer.consumeFromWhere()).isEqualTo(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
      assertThat(consumer.subscriptionDataSet().iterator().next().subVersion()).isEqualTo(17);
    }

    @Test
    void shouldGiveMissingGroupSettingsTheirDefaults() throws Exception {
      var group =
          RemotingSerializable.fromJson("{\"groupName\":\"g\"}", SubscriptionGroupConfig.class);

      assertThat(group).isEqualTo(SubscriptionGroupConfig.of("g"));
      assertThat(group.retryMaxTimes()).isEqualTo(16);
    }

    @Test
    void shouldReadWhatItWrote() throws Exception {
      var version = new DataVersion(0, 1_700_000_000_000L, 7);
      var topics = Map.of("T", TopicConfig.of("T", 8, 4, 6));
      var register =
          new RegisterBrokerBody(new TopicConfigSerializeWrapper(topics, version), List.of());
      var lock =
          new LockBatchRequestBody("g", "c", true, Set.of(new MessageQueue("T", "broker-a", 3)));

      assertThat(
              RemotingSerializable.decode(
                  RemotingSerializable.encode(register), RegisterBrokerBody.class))
          .isEqualTo(register);
      assertThat(
              RemotingSerializable.decode(
                  RemotingSerializable.encode(lock), LockBatchRequestBody.class))
          .isEqualTo(lock);
      assertThat(
              RemotingSerializable.decode(
                  RemotingSerializable.encodeBareKeys(ROUTE), TopicRouteData.class))
          .isEqualTo(ROUTE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{", "{{", "{{\"", "{{{", "{\"queueDatas\":[null]}"})
    void shouldRefuseWhatIsNotOfTheForm(String json) {
      assertThatThrownBy(() -> RemotingSerializable.fromJson(json, TopicRouteData.class))
          .isInstanceOf(RemotingCommandException.class)
          .hasMessageContaining("TopicRouteData");
    }
  }
}
