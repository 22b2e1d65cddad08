package io.glassmq.labs.contracts.lab03;

import io.glassmq.common.Clock;
import io.glassmq.common.TopicConfig;
import io.glassmq.labs.LabContract;
import io.glassmq.namesrv.routeinfo.BrokerAddrInfo;
import io.glassmq.namesrv.routeinfo.BrokerRegistration;
import io.glassmq.namesrv.routeinfo.RouteTable;
import io.glassmq.remoting.protocol.DataVersion;
import io.glassmq.remoting.protocol.route.BrokerData;
import io.glassmq.remoting.protocol.route.QueueData;
import io.glassmq.remoting.protocol.route.TopicRouteData;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;

/** A route table under test, its clock, and brokers that register. All run on the test's thread. */
@LabContract(3)
abstract class RouteTableFixture {
  static final long TIMEOUT_MILLIS = 120_000;
  static final DataVersion V1 = new DataVersion(0, 1000, 1);
  static final DataVersion V2 = new DataVersion(0, 1000, 2);

  static final TopicConfig TOPIC_OF_16 = TopicConfig.of("T", 16, 16, 4);

  final AtomicLong now = new AtomicLong(1_000_000);
  final Connection connection = new Connection("connection 1");
  RouteTable table;

  /** A new and empty route table that asks {@code clock} what time it is. */
  protected abstract RouteTable create(Clock clock);

  @BeforeEach
  final void setUp() {
    table = create(now::get);
  }

  static String address(int port) {
    return "10.0.0.1:" + port;
  }

  /** A broker of cluster c. */
  static BrokerAddrInfo at(int port) {
    return new BrokerAddrInfo("c", address(port));
  }

  /** What a broker of cluster c says of itself; its slaves fetch from the port after its own. */
  final BrokerRegistration broker(String name, long id, int port, DataVersion version) {
    return broker(name, id, port, version, TIMEOUT_MILLIS, connection);
  }

  static BrokerRegistration broker(
      String name, long id, int port, DataVersion version, long timeoutMillis, Connection from) {
    return new BrokerRegistration(
        at(port), name, id, address(port + 1), false, timeoutMillis, version, from);
  }

  /** Topics of 4 queues to read and 8 to write. */
  static List<TopicConfig> topics(String... names) {
    return Arrays.stream(names).map(name -> TopicConfig.of(name, 4, 8, 6)).toList();
  }

  /** What {@link #topics} makes of a topic on a broker. */
  static QueueData queuesOn(String brokerName) {
    return new QueueData(brokerName, 4, 8, 6, 0);
  }

  final Map<Long, String> addressesOf(String brokerName) {
    BrokerData data = table.clusterInfo().brokerAddrTable().get(brokerName);
    return data == null ? Map.of() : data.brokerAddrs();
  }

  final TopicRouteData route(String topic) {
    return table
        .route(topic)
        .orElseThrow(() -> new AssertionError("topic " + topic + " has no route"));
  }

  final QueueData queues(String topic, String brokerName) {
    return route(topic).queueDatas().stream()
        .filter(each -> each.brokerName().equals(brokerName))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("topic " + topic + " not on " + brokerName));
  }
}
