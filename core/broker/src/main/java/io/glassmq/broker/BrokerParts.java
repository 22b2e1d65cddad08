package io.glassmq.broker;

import io.glassmq.broker.longpolling.WaitingPullTable;
import io.glassmq.broker.longpolling.WaitingPulls;
import io.glassmq.common.Clock;
import io.glassmq.remoting.RemotingParts;
import io.glassmq.store.StoreParts;
import java.util.function.Supplier;

/**
 * The parts of a broker that can be replaced; the defaults are the references.
 *
 * @param waitingPulls lab 08: makes the table of waiting pulls
 * @param store the parts of the store
 * @param remoting the parts of the network
 * @param clock what time it is
 */
public record BrokerParts(
    Supplier<WaitingPulls> waitingPulls, StoreParts store, RemotingParts remoting, Clock clock) {

  /** The reference parts. */
  public static BrokerParts defaults() {
    return new BrokerParts(
        WaitingPullTable::new, StoreParts.defaults(), RemotingParts.defaults(), Clock.SYSTEM);
  }

  /** The same with another table of waiting pulls. */
  public BrokerParts withWaitingPulls(Supplier<WaitingPulls> others) {
    return new BrokerParts(others, store, remoting, clock);
  }

  /** The same, going by another clock. */
  public BrokerParts withClock(Clock other) {
    return new BrokerParts(waitingPulls, store.with(other), remoting, other);
  }
}
