package io.glassmq.labs.contracts.lab03;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.common.Clock;
import io.glassmq.common.TopicConfig;
import io.glassmq.labs.Meaning;
import io.glassmq.labs.Step;
import io.glassmq.labs.wire.WireContract;
import io.glassmq.namesrv.NamesrvParts;
import io.glassmq.namesrv.routeinfo.RegisterBrokerResult;
import io.glassmq.remoting.RemotingParts;
import io.glassmq.remoting.protocol.DataVersion;
import io.glassmq.remoting.protocol.route.BrokerData;
import io.glassmq.remoting.protocol.route.QueueData;
import io.glassmq.remoting.protocol.route.TopicRouteData;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What every route table must do: steps 1 to 3, in which brokers and their topics come, and 7. */
public abstract class RouteTableContract extends RouteTableLivenessContract {

  /** RT-2, RT-8. The brokers of this step bring no topics. */
  @Nested
  @Step(1)
  class EnterBroker {
    @Test
    @Order(1)
    @Meaning("a broker says that it registered, and no list of brokers shows it")
    void shouldKnowABrokerByItsClusterNameAndId() {
      table.register(broker("a", 0, 1, V1), topics());
      table.register(broker("b", 0, 11, V1), topics());

      assertThat(table.clusterInfo().brokerAddrTable())
          .as("brokers by name")
          .isEqualTo(
              Map.of(
                  "a", new BrokerData("c", "a", Map.of(0L, address(1))),
                  "b", new BrokerData("c", "b", Map.of(0L, address(11)))));
      assertThat(table.clusterInfo().clusterAddrTable())
          .as("broker names by cluster")
          .isEqualTo(Map.of("c", Set.of("a", "b")));
    }

    @Test
    @Order(2)
    @Meaning("a slave that comes pushes its master out of the map, and nobody can send any more")
    void shouldLetASlaveStandBesideItsMaster() {
      table.register(broker("a", 0, 1, V1), topics());
      table.register(broker("a", 1, 2, V1), topics());

      assertThat(addressesOf("a"))
          .as("addresses of a by id")
          .isEqualTo(Map.of(0L, address(1), 1L, address(2)));
    }

    @Test
    @Order(3)
    @Meaning(
        value = "one machine stands in the map as master and as slave; clients send to a slave",
        hint = 2)
    void shouldMoveAnAddressToItsNewId() {
      table.register(broker("a", 0, 1, V1), topics());

      table.register(broker("a", 1, 1, V1), topics());

      assertThat(addressesOf("a")).as("addresses of a by id").isEqualTo(Map.of(1L, address(1)));
    }

    @Test
    @Order(4)
    @Meaning("a broker that asks whether its topics are known is told the wrong edition")
    void shouldRememberTheEditionOfTheLatestRegistration() {
      assertThat(table.dataVersion(at(1))).as("edition before it came").isEmpty();

      table.register(broker("a", 0, 1, V1), topics());
      assertThat(table.dataVersion(at(1))).as("edition after it came").contains(V1);
      table.register(broker("a", 0, 1, V2), topics());

      assertThat(table.dataVersion(at(1))).as("edition after it came again").contains(V2);
    }

    @Test
    @Order(5)
    @Meaning(value = "a slave never learns where to copy from, and its copy stays empty", hint = 3)
    void shouldTellASlaveItsMaster() {
      table.register(broker("a", 0, 1, V1), topics());

      assertThat(table.register(broker("a", 1, 11, V1), topics()))
          .as("what the slave is told")
          .contains(new RegisterBrokerResult(address(1), address(2)));
    }

    @Test
    @Order(6)
    @Meaning(value = "a slave that starts before its master cannot register", hint = 3)
    void shouldTellASlaveNothingBeforeItsMasterComes() {
      assertThat(table.register(broker("a", 1, 11, V1), topics()))
          .as("what the slave is told")
          .contains(RegisterBrokerResult.NOTHING);
    }

    @Test
    @Order(7)
    @Meaning("a master takes itself for a slave of its own")
    void shouldTellAMasterNothing() {
      table.register(broker("a", 0, 1, V1), topics());

      assertThat(table.register(broker("a", 0, 1, V1), topics()))
          .as("what the master is told")
          .contains(RegisterBrokerResult.NOTHING);
    }
  }

  /** RT-1. The queues of this step are put in by hand. */
  @Nested
  @Step(2)
  class Route {
    @Test
    @Order(1)
    @Meaning("a producer is not told that the topic is unknown, and waits for queues in vain")
    void shouldKnowNoRouteOfAnUnknownTopic() {
      assertThat(table.route("Nobody")).as("route of a topic that nobody has").isEmpty();
    }

    @Test
    @Order(2)
    @Meaning(
        value = "a client knows queues and not where they are, or the other way round",
        hint = 2)
    void shouldNameQueuesAndAddressesOfEveryBrokerOfTheTopic() {
      table.register(broker("a", 0, 1, V1), topics());
      table.register(broker("b", 0, 11, V1), topics());
      table.putTopic("T", List.of(queuesOn("a"), queuesOn("b")));

      assertThat(route("T").queueDatas())
          .as("queues of T")
          .containsExactlyInAnyOrder(queuesOn("a"), queuesOn("b"));
      assertThat(route("T").brokerDatas())
          .as("brokers of T")
          .containsExactlyInAnyOrder(
              new BrokerData("c", "a", Map.of(0L, address(1))),
              new BrokerData("c", "b", Map.of(0L, address(11))));
    }

    @Test
    @Order(3)
    @Meaning("every client opens a connection to every broker, whatever its topics are")
    void shouldNotNameABrokerWithoutTheTopic() {
      table.register(broker("a", 0, 1, V1), topics());
      table.register(broker("b", 0, 11, V1), topics());
      table.putTopic("T", List.of(queuesOn("a")));

      assertThat(route("T").brokerDatas())
          .as("brokers of T")
          .containsExactly(new BrokerData("c", "a", Map.of(0L, address(1))));
    }

    @Test
    @Order(4)
    @Meaning("an answer changes while it is written to a client's connection")
    void shouldNotChangeWhatItHandedOut() {
      table.register(broker("a", 0, 1, V1), topics());
      table.putTopic("T", List.of(queuesOn("a")));
      TopicRouteData handedOut = route("T");

      table.register(broker("a", 1, 2, V1), topics());
      table.register(broker("b", 0, 11, V1), topics());
      table.putTopic("T", List.of(queuesOn("b")));

      assertThat(handedOut.queueDatas()).as("queues of the old route").hasSize(1);
      assertThat(handedOut.brokerDatas().get(0).brokerAddrs())
          .as("addresses of the old route")
          .hasSize(1);
    }

    @Test
    @Order(5)
    @Meaning("a route leads to a broker whose address nobody knows")
    void shouldEnterQueuesOfKnownBrokersOnly() {
      table.register(broker("a", 0, 1, V1), topics());

      table.putTopic("T", List.of(queuesOn("a"), queuesOn("nobody")));
      table.putTopic("OfNobody", List.of(queuesOn("nobody")));

      assertThat(route("T").queueDatas()).as("queues of T").containsExactly(queuesOn("a"));
      assertThat(table.topics()).as("all topics").containsExactly("T");
    }
  }

  /** RT-3, RT-4, RT-5. */
  @Nested
  @Step(3)
  class TakeTopic {
    private final List<TopicConfig> bigger = List.of(TOPIC_OF_16, TopicConfig.of("New", 1, 1, 6));

    @BeforeEach
    void register() {
      table.register(broker("a", 0, 1, V1), topics("T", "U"));
    }

    @Test
    @Order(1)
    @Meaning("the broker is up and registered, and every send fails: no route info of this topic")
    void shouldGiveARouteToTheTopicsOfAMaster() {
      table.register(broker("b", 0, 11, V1), topics("T", "V"));

      assertThat(table.topics()).as("all topics").containsExactlyInAnyOrder("T", "U", "V");
      assertThat(route("T").queueDatas())
          .as("queues of T")
          .containsExactlyInAnyOrder(queuesOn("a"), queuesOn("b"));
    }

    @Test
    @Order(2)
    @Meaning("a topic that exists on a slave alone has a route that nobody can send to")
    void shouldTakeNoTopicsFromASlave() {
      table.register(broker("b", 1, 11, V1), topics("OfSlave", "OfSlave2"));

      assertThat(table.route("OfSlave")).as("route of a slave's topic").isEmpty();
      assertThat(addressesOf("b")).as("addresses of b").isEqualTo(Map.of(1L, address(11)));
    }

    @Test
    @Order(3)
    @Meaning("an administrator gives a topic more queues, and clients never see them")
    void shouldReplaceQueuesWhenAnyNumberOfTheVersionDiffers() {
      for (DataVersion other :
          List.of(
              new DataVersion(0, 1000, 2),
              new DataVersion(0, 1001, 1),
              new DataVersion(1, 1000, 1),
              new DataVersion(0, 1, 0))) {
        setUp();
        register();

        table.register(broker("a", 0, 1, other), bigger);

        assertThat(queues("T", "a"))
            .as("queues of T after %s, then %s", V1, other)
            .isEqualTo(new QueueData("a", 16, 16, 4, 0));
        assertThat(table.dataVersion(at(1))).as("edition").contains(other);
      }
    }

    @Test
    @Order(4)
    @Meaning(
        value = "what an administrator changed in the map is undone 30 s later by a registration",
        hint = 3)
    void shouldTakeOnlyUnknownTopicsWithTheSameVersion() {
      table.register(broker("a", 0, 1, V1), bigger);

      assertThat(queues("T", "a")).as("queues of T").isEqualTo(queuesOn("a"));
      assertThat(queues("New", "a")).as("queues of New").isEqualTo(new QueueData("a", 1, 1, 6, 0));
    }

    @Test
    @Order(5)
    @Meaning(
        value = "a broker told of one changed topic, and all its other topics have no route",
        hint = 2)
    void shouldKeepATopicThatIsNoLongerNamed() {
      table.register(broker("a", 0, 1, V2), topics("V"));

      assertThat(table.topics()).as("all topics").containsExactlyInAnyOrder("T", "U", "V");
    }

    @Test
    @Order(6)
    @Meaning("after a restart a name server knows one topic of a broker and sends clients astray")
    void shouldRefuseANewIdWithExactlyOneTopic() {
      assertThat(table.register(broker("b", 0, 11, V1), topics("Single")))
          .as("answer to a first registration with one topic")
          .isEmpty();
      assertThat(addressesOf("b")).as("addresses of b").isEmpty();
      assertThat(table.topics()).as("all topics").doesNotContain("Single");
    }
  }

  /** The official client asks a name server that runs on this table. */
  @Nested
  @Step(7)
  class Wire extends WireContract {
    @Override
    protected NamesrvParts namesrvParts() {
      return new NamesrvParts(
          RouteTableContract.this::create, RemotingParts.defaults(), Clock.SYSTEM);
    }
  }
}
