package io.glassmq.interop;

import io.glassmq.interop.Members.Make;
import io.glassmq.interop.driver.MemberDriver.Strategy;
import io.glassmq.testkit.TestGroup;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Groups of our make and mixed ones on the official servers. */
class MembershipOnOfficialServersTest extends MembershipContract {
  @RegisterExtension static final Shared<ServerProcesses> SERVERS = TestServers.official();

  @Override
  String namesrvAddr() {
    return SERVERS.get().namesrvAddr();
  }

  @Override
  int queuesPerBroker() {
    return 8;
  }

  @Override
  List<TestGroup> groups() {
    return List.of(
        concurrent(Strategy.AVERAGELY, member -> Make.GLASS),
        concurrent(Strategy.CONSISTENT_HASH, member -> Make.GLASS),
        orderly(member -> Make.GLASS),
        concurrent(Strategy.AVERAGELY_BY_CIRCLE, Make::byTurns),
        orderly(Make::byTurns));
  }
}
