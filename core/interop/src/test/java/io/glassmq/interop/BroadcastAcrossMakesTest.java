package io.glassmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.common.message.Message;
import io.glassmq.interop.Members.Make;
import io.glassmq.interop.driver.BroadcastDriver;
import io.glassmq.testkit.TestCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A broadcasting consumer of one make goes on where one of the other make has left off. */
class BroadcastAcrossMakesTest {
  @RegisterExtension static final Shared<OfficialClients> OFFICIAL = OfficialClients.shared();
  @RegisterExtension static final Shared<GlassClient> GLASS = GlassClient.shared();

  @TempDir private Path folder;
  private final String topic = Names.fresh("news");
  private final String group = Names.fresh("readers");

  @ParameterizedTest
  @EnumSource
  void shouldReadTheOffsetsOfTheOther(Make first) throws Exception {
    Make second = first == Make.GLASS ? Make.OFFICIAL : Make.GLASS;
    try (var cluster = new TestCluster(folder)) {
      cluster.startNamesrv("namesrv-1");
      cluster.startBroker("broker-a");
      cluster.createTopic(topic, 2);
      var producer = new DefaultMQProducer(Names.fresh("senders"));
      cluster.connect(producer);
      producer.start();
      try {
        assertConsumes(cluster, first, producer, "a", "b", "c", "d");
        assertConsumes(cluster, second, producer, "e", "f", "g", "h");
        assertConsumes(cluster, first, producer, "i", "j");
      } finally {
        producer.shutdown();
      }
    }
  }

  /** Sends bodies while nobody is there; a consumer that comes then gets these and no others. */
  private void assertConsumes(
      TestCluster cluster, Make make, DefaultMQProducer producer, String... bodies)
      throws Exception {
    for (String body : bodies) {
      producer.send(new Message(topic, body.getBytes()));
    }
    List<String> heard = new CopyOnWriteArrayList<>();
    // the official client first: it decides where both keep their files
    var official = OFFICIAL.get().get(ClientKind.V5_JSON);
    String names = cluster.namesrvAddr();
    BroadcastDriver consumer =
        make == Make.GLASS
            ? GLASS.get().broadcaster(names, "reader", group, topic, heard::add)
            : official.broadcaster(names, "reader", group, topic, heard::add);
    try {
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(heard).containsExactlyInAnyOrder(bodies));
    } finally {
      consumer.close();
    }
  }
}
