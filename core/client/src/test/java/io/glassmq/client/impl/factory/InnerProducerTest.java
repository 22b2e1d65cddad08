package io.glassmq.client.impl.factory;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.client.ClientConfig;
import io.glassmq.client.fake.FakeCluster;
import io.glassmq.client.impl.producer.DefaultMQProducerImpl;
import io.glassmq.common.message.Message;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.header.SendMessageRequestHeaderV2;
import io.glassmq.remoting.protocol.heartbeat.HeartbeatData;
import io.glassmq.remoting.protocol.heartbeat.ProducerData;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InnerProducerTest {
  private static final String RETRY_TOPIC = "%RETRY%readers";

  private final FakeCluster cluster = new FakeCluster("broker-a").topic(RETRY_TOPIC, 1);
  private MQClientInstance instance;

  @BeforeEach
  void start() {
    var config = new ClientConfig();
    config.setNamesrvAddr("fake:9876");
    var whoWeAre = new HeartbeatData("me", Set.of(), Set.of(), 0, false);
    Runnable nothing = () -> {};
    instance = new MQClientInstance(config, cluster.parts(), () -> whoWeAre, nothing, nothing);
    instance.start();
  }

  @AfterEach
  void stop() {
    instance.shutdown(null, null);
  }

  @Test
  void shouldSendOverTheConnectionsOfTheClient() throws Exception {
    instance.innerProducer().send(new Message(RETRY_TOPIC, "again".getBytes()));

    RemotingCommand request = cluster.received(RequestCode.SEND_MESSAGE_V2).get(0);
    assertThat(request.body()).asString().isEqualTo("again");
    assertThat(request.field("a")).isEqualTo(DefaultMQProducerImpl.INNER_GROUP);
  }

  @Test
  void shouldTellTheBrokerHowOftenAMessageWasConsumed() throws Exception {
    var message = new Message(RETRY_TOPIC, "again".getBytes());
    message.putProperty("RECONSUME_TIME", "3");
    message.putProperty("MAX_RECONSUME_TIMES", "16");

    instance.innerProducer().send(message);

    var header =
        cluster
            .received(RequestCode.SEND_MESSAGE_V2)
            .get(0)
            .decodeHeader(SendMessageRequestHeaderV2.class);
    assertThat(header.j()).isEqualTo(3);
    assertThat(header.l()).isEqualTo(16);
  }

  @Test
  void shouldBePartOfEveryHeartbeat() throws Exception {
    instance.routes().refresh(RETRY_TOPIC);

    instance.sendHeartbeatToAllBroker();

    var heartbeats = cluster.received(RequestCode.HEART_BEAT);
    var heartbeat =
        RemotingSerializable.decode(
            heartbeats.get(heartbeats.size() - 1).body(), HeartbeatData.class);
    assertThat(heartbeat.producerDataSet())
        .containsExactly(new ProducerData(DefaultMQProducerImpl.INNER_GROUP));
  }
}
