package io.glassmq.client.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.fake.FakeCluster;
import io.glassmq.common.compression.CompressionType;
import io.glassmq.common.message.Message;
import io.glassmq.remoting.RPCHook;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.header.SendMessageRequestHeaderV2;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProducerSettingsTest {
  private final FakeCluster cluster = new FakeCluster("broker-a").topic("Orders", 2);
  private final DefaultMQProducer producer =
      new DefaultMQProducer("senders", cluster.parts().withRpcHook(new Marker()));

  /** Adds a field to each request. */
  private static final class Marker implements RPCHook {
    @Override
    public void doBeforeRequest(String remoteAddr, RemotingCommand request) {
      request.addField("marked", request.field("ns") == null ? "alone" : "after the namespace");
    }

    @Override
    public void doAfterResponse(
        String remoteAddr, RemotingCommand request, RemotingCommand response) {
      response.addField("seen", "yes");
    }
  }

  private void start() throws MQClientException {
    producer.setNamesrvAddr("fake:9876");
    producer.start();
  }

  @AfterEach
  void stop() {
    producer.shutdown();
  }

  private SendMessageRequestHeaderV2 sent() throws Exception {
    return cluster
        .received(RequestCode.SEND_MESSAGE_V2)
        .get(0)
        .decodeHeader(SendMessageRequestHeaderV2.class);
  }

  static Stream<Arguments> outOfRange() {
    return Stream.of(
        setting("sendMsgTimeout", p -> p.setSendMsgTimeout(0)),
        setting("sendMsgMaxTimeoutPerRequest", p -> p.setSendMsgMaxTimeoutPerRequest(-2)),
        setting("defaultTopicQueueNums", p -> p.setDefaultTopicQueueNums(0)),
        setting("compressMsgBodyOverHowmuch", p -> p.setCompressMsgBodyOverHowmuch(0)),
        setting("compressLevel", p -> p.setCompressLevel(10)),
        setting("retryTimesWhenSendFailed", p -> p.setRetryTimesWhenSendFailed(-1)),
        setting("retryTimesWhenSendAsyncFailed", p -> p.setRetryTimesWhenSendAsyncFailed(-1)),
        setting("maxMessageSize", p -> p.setMaxMessageSize(0)),
        setting("detectTimeout", p -> p.setDetectTimeout(0)),
        setting("latencyMax", p -> p.setLatencyMax(new long[] {1})),
        setting("latencyMax", p -> p.setLatencyMax(new long[] {7, 6, 5, 4, 3, 2, 1})),
        setting("group", p -> p.setProducerGroup("DEFAULT_PRODUCER")),
        setting("group", p -> p.setProducerGroup("no blanks")),
        setting("group", p -> p.setNamespace("n".repeat(120))));
  }

  private static Arguments setting(String name, Consumer<DefaultMQProducer> set) {
    return Arguments.of(name, set);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("outOfRange")
  void shouldBeRefusedAtTheStartWhenOutOfRange(String name, Consumer<DefaultMQProducer> set) {
    set.accept(producer);

    assertThatThrownBy(this::start)
        .isInstanceOf(MQClientException.class)
        .hasMessageContaining(name);
  }

  @Test
  void shouldLetTheGroupBeSetAfterConstruction() throws Exception {
    producer.setProducerGroup("others");
    start();

    producer.send(new Message("Orders", new byte[1]));

    assertThat(sent().a()).isEqualTo("others");
  }

  @Test
  void shouldLearnTheRoutesOfTopicsAtTheStart() throws Exception {
    producer.setTopics(List.of("Orders", "Unknown"));

    start();

    cluster.takeDown(null);
    assertThat(producer.fetchPublishMessageQueues("Orders")).hasSize(2);
    assertThat(producer.fetchPublishMessageQueues("Unknown")).hasSize(4);
  }

  @Test
  void shouldBorrowAsManyQueuesAsTheTopicWillHave() throws Exception {
    producer.setDefaultTopicQueueNums(2);
    start();

    assertThat(producer.fetchPublishMessageQueues("Brand-New")).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(CompressionType.class)
  void shouldCompressAsTold(CompressionType type) throws Exception {
    producer.setCompressType(type);
    producer.setCompressMsgBodyOverHowmuch(100);
    start();

    producer.send(new Message("Orders", new byte[100]));

    assertThat(sent().f()).isEqualTo(type.sysFlag());
    assertThat(cluster.received(RequestCode.SEND_MESSAGE_V2).get(0).body()).hasSizeLessThan(100);
  }

  @Test
  void shouldSayWhichUnitMessagesComeFrom() throws Exception {
    producer.setUnitName("north");
    producer.setUnitMode(true);
    start();

    producer.send(new Message("Orders", new byte[1]));

    assertThat(producer.buildMQClientId()).endsWith("@north");
    assertThat(sent().k()).isTrue();
  }

  @Test
  void shouldPassEveryRequestThroughTheUsersHook() throws Exception {
    producer.setNamespaceV2("ns");
    start();

    producer.send(new Message("Orders", new byte[1]));

    assertThat(cluster.received())
        .hasSizeGreaterThan(1)
        .allMatch(it -> "after the namespace".equals(it.request().field("marked")));
  }
}
