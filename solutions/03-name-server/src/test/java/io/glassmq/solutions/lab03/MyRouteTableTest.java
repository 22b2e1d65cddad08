package io.glassmq.solutions.lab03;

import io.glassmq.common.Clock;
import io.glassmq.labs.contracts.lab03.RouteTableContract;
import io.glassmq.namesrv.routeinfo.RouteTable;

/** Whether {@link MyRouteTable} keeps the contract of a route table, step by step. */
class MyRouteTableTest extends RouteTableContract {
  @Override
  protected RouteTable create(Clock clock) {
    return new MyRouteTable(clock);
  }
}
