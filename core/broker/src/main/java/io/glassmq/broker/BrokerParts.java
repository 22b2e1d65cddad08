package io.glassmq.broker;

import io.glassmq.broker.longpolling.WaitingPullTable;
import io.glassmq.broker.longpolling.WaitingPulls;
import io.glassmq.broker.pop.CheckPointBuffer;
import io.glassmq.broker.pop.CheckPointLimits;
import io.glassmq.broker.pop.MergingCheckPointBuffer;
import io.glassmq.broker.pop.MergingReviveLoop;
import io.glassmq.broker.pop.ReviveLoop;
import io.glassmq.common.Clock;
import io.glassmq.remoting.RemotingParts;
import io.glassmq.store.StoreParts;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * The parts of a broker that can be replaced; the defaults are the references.
 *
 * @param waitingPulls lab 08: makes the table of waiting pulls
 * @param checkPoints lab 12: makes the buffer of check points and acknowledgements
 * @param reviveLoops lab 13: makes what decides which messages of a revive queue come back, given
 *     the last offset that is worked off
 * @param store the parts of the store
 * @param remoting the parts of the network
 * @param clock what time it is
 */
public record BrokerParts(
    Supplier<WaitingPulls> waitingPulls,
    Function<CheckPointLimits, CheckPointBuffer> checkPoints,
    LongFunction<ReviveLoop> reviveLoops,
    StoreParts store,
    RemotingParts remoting,
    Clock clock) {

  /** The reference parts. */
  public static BrokerParts defaults() {
    return new BrokerParts(
        WaitingPullTable::new,
        MergingCheckPointBuffer::new,
        MergingReviveLoop::new,
        StoreParts.defaults(),
        RemotingParts.defaults(),
        Clock.SYSTEM);
  }

  /** The same with another table of waiting pulls. */
  public BrokerParts withWaitingPulls(Supplier<WaitingPulls> others) {
    return new BrokerParts(others, checkPoints, reviveLoops, store, remoting, clock);
  }

  /** The same with another buffer of check points. */
  public BrokerParts withCheckPoints(Function<CheckPointLimits, CheckPointBuffer> others) {
    return new BrokerParts(waitingPulls, others, reviveLoops, store, remoting, clock);
  }

  /** The same with other revive loops. */
  public BrokerParts withReviveLoops(LongFunction<ReviveLoop> others) {
    return new BrokerParts(waitingPulls, checkPoints, others, store, remoting, clock);
  }

  /** The same with other parts of the store. */
  public BrokerParts withStore(StoreParts others) {
    return new BrokerParts(waitingPulls, checkPoints, reviveLoops, others, remoting, clock);
  }

  /** The same with other parts of the network; labs 01 and 02. */
  public BrokerParts withRemoting(RemotingParts others) {
    return new BrokerParts(waitingPulls, checkPoints, reviveLoops, store, others, clock);
  }

  /** The same, going by another clock. */
  public BrokerParts withClock(Clock other) {
    return new BrokerParts(
        waitingPulls, checkPoints, reviveLoops, store.with(other), remoting, other);
  }
}
