package io.glassmq.client;

import io.glassmq.client.impl.consumer.ProcessQueue;
import io.glassmq.client.impl.consumer.SortedProcessQueue;
import io.glassmq.client.latency.MQFaultStrategy;
import io.glassmq.client.latency.RoundRobin;
import io.glassmq.common.Clock;
import io.glassmq.remoting.RemotingClient;
import java.util.function.Supplier;

/**
 * The replaceable parts of a producer or consumer: give other ones to its constructor to run your
 * own class inside, or a fake in a test.
 *
 * @param remotingClient makes the connections of one client
 * @param clock tells the time
 * @param faultStrategy makes the queue selection of one topic
 * @param processQueue makes the window of one assigned queue
 */
public record ClientParts(
    Supplier<RemotingClient> remotingClient,
    Clock clock,
    Supplier<MQFaultStrategy> faultStrategy,
    Supplier<ProcessQueue> processQueue) {

  /** The house's own parts. */
  public static ClientParts defaults() {
    return new ClientParts(
        () -> {
          throw new UnsupportedOperationException("Waits for NettyRemotingClient");
        },
        Clock.SYSTEM,
        RoundRobin::new,
        SortedProcessQueue::new);
  }

  public ClientParts withRemotingClient(Supplier<RemotingClient> maker) {
    return new ClientParts(maker, clock, faultStrategy, processQueue);
  }
}
