package io.glassmq.labs.contracts.lab03;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.labs.Meaning;
import io.glassmq.labs.Step;
import io.glassmq.namesrv.routeinfo.BrokerRegistration;
import io.glassmq.namesrv.routeinfo.RegisterBrokerResult;
import io.glassmq.remoting.protocol.DataVersion;
import io.glassmq.remoting.protocol.route.BrokerData;
import io.glassmq.remoting.protocol.route.QueueData;
import io.glassmq.remoting.protocol.route.TopicRouteData;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * What every route table must do: steps 4 to 6, in which brokers go and take each other's place.
 */
abstract class RouteTableLivenessContract extends RouteTableFixture {

  /** RT-1, RT-2, RT-5, RT-7. */
  @Nested
  @Step(4)
  class RemoveBroker {
    @BeforeEach
    void register() {
      table.register(broker("a", 0, 1, V1), topics("T", "U"));
    }

    @Test
    @Order(1)
    @Meaning("a topic that was deleted stays in the map, or takes others with it")
    void shouldRemoveAndReplaceQueuesOnDemand() {
      table.register(broker("b", 0, 11, V1), topics("T", "V"));

      int count =
          table.changeQueues(
              (topic, queues) ->
                  switch (topic + queues.brokerName()) {
                    case "Ta", "Vb" -> null;
                    case "Tb" -> queues.withPerm(4);
                    default -> queues;
                  });

      assertThat(count).as("how many were replaced or removed").isEqualTo(3);
      assertThat(table.topics()).as("all topics").containsExactlyInAnyOrder("T", "U");
      assertThat(route("T").queueDatas())
          .as("queues of T")
          .containsExactly(queuesOn("b").withPerm(4));
      assertThat(queues("U", "a").perm()).as("permission of U").isEqualTo(6);
    }

    @Test
    @Order(2)
    @Meaning("a broker whose permission was taken away gets it back without being asked")
    void shouldLetChangedQueuesStandUntilTheVersionChanges() {
      table.register(broker("b", 0, 11, V1), topics("T", "V"));
      table.changeQueues((topic, queues) -> queues.withPerm(4));

      table.register(broker("a", 0, 1, V1), topics("T", "U"));
      assertThat(queues("T", "a").perm()).as("permission, same version").isEqualTo(4);
      table.register(broker("a", 0, 1, V2), topics("T", "U"));

      assertThat(queues("T", "a").perm()).as("permission, new version").isEqualTo(6);
      assertThat(queues("T", "b").perm()).as("permission on the other broker").isEqualTo(4);
    }

    @Test
    @Order(3)
    @Meaning("clients are sent to a broker that was stopped an hour ago")
    void shouldForgetTheTopicWithItsLastBroker() {
      table.register(broker("b", 0, 11, V1), topics("T", "V"));

      table.unregister(at(1), "a");

      assertThat(table.topics()).as("all topics").containsExactlyInAnyOrder("T", "V");
      assertThat(route("T").queueDatas()).as("queues of T").containsExactly(queuesOn("b"));
      assertThat(route("T").brokerDatas())
          .as("brokers of T")
          .containsExactly(new BrokerData("c", "b", Map.of(0L, address(11))));
      assertThat(table.clusterInfo().brokerAddrTable()).as("brokers").containsOnlyKeys("b");
      assertThat(table.dataVersion(at(1))).as("edition of one that is gone").isEmpty();
    }

    @Test
    @Order(4)
    @Meaning(
        value = "the master stops, and consumers cannot read from its slave any more",
        hint = 2)
    void shouldKeepTheQueuesWhileASlaveRemains() {
      table.register(broker("a", 1, 11, V1), topics());

      table.unregister(at(1), "a");

      assertThat(addressesOf("a")).as("addresses of a").isEqualTo(Map.of(1L, address(11)));
      assertThat(queues("T", "a")).as("queues of T").isEqualTo(queuesOn("a"));
    }

    @Test
    @Order(10)
    @Meaning(value = "a slave may not stand in any more when its master goes", hint = 3)
    void shouldRememberThatASlaveMayStandIn() {
      table.register(
          new BrokerRegistration(at(11), "a", 1, null, true, TIMEOUT_MILLIS, V1, connection),
          topics());

      table.unregister(at(1), "a");

      assertThat(table.clusterInfo().brokerAddrTable().get("a"))
          .as("broker a: what enter (step 1) and remove put back")
          .isEqualTo(new BrokerData("c", "a", Map.of(1L, address(11)), null, true));
    }

    @Test
    @Order(5)
    @Meaning("a slave goes on to ask a master that is gone")
    void shouldTellASlaveNothingWhenItsMasterIsGone() {
      table.register(broker("a", 1, 11, V1), topics());
      table.unregister(at(1), "a");

      assertThat(table.register(broker("a", 1, 11, V1), topics()))
          .as("what the slave is told")
          .contains(RegisterBrokerResult.NOTHING);
    }

    @Test
    @Order(6)
    @Meaning("one broker stands in the map under two names, and gets each message twice")
    void shouldForgetTheOldNameOfAnAddress() {
      table.register(broker("b", 0, 1, V1), topics("V", "W"));

      assertThat(table.clusterInfo().brokerAddrTable()).as("brokers").containsOnlyKeys("b");
      assertThat(table.topics()).as("all topics").containsExactlyInAnyOrder("V", "W");
      assertThat(table.dataVersion(at(1))).as("edition under the new name").contains(V1);
    }

    @Test
    @Order(7)
    @Meaning(
        value = "a late good-bye of a machine that moved removes the broker in its place",
        hint = 3)
    void shouldIgnoreAnUnknownBrokerThatGoes() {
      table.unregister(at(99), "a");
      table.unregister(at(99), "nobody");

      assertThat(addressesOf("a")).as("addresses of a").isEqualTo(Map.of(0L, address(1)));
      assertThat(table.topics()).as("all topics").containsExactlyInAnyOrder("T", "U");
    }

    @Test
    @Order(8)
    @Meaning("a broker comes back with other queues, and clients see the old ones")
    void shouldTakeEverythingAgainAfterTheBrokerWasGone() {
      table.register(broker("a", 1, 2, V1), topics());
      table.unregister(at(1), "a");

      table.register(broker("a", 0, 1, V1), List.of(TOPIC_OF_16, topics("U").get(0)));

      assertThat(queues("T", "a")).as("queues of T").isEqualTo(new QueueData("a", 16, 16, 4, 0));
    }

    @Test
    @Order(9)
    @Meaning(
        value = "a client asks at the wrong moment and is given a topic without brokers",
        hint = 2)
    void shouldNeverShowHalfARegistration() throws InterruptedException {
      var half = new AtomicReference<TopicRouteData>();
      var done = new CountDownLatch(1);
      var reader = new Thread(() -> lookForHalves(half, done), "reader");
      reader.start();

      try {
        for (int i = 0; i < 1_000; i++) {
          table.register(broker("a", 0, 1, V1), topics("T", "U"));
          table.unregister(at(1), "a");
        }
      } finally {
        done.countDown();
        reader.join();
      }

      assertThat(half.get()).as("a route that was not whole").isNull();
    }

    private void lookForHalves(AtomicReference<TopicRouteData> half, CountDownLatch done) {
      while (done.getCount() > 0) {
        table
            .route("T")
            .filter(it -> it.brokerDatas().size() != 1 || it.queueDatas().size() != 1)
            .ifPresent(half::set);
      }
    }
  }

  /** RT-6. */
  @Nested
  @Step(5)
  class SignsOfLife {
    @BeforeEach
    void register() {
      table.register(broker("a", 0, 1, V1), topics("T", "U"));
    }

    @Test
    @Order(1)
    @Meaning("a broker that registers just in time is thrown out now and then")
    void shouldKeepABrokerThatIsSilentForExactlyItsTime() {
      now.addAndGet(TIMEOUT_MILLIS);

      assertThat(table.expire()).as("connections of removed brokers").isEmpty();
      assertThat(table.route("T")).as("route of T").isPresent();
    }

    @Test
    @Order(2)
    @Meaning("a machine that lost its power stays in every route for ever")
    void shouldRemoveABrokerThatIsSilentForLonger() {
      now.addAndGet(TIMEOUT_MILLIS + 1);

      assertThat(table.expire()).as("connections to close").containsExactly(connection);
      assertThat(table.route("T")).as("route of T").isEmpty();
      assertThat(table.dataVersion(at(1))).as("edition").isEmpty();
      assertThat(table.expire()).as("connections to close, second scan").isEmpty();
    }

    @Test
    @Order(3)
    @Meaning(
        value = "two brokers go silent in one network failure, and the scan dies of the second",
        hint = 3)
    void shouldRemoveEachBrokerByTheTimeThatItGave() {
      table.register(broker("b", 0, 11, V1, 10_000, new Connection("of b")), topics("T", "V"));
      table.register(broker("d", 0, 21, V1, 10_000, new Connection("of d")), topics("T", "V"));
      now.addAndGet(10_001);

      assertThat(table.expire()).as("connections to close").hasSize(2);
      assertThat(table.clusterInfo().brokerAddrTable()).as("brokers").containsOnlyKeys("a");
    }

    @Test
    @Order(4)
    @Meaning("a healthy broker that registers every 30 s vanishes after two minutes")
    void shouldCountFromTheLatestRegistration() {
      now.addAndGet(TIMEOUT_MILLIS);
      table.register(broker("a", 0, 1, V1), topics("T", "U"));
      now.addAndGet(TIMEOUT_MILLIS);

      assertThat(table.expire()).as("connections of removed brokers").isEmpty();
    }

    @Test
    @Order(5)
    @Meaning("a broker that only says that it is alive is taken for dead")
    void shouldCountFromTheLatestHeartbeat() {
      now.addAndGet(TIMEOUT_MILLIS);
      table.heartbeat(at(1));
      now.addAndGet(TIMEOUT_MILLIS);

      assertThat(table.expire()).as("connections of removed brokers").isEmpty();
      assertThat(table.dataVersion(at(1))).as("edition").contains(V1);
    }

    @Test
    @Order(6)
    @Meaning("a broker counts as alive of which nobody knows name, topics or connection")
    void shouldNotRaiseTheDeadByAHeartbeat() {
      table.heartbeat(at(99));

      assertThat(table.dataVersion(at(99))).as("edition of an unknown broker").isEmpty();
    }

    @Test
    @Order(7)
    @Meaning("a broker process is killed, and clients are sent to it for two more minutes")
    void shouldRemoveTheBrokersOfAClosedConnectionAtOnce() {
      var other = new Connection("of b");
      table.register(broker("b", 0, 11, V1, TIMEOUT_MILLIS, other), topics("T", "V"));

      table.channelClosed(connection);

      assertThat(table.clusterInfo().brokerAddrTable()).as("brokers").containsOnlyKeys("b");
      assertThat(table.topics()).as("all topics").containsExactlyInAnyOrder("T", "V");
    }

    @Test
    @Order(8)
    @Meaning(
        value = "a broker reconnects, then its old connection ends, and a healthy broker is gone",
        hint = 2)
    void shouldIgnoreTheEndOfAnOlderConnection() {
      var second = new Connection("connection 2");
      table.register(broker("a", 0, 1, V1, TIMEOUT_MILLIS, second), topics("T", "U"));

      table.channelClosed(connection);

      assertThat(table.route("T")).as("route after the old connection closed").isPresent();
      table.channelClosed(second);
      assertThat(table.route("T")).as("route after the new connection closed").isEmpty();
    }
  }

  /** RT-2. */
  @Nested
  @Step(6)
  class Contest {
    private final DataVersion newer = new DataVersion(7, 1000, 1);

    @Test
    @Order(1)
    @Meaning("a master that was moved to another machine never gets a message")
    void shouldGiveAnIdToWhoComesLast() {
      table.register(broker("a", 0, 1, V1), topics("T", "U"));

      table.register(broker("a", 0, 2, V1), List.of(TOPIC_OF_16, topics("U").get(0)));

      assertThat(addressesOf("a")).as("addresses of a").isEqualTo(Map.of(0L, address(2)));
      assertThat(queues("T", "a")).as("queues of T").isEqualTo(new QueueData("a", 16, 16, 4, 0));
    }

    @Test
    @Order(2)
    @Meaning(
        value = "a master that was replaced wakes up, and clients send to the old one again",
        hint = 2)
    void shouldRefuseAnOlderMasterWhileTheNewerOneIsAlive() {
      table.register(broker("a", 0, 1, newer), topics("T", "U"));

      assertThat(table.register(broker("a", 0, 2, V1), topics("X", "Y")))
          .as("what the older one is told")
          .contains(RegisterBrokerResult.NOTHING);

      assertThat(addressesOf("a")).as("addresses of a").isEqualTo(Map.of(0L, address(1)));
      assertThat(table.dataVersion(at(2))).as("edition of the refused one").isEmpty();
      assertThat(table.topics()).as("all topics").containsExactlyInAnyOrder("T", "U");
    }

    @Test
    @Order(3)
    @Meaning("after a failover the new master is turned away by the dead one")
    void shouldGiveAnIdToANewerMaster() {
      table.register(broker("a", 0, 1, V1), topics("T", "U"));

      table.register(broker("a", 0, 2, newer), topics("T", "U"));

      assertThat(addressesOf("a")).as("addresses of a").isEqualTo(Map.of(0L, address(2)));
    }

    @Test
    @Order(4)
    @Meaning("a broker that was turned away stays in the map; nobody watches whether it lives")
    void shouldForgetWhereARefusedBrokerStoodBefore() {
      table.register(broker("a", 0, 1, newer), topics("T", "U"));
      table.register(broker("a", 1, 2, V1), topics());
      table.register(broker("b", 0, 3, V1), topics("V", "W"));

      table.register(broker("a", 0, 2, V1), topics("T", "U"));
      table.register(broker("a", 0, 3, V1), topics("T", "U"));

      assertThat(table.clusterInfo().brokerAddrTable())
          .as("brokers: 2 was a slave of a, and 3 was b, until each wanted the place of 1")
          .isEqualTo(Map.of("a", new BrokerData("c", "a", Map.of(0L, address(1)))));
      assertThat(table.topics()).as("all topics").containsExactlyInAnyOrder("T", "U");
    }

    @Test
    @Order(5)
    @Meaning("a slave asks for its copy where no master is")
    void shouldTellASlaveNothingWhileItsMasterIsRefused() {
      table.register(broker("a", 0, 1, V1), topics("T", "U"));
      table.register(broker("a", 1, 2, newer), topics());
      table.register(broker("a", 1, 1, V1), topics());

      assertThat(table.register(broker("a", 2, 3, V1), topics()))
          .as("what masterFor (step 1) says: 1 had the id 0 until it was refused")
          .contains(RegisterBrokerResult.NOTHING);
    }
  }
}
