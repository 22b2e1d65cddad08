package io.glassmq.namesrv.routeinfo;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.namesrv.FakeChannel;
import io.glassmq.remoting.protocol.route.QueueData;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** When brokers come and go in every {@link RouteTable}; the numbers are those of its Javadoc. */
abstract class RouteTableLivenessContract extends RouteTableFixture {

  @Nested
  class Rt6ABrokerIsAliveUntilItGoesOrIsSilent {
    @BeforeEach
    void register() {
      table.register(broker("a", 0, 1, V1), topics("T", "U"));
    }

    @Test
    void shouldKeepABrokerThatIsSilentForExactlyItsTime() {
      now.addAndGet(TIMEOUT);

      assertThat(table.expire()).isEmpty();
      assertThat(table.route("T")).isPresent();
    }

    @Test
    void shouldRemoveABrokerThatIsSilentForLonger() {
      now.addAndGet(TIMEOUT + 1);

      assertThat(table.expire()).containsExactly(channel);
      assertThat(table.route("T")).isEmpty();
      assertThat(table.dataVersion(at(1))).isEmpty();
      assertThat(table.expire()).isEmpty();
    }

    @Test
    void shouldCountFromTheLastHeartbeatOrRegistration() {
      now.addAndGet(TIMEOUT);
      table.heartbeat(at(1));
      now.addAndGet(TIMEOUT);
      assertThat(table.expire()).isEmpty();

      table.register(broker("a", 0, 1, V1), topics("T", "U"));
      now.addAndGet(TIMEOUT);

      assertThat(table.expire()).isEmpty();
    }

    @Test
    void shouldNotRaiseTheDeadByAHeartbeat() {
      table.unregister(at(1), "a");

      table.heartbeat(at(1));

      assertThat(table.dataVersion(at(1))).isEmpty();
    }

    @Test
    void shouldRemoveTheBrokersOfAClosedConnectionAtOnce() {
      table.register(
          new BrokerRegistration(at(11), "b", 0, null, false, TIMEOUT, V1, new FakeChannel()),
          topics("T", "V"));

      table.channelClosed(channel);

      assertThat(table.topics()).containsExactlyInAnyOrder("T", "V");
    }

    @Test
    void shouldIgnoreTheEndOfAnOlderConnection() {
      var second = new FakeChannel();
      table.register(
          new BrokerRegistration(at(1), "a", 0, null, false, TIMEOUT, V1, second),
          topics("T", "U"));

      table.channelClosed(channel);

      assertThat(table.route("T")).isPresent();
      table.channelClosed(second);
      assertThat(table.route("T")).isEmpty();
    }

    @Test
    void shouldIgnoreAnUnknownBrokerThatGoes() {
      table.unregister(at(99), "a");
      table.unregister(at(1), "nobody");

      assertThat(addressesOf("a")).hasSize(1);
    }
  }

  @Nested
  class Rt7And8MastersAndSlaves {
    @BeforeEach
    void register() {
      table.register(broker("a", 0, 1, V1), topics("T", "U"));
    }

    @Test
    void shouldKeepTheQueuesWhileASlaveRemains() {
      table.register(broker("a", 1, 11, V1), topics());

      table.unregister(at(1), "a");

      assertThat(addressesOf("a")).isEqualTo(Map.of(1L, "10.0.0.1:11"));
      assertThat(queues("T", "a")).isEqualTo(new QueueData("a", 4, 8, 6, 0));
    }

    @Test
    void shouldTellASlaveItsMaster() {
      assertThat(table.register(broker("a", 1, 11, V1), topics()))
          .contains(new RegisterBrokerResult("10.0.0.1:1", "10.0.0.1:2"));
    }

    @Test
    void shouldTellASlaveNothingWhenItsMasterIsGone() {
      table.register(broker("a", 1, 11, V1), topics());
      table.unregister(at(1), "a");

      assertThat(table.register(broker("a", 1, 11, V1), topics()))
          .contains(RegisterBrokerResult.NOTHING);
    }

    @Test
    void shouldTellAMasterNothing() {
      assertThat(table.register(broker("a", 0, 1, V1), topics("T", "U")))
          .contains(RegisterBrokerResult.NOTHING);
    }
  }
}
