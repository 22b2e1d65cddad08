package io.glassmq.interop;

import io.glassmq.interop.Members.Make;
import io.glassmq.interop.driver.MemberDriver.Strategy;
import io.glassmq.testkit.TestCluster;
import io.glassmq.testkit.TestGroup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Official and mixed groups on two of our brokers. */
class MembershipOnGlassTest extends MembershipContract {
  @TempDir private Path folder;
  private TestCluster cluster;

  @BeforeEach
  void start() throws Exception {
    cluster = new TestCluster(folder);
    cluster.startNamesrv("namesrv-1");
    cluster.startBroker("room-1@broker-a");
    cluster.startBroker("room-2@broker-b");
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Override
  String namesrvAddr() {
    return cluster.namesrvAddr();
  }

  @Override
  int queuesPerBroker() {
    return 4;
  }

  @Override
  List<TestGroup> groups() {
    List<TestGroup> groups = new ArrayList<>();
    for (Strategy strategy : Strategy.values()) {
      groups.add(concurrent(strategy, Make::byTurns));
    }
    // X groups.add(orderly(Make::byTurns));
    groups.add(concurrent(Strategy.AVERAGELY, member -> Make.OFFICIAL));
    groups.add(orderly(member -> Make.OFFICIAL));
    return groups;
  }
}
