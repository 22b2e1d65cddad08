package io.glassmq.client.impl.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.client.ClientParts;
import io.glassmq.client.fake.FakeCluster;
import io.glassmq.client.impl.factory.MQClientInstance;
import io.glassmq.client.latency.MQFaultStrategy;
import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.client.producer.ProducerConfig;
import io.glassmq.client.producer.SendResult;
import io.glassmq.common.message.Message;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.heartbeat.HeartbeatData;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a producer with a memory learns from its attempts. */
class FaultyBrokerTest {
  private final AtomicLong now = new AtomicLong(1_000_000);
  private final FakeCluster cluster = new FakeCluster("broker-a", "broker-b").topic("Orders", 2);
  private final DefaultMQProducer producer =
      new DefaultMQProducer("senders", cluster.parts(now::get));

  @BeforeEach
  void start() throws Exception {
    producer.setNamesrvAddr("fake:9876");
    producer.setSendLatencyFaultEnable(true);
    producer.start();
    producer.fetchPublishMessageQueues("Orders");
  }

  @AfterEach
  void stop() {
    producer.shutdown();
  }

  private String send() throws Exception {
    SendResult result = producer.send(new Message("Orders", new byte[1]), 100_000);
    return result.getMessageQueue().getBrokerName();
  }

  private Set<String> sendMany() throws Exception {
    Set<String> brokers = new TreeSet<>();
    for (int i = 0; i < 50; i++) {
      brokers.add(send());
    }
    return brokers;
  }

  @Test
  void shouldNotAskABrokerAgainThatHasFailed() throws Exception {
    cluster.takeDown("broker-a");

    sendMany();

    assertThat(cluster.failures()).isEqualTo(1);
    cluster.bringUp("broker-a");
    assertThat(sendMany()).as("for ten seconds").containsExactly("broker-b");
    now.addAndGet(10_000);
    assertThat(sendMany()).containsExactly("broker-a", "broker-b");
  }

  @Test
  void shouldNotAskABrokerAgainThatHasRefused() throws Exception {
    cluster.script(
        RequestCode.SEND_MESSAGE_V2,
        (address, request) ->
            address.equals(cluster.addressOf("broker-a"))
                ? RemotingCommand.createResponse(ResponseCode.SYSTEM_BUSY, "busy")
                : null);

    sendMany();

    long refused =
        cluster.received().stream()
            .filter(it -> it.code() == RequestCode.SEND_MESSAGE_V2)
            .filter(it -> it.address().equals(cluster.addressOf("broker-a")))
            .count();
    assertThat(refused).isEqualTo(1);
  }

  @Test
  void shouldAvoidASlowBroker() throws Exception {
    cluster.script(
        RequestCode.SEND_MESSAGE_V2,
        (address, request) -> {
          now.addAndGet(address.equals(cluster.addressOf("broker-a")) ? 600 : 1);
          return null;
        });
    Set<String> first = sendMany();

    assertThat(first).contains("broker-a");
    assertThat(List.of(send(), send(), send())).containsOnly("broker-b");
  }

  @Test
  void shouldFindOutThatABrokerIsBack() throws Exception {
    var settings = new ProducerConfig("senders");
    settings.setNamesrvAddr("fake:9876");
    settings.setSendLatencyFaultEnable(true);
    ClientParts parts = cluster.parts(now::get);
    var whoWeAre = new HeartbeatData("me", Set.of(), Set.of(), 0, false);
    var instance = new MQClientInstance(settings, parts, () -> whoWeAre, () -> {}, () -> {});
    var kernel = new SendKernel(settings, parts, instance, new SendHooks(settings));
    MQFaultStrategy faults = kernel.faults();
    instance.routes().refresh("Orders");
    faults.updateFaultItem("broker-a", 1, true, false);
    faults.updateFaultItem("broker-b", 1, true, false);
    faults.updateFaultItem("broker-gone", 1, true, false);
    cluster.takeDown("broker-b");

    new BrokerDetector(settings, kernel).detect();

    assertThat(faults.unreachableBrokers()).containsExactlyInAnyOrder("broker-b", "broker-gone");
    instance.shutdown(null, null);
  }
}
