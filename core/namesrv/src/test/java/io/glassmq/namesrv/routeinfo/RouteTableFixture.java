package io.glassmq.namesrv.routeinfo;

import io.glassmq.common.Clock;
import io.glassmq.common.TopicConfig;
import io.glassmq.namesrv.FakeChannel;
import io.glassmq.remoting.protocol.DataVersion;
import io.glassmq.remoting.protocol.route.BrokerData;
import io.glassmq.remoting.protocol.route.QueueData;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;

/** A route table under test, its clock, and brokers that register. */
abstract class RouteTableFixture {
  static final long TIMEOUT = 120_000;
  static final DataVersion V1 = new DataVersion(0, 1000, 1);
  static final DataVersion V2 = new DataVersion(0, 1000, 2);

  final AtomicLong now = new AtomicLong(1_000_000);
  final FakeChannel channel = new FakeChannel();
  RouteTable table;

  protected abstract RouteTable create(Clock clock);

  @BeforeEach
  final void setUp() {
    table = create(now::get);
  }

  static BrokerAddrInfo at(int port) {
    return new BrokerAddrInfo("c", "10.0.0.1:" + port);
  }

  final BrokerRegistration broker(String name, long id, int port, DataVersion version) {
    return new BrokerRegistration(
        at(port), name, id, "10.0.0.1:" + (port + 1), false, TIMEOUT, version, channel);
  }

  static List<TopicConfig> topics(String... names) {
    return Arrays.stream(names).map(name -> TopicConfig.of(name, 4, 8, 6)).toList();
  }

  final Map<Long, String> addressesOf(String brokerName) {
    BrokerData data = table.clusterInfo().brokerAddrTable().get(brokerName);
    return data == null ? Map.of() : data.brokerAddrs();
  }

  final QueueData queues(String topic, String brokerName) {
    return table.route(topic).orElseThrow().queueDatas().stream()
        .filter(each -> each.brokerName().equals(brokerName))
        .findFirst()
        .orElseThrow();
  }
}
