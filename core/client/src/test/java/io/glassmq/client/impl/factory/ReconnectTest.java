package io.glassmq.client.impl.factory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.client.ClientConfig;
import io.glassmq.client.fake.FakeCluster;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.heartbeat.HeartbeatData;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReconnectTest {
  private final FakeCluster cluster = new FakeCluster("broker-a").topic("Orders", 1);
  private final AtomicInteger membersAskedFor = new AtomicInteger();
  private MQClientInstance instance;

  @BeforeEach
  void start() throws Exception {
    var config = new ClientConfig();
    config.setNamesrvAddr("fake:9876");
    var whoWeAre = new HeartbeatData("me", Set.of(), Set.of(), 0, false);
    instance =
        new MQClientInstance(
            config, cluster.parts(), () -> whoWeAre, () -> {}, membersAskedFor::incrementAndGet);
  }

  @AfterEach
  void stop() {
    instance.shutdown(null, null);
  }

  @Test
  void shouldTellABrokerThatIsBackWhoWeAreAndThenLookWhoElseIsThere() throws Exception {
    instance.routes().refresh("Orders");
    instance.sendHeartbeatToAllBroker();
    int before = cluster.received(RequestCode.HEART_BEAT).size();

    cluster.connected("broker-a");

    await().until(() -> membersAskedFor.get() == 1);
    assertThat(cluster.received(RequestCode.HEART_BEAT)).hasSizeGreaterThan(before);
  }

  @Test
  void shouldNotGreetABrokerTwiceWhenItIsMetForTheFirstTime() throws Exception {
    cluster.connected("broker-a");
    instance.routes().refresh("Orders");
    instance.sendHeartbeatToAllBroker();
    cluster.connected("broker-a");

    await().until(() -> membersAskedFor.get() > 0);
    assertThat(membersAskedFor).hasValue(1);
  }
}
