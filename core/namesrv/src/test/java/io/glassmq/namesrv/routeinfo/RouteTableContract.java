package io.glassmq.namesrv.routeinfo;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.common.TopicConfig;
import io.glassmq.remoting.protocol.DataVersion;
import io.glassmq.remoting.protocol.route.BrokerData;
import io.glassmq.remoting.protocol.route.QueueData;
import io.glassmq.remoting.protocol.route.TopicRouteData;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What every {@link RouteTable} must do; the numbers are those of its Javadoc. */
abstract class RouteTableContract extends RouteTableFixture {

  @Nested
  class Rt1ATopicHasARouteWhileABrokerServesIt {
    @Test
    void shouldKnowNoRouteAtFirst() {
      assertThat(table.route("T")).isEmpty();
      assertThat(table.topics()).isEmpty();
      assertThat(table.clusterInfo().brokerAddrTable()).isEmpty();
      assertThat(table.clusterInfo().clusterAddrTable()).isEmpty();
    }

    @Test
    void shouldNameQueuesAndAddressesOfEveryBrokerOfTheTopic() {
      table.register(broker("a", 0, 1, V1), topics("T", "U"));
      table.register(broker("b", 0, 11, V1), topics("T", "V"));

      TopicRouteData route = table.route("T").orElseThrow();

      assertThat(route.queueDatas())
          .containsExactlyInAnyOrder(
              new QueueData("a", 4, 8, 6, 0), new QueueData("b", 4, 8, 6, 0));
      assertThat(route.brokerDatas())
          .containsExactlyInAnyOrder(
              new BrokerData("c", "a", Map.of(0L, "10.0.0.1:1")),
              new BrokerData("c", "b", Map.of(0L, "10.0.0.1:11")));
      assertThat(table.topics()).containsExactlyInAnyOrder("T", "U", "V");
      assertThat(table.clusterInfo().clusterAddrTable()).isEqualTo(Map.of("c", Set.of("a", "b")));
    }

    @Test
    void shouldForgetTheTopicWithItsLastBroker() {
      table.register(broker("a", 0, 1, V1), topics("T", "U"));
      table.register(broker("b", 0, 11, V1), topics("T", "V"));

      table.unregister(at(1), "a");

      assertThat(table.topics()).containsExactlyInAnyOrder("T", "V");
      assertThat(table.route("T").orElseThrow().brokerDatas()).hasSize(1);
      assertThat(table.clusterInfo().brokerAddrTable()).containsOnlyKeys("b");
    }

    @Test
    void shouldNotChangeWhatItHandedOut() {
      table.register(broker("a", 0, 1, V1), topics("T", "U"));
      TopicRouteData route = table.route("T").orElseThrow();

      table.register(broker("a", 1, 2, V1), topics("T", "U"));

      assertThat(route.brokerDatas().get(0).brokerAddrs()).hasSize(1);
    }
  }

  @Nested
  class Rt2AnAddressHasOneIdAndAnIdOneAddress {
    @Test
    void shouldMoveAnAddressToItsNewId() {
      table.register(broker("a", 0, 1, V1), topics("T", "U"));

      table.register(broker("a", 1, 1, V1), topics("T", "U"));

      assertThat(addressesOf("a")).isEqualTo(Map.of(1L, "10.0.0.1:1"));
    }

    @Test
    void shouldGiveAnIdToWhoComesLast() {
      table.register(broker("a", 0, 1, V1), topics("T", "U"));

      table.register(broker("a", 0, 2, V1), topics("T", "U"));

      assertThat(addressesOf("a")).isEqualTo(Map.of(0L, "10.0.0.1:2"));
    }

    @Test
    void shouldRefuseAnOlderMasterWhileTheNewerOneIsAlive() {
      var newer = new DataVersion(7, 1000, 1);
      table.register(broker("a", 0, 1, newer), topics("T", "U"));

      Optional<RegisterBrokerResult> result =
          table.register(broker("a", 0, 2, V1), topics("X", "Y"));

      assertThat(result).contains(RegisterBrokerResult.NOTHING);
      assertThat(addressesOf("a")).isEqualTo(Map.of(0L, "10.0.0.1:1"));
      assertThat(table.dataVersion(at(2))).isEmpty();
      assertThat(table.topics()).doesNotContain("X");
    }

    @Test
    void shouldForgetTheOldNameOfAnAddress() {
      table.register(broker("a", 0, 1, V1), topics("T", "U"));

      table.register(broker("b", 0, 1, V1), topics("V", "W"));

      assertThat(table.clusterInfo().brokerAddrTable()).containsOnlyKeys("b");
      assertThat(table.topics()).containsExactlyInAnyOrder("V", "W");
    }
  }

  @Nested
  class Rt3OneTopicIsNoFirstRegistration {
    @Test
    void shouldRefuseANewIdWithExactlyOneTopic() {
      assertThat(table.register(broker("a", 0, 1, V1), topics("T"))).isEmpty();
      assertThat(table.route("T")).isEmpty();
      assertThat(table.dataVersion(at(1))).isEmpty();
    }

    @Test
    void shouldTakeOneTopicOfAKnownBroker() {
      table.register(broker("a", 0, 1, V1), topics("T", "U"));

      assertThat(table.register(broker("a", 0, 1, V2), topics("V"))).isPresent();
      assertThat(table.topics()).containsExactlyInAnyOrder("T", "U", "V");
    }

    @Test
    void shouldTakeANewIdWithoutTopics() {
      assertThat(table.register(broker("a", 0, 1, V1), topics())).isPresent();
      assertThat(addressesOf("a")).hasSize(1);
    }
  }

  @Nested
  class Rt4TopicsComeFromMastersWithANewVersion {
    private final List<TopicConfig> bigger =
        List.of(TopicConfig.of("T", 16, 16, 4), TopicConfig.of("New", 1, 1, 6));

    @BeforeEach
    void register() {
      table.register(broker("a", 0, 1, V1), topics("T", "U"));
    }

    @Test
    void shouldTakeNothingFromASlave() {
      table.register(broker("b", 1, 11, V1), topics("OfSlave", "OfSlave2"));

      assertThat(table.route("OfSlave")).isEmpty();
      assertThat(addressesOf("b")).isEqualTo(Map.of(1L, "10.0.0.1:11"));
    }

    @Test
    void shouldTakeChangedQueuesWithAnyOtherVersion() {
      for (DataVersion other :
          List.of(
              new DataVersion(0, 1000, 2),
              new DataVersion(0, 1001, 1),
              new DataVersion(1, 1000, 1),
              new DataVersion(0, 1, 0))) {
        setUp();
        register();

        table.register(broker("a", 0, 1, other), bigger);

        assertThat(queues("T", "a")).isEqualTo(new QueueData("a", 16, 16, 4, 0));
        assertThat(table.dataVersion(at(1))).contains(other);
      }
    }

    @Test
    void shouldTakeOnlyUnknownTopicsWithTheSameVersion() {
      table.register(broker("a", 0, 1, V1), bigger);

      assertThat(queues("T", "a")).isEqualTo(new QueueData("a", 4, 8, 6, 0));
      assertThat(queues("New", "a")).isEqualTo(new QueueData("a", 1, 1, 6, 0));
    }

    @Test
    void shouldTakeEverythingAgainAfterTheBrokerWasGone() {
      table.register(broker("a", 1, 2, V1), topics("T", "U"));
      table.unregister(at(1), "a");

      table.register(broker("a", 0, 1, V1), bigger);

      assertThat(queues("T", "a")).isEqualTo(new QueueData("a", 16, 16, 4, 0));
    }
  }

  @Nested
  class Rt5ARegistrationTakesNothingAway {
    @BeforeEach
    void register() {
      table.register(broker("a", 0, 1, V1), topics("T", "U"));
      table.register(broker("b", 0, 11, V1), topics("T", "V"));
    }

    @Test
    void shouldKeepATopicThatIsNoLongerNamed() {
      table.register(broker("a", 0, 1, V2), topics("T", "W"));

      assertThat(table.topics()).containsExactlyInAnyOrder("T", "U", "V", "W");
    }

    @Test
    void shouldRemoveAndReplaceQueuesOnDemand() {
      int count =
          table.changeQueues(
              (topic, queues) ->
                  switch (topic + queues.brokerName()) {
                    case "Ta", "Vb" -> null;
                    case "Tb" -> queues.withPerm(4);
                    default -> queues;
                  });

      assertThat(count).isEqualTo(3);
      assertThat(table.topics()).containsExactlyInAnyOrder("T", "U");
      assertThat(table.route("T").orElseThrow().queueDatas())
          .containsExactly(new QueueData("b", 4, 8, 4, 0));
      assertThat(queues("U", "a").perm()).isEqualTo(6);
    }

    @Test
    void shouldTakeBackChangedQueuesWithTheNextChangedRegistration() {
      table.changeQueues((topic, queues) -> queues.withPerm(4));

      table.register(broker("a", 0, 1, V1), topics("T", "U"));
      assertThat(queues("T", "a").perm()).isEqualTo(4);
      table.register(broker("a", 0, 1, V2), topics("T", "U"));

      assertThat(queues("T", "a").perm()).isEqualTo(6);
      assertThat(queues("T", "b").perm()).isEqualTo(4);
    }

    @Test
    void shouldEnterQueuesOfKnownBrokersOnly() {
      table.putTopic(
          "Put", List.of(new QueueData("a", 2, 2, 6, 0), new QueueData("nobody", 2, 2, 6, 0)));

      assertThat(table.route("Put").orElseThrow().queueDatas())
          .containsExactly(new QueueData("a", 2, 2, 6, 0));
      table.putTopic("OfNobody", List.of(new QueueData("nobody", 2, 2, 6, 0)));
      assertThat(table.topics()).doesNotContain("OfNobody");
    }
  }

  @Test
  void shouldNeverShowHalfARegistration() throws InterruptedException {
    var wrong = new AtomicReference<TopicRouteData>();
    var done = new CountDownLatch(1);
    var reader =
        new Thread(
            () -> {
              while (done.getCount() > 0) {
                table
                    .route("T")
                    .filter(it -> it.brokerDatas().size() != 1 || it.queueDatas().size() != 1)
                    .ifPresent(wrong::set);
              }
            },
            "reader");
    reader.start();

    for (int i = 0; i < 2_000; i++) {
      table.register(broker("a", 0, 1, V1), topics("T", "U"));
      table.unregister(at(1), "a");
    }
    done.countDown();
    reader.join();

    assertThat(wrong).hasValue(null);
  }
}
