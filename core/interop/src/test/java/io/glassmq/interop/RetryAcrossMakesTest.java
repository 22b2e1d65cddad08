package io.glassmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.common.message.Message;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.interop.Members.Make;
import io.glassmq.interop.driver.MemberDriver.Strategy;
import io.glassmq.interop.driver.Received;
import io.glassmq.testkit.Delivery;
import io.glassmq.testkit.KnownStrategies;
import io.glassmq.testkit.SteadyLoad;
import io.glassmq.testkit.TestCluster;
import io.glassmq.testkit.TestGroup;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A member of one make fails on messages, and one of the other make gets them. */
class RetryAcrossMakesTest {
  @RegisterExtension static final Shared<OfficialClients> OFFICIAL = OfficialClients.shared();
  @RegisterExtension static final Shared<GlassClient> GLASS = GlassClient.shared();

  private static final String BAD = "bad";

  @TempDir private Path folder;

  /** What A, who works, has seen of messages that B gave back. */
  private final List<Received> retried = new CopyOnWriteArrayList<>();

  private boolean works(Received message) {
    if (message.reconsumeTimes() > 0) {
      retried.add(message);
    }
    return true;
  }

  private boolean failsOnBad(Received message) {
    return !message.body().equals(BAD);
  }

  @ParameterizedTest
  @EnumSource
  void shouldGoFromOneToTheOther(Make failing) throws Exception {
    Make working = failing == Make.GLASS ? Make.OFFICIAL : Make.GLASS;
    String topic = Names.fresh("retry");
    String name = Names.fresh("group");
    try (var cluster = new TestCluster(folder).set("messageDelayLevel", "1s 1s 1s 1s 1s 1s")) {
      cluster.startNamesrv("namesrv-1");
      cluster.startBroker("broker-a");
      List<MessageQueue> queues = cluster.createTopic(topic, 2);
      cluster.createTopic("%RETRY%" + name, 1); // A's, who comes first in the order of members
      var group =
          new TestGroup(
              name,
              queues,
              KnownStrategies.AVERAGELY.forGroup(queues),
              (member, all) ->
                  member.equals("A")
                      ? members(cluster, topic, this::works).join(member, all, working)
                      : members(cluster, topic, this::failsOnBad).join(member, all, failing));
      var producer = new DefaultMQProducer(Names.fresh("senders"));
      cluster.connect(producer);
      producer.start();
      try (group;
          var load = SteadyLoad.start(50, id -> producer.send(new Message(topic, id.getBytes())))) {
        group.join("A", "B");
        group.awaitEachQueueOwnedOnce();

        producer.send(new Message(topic, "t", "k", BAD.getBytes()), queues.get(1));

        group.awaitConsumed(Set.of(BAD));
        assertThat(load.failures()).isEmpty();
      } finally {
        producer.shutdown();
      }
      assertThat(group.ledger().deliveries())
          .filteredOn(delivery -> delivery.id().equals(BAD))
          .extracting(Delivery::member, Delivery::consumed)
          .containsExactly(tuple("B", false), tuple("A", true));
      assertThat(retried).singleElement().satisfies(message -> assertRestored(message, topic));
    }
  }

  private static void assertRestored(Received message, String topic) {
    assertThat(message.topic()).isEqualTo(topic);
    assertThat(message.tags()).isEqualTo("t");
    assertThat(message.keys()).isEqualTo("k");
    assertThat(message.reconsumeTimes()).isOne();
  }

  private static Members members(TestCluster cluster, String topic, Predicate<Received> works) {
    return new Members(
        OFFICIAL.get(),
        GLASS.get(),
        cluster.namesrvAddr(),
        topic,
        Strategy.AVERAGELY,
        false,
        works);
  }
}
