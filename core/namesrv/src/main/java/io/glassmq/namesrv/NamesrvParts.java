package io.glassmq.namesrv;

import io.glassmq.common.Clock;
import io.glassmq.namesrv.routeinfo.RouteInfoManager;
import io.glassmq.namesrv.routeinfo.RouteTable;
import io.glassmq.remoting.RemotingParts;
import java.util.function.Function;

/**
 * The parts of a name server that can be replaced.
 *
 * @param routeTable makes the map; lab 03
 * @param remoting the parts of the wire; labs 01 and 02
 * @param clock what time it is
 */
public record NamesrvParts(
    Function<Clock, RouteTable> routeTable, RemotingParts remoting, Clock clock) {

  /** The reference parts. */
  public static NamesrvParts defaults() {
    return new NamesrvParts(RouteInfoManager::new, RemotingParts.defaults(), Clock.SYSTEM);
  }

  /** The same with other parts of the network; labs 01 and 02. */
  public NamesrvParts withRemoting(RemotingParts others) {
    return new NamesrvParts(routeTable, others, clock);
  }

  public NamesrvParts withClock(Clock other) {
    return new NamesrvParts(routeTable, remoting, other);
  }
}
