package io.glassmq.broker.client;

import io.glassmq.common.Clock;
import io.glassmq.common.StepMode;
import io.glassmq.common.thread.Agent;
import io.glassmq.remoting.ChannelEventListener;
import io.glassmq.remoting.RemotingChannel;
import java.util.function.Consumer;

/**
 * Forgets clients that are gone: at once when their connection breaks, after a while when they fall
 * silent.
 *
 * <p>One thread of its own calls {@link #doWork()}; the network threads report closed connections.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.broker.client.ClientHousekeepingService}.
 */
public final class ClientHousekeepingService implements Agent, ChannelEventListener {
  private final ProducerManager producers;
  private final ConsumerManager consumers;
  private final Consumer<RemotingChannel> dropWaiting;
  private final Clock clock;
  private final long expiredMillis;

  /**
   * @param dropWaiting forgets what waits for an answer to this connection
   * @param expiredMillis silence after which a client is forgotten
   */
  public ClientHousekeepingService(
      ProducerManager producers,
      ConsumerManager consumers,
      Consumer<RemotingChannel> dropWaiting,
      Clock clock,
      long expiredMillis) {
    this.producers = producers;
    this.consumers = consumers;
    this.dropWaiting = dropWaiting;
    this.clock = clock;
    this.expiredMillis = StepMode.limitMillis(expiredMillis);
  }

  @Override
  public int doWork() {
    long oldest = clock.millis() - expiredMillis;
    producers.expire(oldest);
    consumers.expire(oldest);
    return 0;
  }

  @Override
  public void onClose(RemotingChannel channel) {
    producers.channelClosed(channel);
    consumers.channelClosed(channel);
    dropWaiting.accept(channel);
  }
}
