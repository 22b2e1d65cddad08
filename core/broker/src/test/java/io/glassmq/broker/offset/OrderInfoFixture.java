package io.glassmq.broker.offset;

import io.glassmq.broker.BrokerConfig;
import io.glassmq.broker.TestClock;
import io.glassmq.broker.subscription.SubscriptionGroupManager;
import io.glassmq.broker.topic.TopicConfigManager;
import io.glassmq.common.constant.PermName;
import io.glassmq.remoting.protocol.ConfigFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** What groups that pop in order hold, with a clock to turn and a list of who became free. */
final class OrderInfoFixture {
  final TestClock clock = new TestClock();
  final List<PopQueue> released = new ArrayList<>();
  final OrderReleases releases = new OrderReleases(released::add, clock);
  final TopicConfigManager topics;
  final SubscriptionGroupManager groups;
  ConsumerOrderInfoManager orders;
  private final Path folder;

  OrderInfoFixture(Path folder) {
    this.folder = folder;
    var config = BrokerConfig.of(new Properties());
    topics = new TopicConfigManager(config, file("topics.json"), clock, () -> {});
    groups = new SubscriptionGroupManager(true, file("subscriptionGroup.json"), clock);
    topics.ensure("OrdT", 4, PermName.READ_WRITE);
    groups.findSubscriptionGroupConfig("OG");
    open();
  }

  private ConfigFile file(String name) {
    return new ConfigFile(folder.resolve(name));
  }

  /** As at a start of the broker. */
  void open() {
    orders =
        new ConsumerOrderInfoManager(
            file("consumerOrderInfo.json"), topics, groups, releases, clock);
    orders.load();
  }
}
