package io.glassmq.namesrv.routeinfo;

import io.glassmq.common.Clock;
import org.junit.jupiter.api.Nested;

class RouteInfoManagerTest {

  @Nested
  class Map extends RouteTableContract {
    @Override
    protected RouteTable create(Clock clock) {
      return new RouteInfoManager(clock);
    }
  }

  @Nested
  class Liveness extends RouteTableLivenessContract {
    @Override
    protected RouteTable create(Clock clock) {
      return new RouteInfoManager(clock);
    }
  }
}
