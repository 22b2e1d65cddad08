package io.glassmq.labs.contracts.lab03;

import io.glassmq.common.Clock;
import io.glassmq.namesrv.routeinfo.RouteInfoManager;
import io.glassmq.namesrv.routeinfo.RouteTable;

class RouteInfoManagerTest extends RouteTableContract {
  @Override
  protected RouteTable create(Clock clock) {
    return new RouteInfoManager(clock);
  }
}
