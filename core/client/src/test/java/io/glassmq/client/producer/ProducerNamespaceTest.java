package io.glassmq.client.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.client.fake.FakeCluster;
import io.glassmq.common.message.BatchEntry;
import io.glassmq.common.message.Message;
import io.glassmq.common.message.MessageProperties;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.header.SendMessageRequestHeaderV2;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ProducerNamespaceTest {
  private final FakeCluster cluster =
      new FakeCluster("broker-a").topic("Orders", 2).topic("ns%Orders", 2);
  private final DefaultMQProducer producer = new DefaultMQProducer("senders", cluster.parts());

  private void start() throws Exception {
    producer.setNamesrvAddr("fake:9876");
    producer.start();
  }

  @AfterEach
  void stop() {
    producer.shutdown();
  }

  private static Message message() {
    return new Message("Orders", "hello".getBytes());
  }

  private SendMessageRequestHeaderV2 sent() throws Exception {
    return cluster
        .received(RequestCode.SEND_MESSAGE_V2)
        .get(0)
        .decodeHeader(SendMessageRequestHeaderV2.class);
  }

  @Nested
  class InFrontOfNames {
    @Test
    void shouldBeOnTheServersButNotInWhatUsersSee() throws Exception {
      producer.setNamespace("ns");
      start();
      Message message = message();

      SendResult result = producer.send(message);

      assertThat(sent().a()).isEqualTo("ns%senders");
      assertThat(sent().b()).isEqualTo("ns%Orders");
      assertThat(sent().i()).contains("INSTANCE_ID\u0001ns");
      assertThat(result.getMessageQueue().getTopic()).isEqualTo("Orders");
      assertThat(message.getTopic()).isEqualTo("Orders");
    }

    @Test
    void shouldNotBeSeenBySelectorsOrNeededInQueues() throws Exception {
      producer.setNamespace("ns");
      start();
      List<MessageQueue> offered = new ArrayList<>();

      producer.send(
          message(),
          (queues, msg, arg) -> {
            offered.addAll(queues);
            return queues.get(1);
          },
          null);

      assertThat(offered).isEqualTo(producer.fetchPublishMessageQueues("Orders"));
      assertThat(offered).hasSize(2).allMatch(queue -> queue.getTopic().equals("Orders"));
      assertThat(sent().b()).isEqualTo("ns%Orders");
      assertThat(sent().e()).isEqualTo(1);
    }

    @Test
    void shouldBeNamedByEachMessageOfABatch() throws Exception {
      producer.setNamespace("ns");
      start();

      producer.send(List.of(message(), message()));

      RemotingCommand request = cluster.received(RequestCode.SEND_BATCH_MESSAGE).get(0);
      assertThat(request.field("b")).isEqualTo("ns%Orders");
      assertThat(BatchEntry.decode(ByteBuffer.wrap(request.body())))
          .hasSize(2)
          .extracting(entry -> new String(entry.properties(), StandardCharsets.UTF_8))
          .extracting(MessageProperties::decode)
          .allMatch(properties -> "ns".equals(properties.get("INSTANCE_ID")));
    }

    @Test
    void shouldBeLeftAsAMemberOfTheWrappedGroup() throws Exception {
      producer.setNamespace("ns");
      start();
      producer.send(message());

      producer.shutdown();

      assertThat(cluster.received(RequestCode.UNREGISTER_CLIENT))
          .hasSize(1)
          .allMatch(request -> "ns%senders".equals(request.field("producerGroup")));
    }
  }

  @Nested
  class AsFieldsOfRequests {
    @Test
    void shouldBeInEveryRequestWhileNamesStayAsTheyAre() throws Exception {
      producer.setNamespaceV2("ns");
      start();

      producer.send(message());

      assertThat(sent().b()).isEqualTo("Orders");
      assertThat(cluster.received())
          .hasSizeGreaterThan(1)
          .allMatch(received -> "true".equals(received.request().field("nsd")))
          .allMatch(received -> "ns".equals(received.request().field("ns")));
    }
  }
}
