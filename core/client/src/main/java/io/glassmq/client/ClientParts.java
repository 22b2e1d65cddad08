package io.glassmq.client;

import io.glassmq.client.impl.consumer.ProcessQueue;
import io.glassmq.client.impl.consumer.QueueDiff;
import io.glassmq.client.impl.consumer.SetQueueDiff;
import io.glassmq.client.impl.consumer.SortedProcessQueue;
import io.glassmq.client.latency.MQFaultStrategy;
import io.glassmq.common.Clock;
import io.glassmq.remoting.ChannelEventListener;
import io.glassmq.remoting.HookedRemotingClient;
import io.glassmq.remoting.RPCHook;
import io.glassmq.remoting.RemotingClient;
import io.glassmq.remoting.RemotingParts;
import io.glassmq.remoting.netty.NettyClientConfig;
import io.glassmq.remoting.netty.NettyRemotingClient;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The replaceable parts of a producer or consumer: give other ones to its constructor to run your
 * own class inside, or a fake in a test.
 *
 * @param remotingClient makes the connections of one client, which tell the listener of each
 * @param clock tells the time
 * @param faultStrategy makes the queue selection of one producer
 * @param queueDiff compares held and assigned queues
 * @param processQueue makes the window of one assigned queue
 */
public record ClientParts(
    Function<ChannelEventListener, RemotingClient> remotingClient,
    Clock clock,
    MQFaultStrategy.Maker faultStrategy,
    QueueDiff queueDiff,
    Supplier<ProcessQueue> processQueue) {

  /** The house's own parts. */
  public static ClientParts defaults() {
    return defaults(Clock.SYSTEM);
  }

  /** The house's own parts, which go by this clock. */
  public static ClientParts defaults(Clock clock) {
    return new ClientParts(
        listener ->
            new NettyRemotingClient(
                NettyClientConfig.defaults(), listener, RemotingParts.defaults(), clock),
        clock,
        MQFaultStrategy::of,
        new SetQueueDiff(),
        SortedProcessQueue::new);
  }

  public ClientParts withFaultStrategy(MQFaultStrategy.Maker maker) {
    return new ClientParts(remotingClient, clock, maker, queueDiff, processQueue);
  }

  /** The same, where requests and answers pass a hook of the user. */
  public ClientParts withRpcHook(RPCHook hook) {
    return hook == null
        ? this
        : withRemotingClient(
            listener -> new HookedRemotingClient(remotingClient.apply(listener), hook));
  }

  public ClientParts withRemotingClient(Function<ChannelEventListener, RemotingClient> maker) {
    return new ClientParts(maker, clock, faultStrategy, queueDiff, processQueue);
  }
}
