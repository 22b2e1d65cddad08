package io.glassmq.remoting.netty;

import io.glassmq.common.Clock;
import io.glassmq.common.StepMode;
import io.glassmq.remoting.PendingRequests;
import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.exception.RemotingException;
import io.glassmq.remoting.exception.RemotingSendRequestException;
import io.glassmq.remoting.exception.RemotingTooMuchRequestException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection and the requests that wait on it for their answers. There is no thread that looks
 * for late ones: the connection's own I/O thread looks once, at the earliest deadline.
 *
 * <p>Thread-safe.
 */
final class NettyChannel implements RemotingChannel {
  private static final Logger LOG = LoggerFactory.getLogger(NettyChannel.class);

  private final Channel channel;
  private final PendingRequests pending;
  private final InFlight inFlight;
  private final Clock clock;

  /** When the I/O thread will look for late requests; {@code NEVER} when nobody waits. */
  private final AtomicLong lookAtMillis = new AtomicLong(PendingRequests.NEVER);

  /** When the other side said something last. */
  private volatile long heardMillis;

  /** How many requests may be on their way, counted over all connections of a server or client. */
  record InFlight(Semaphore async, Semaphore oneway) {
    static InFlight of(int asyncLimit, int onewayLimit) {
      return new InFlight(new Semaphore(asyncLimit), new Semaphore(onewayLimit));
    }
  }

  NettyChannel(Channel channel, PendingRequests pending, InFlight inFlight, Clock clock) {
    this.channel = channel;
    this.pending = pending;
    this.inFlight = inFlight;
    this.clock = clock;
  }

  @Override
  public InetSocketAddress remoteAddress() {
    return (InetSocketAddress) channel.remoteAddress();
  }

  @Override
  public InetSocketAddress localAddress() {
    return (InetSocketAddress) channel.localAddress();
  }

  @Override
  public boolean isActive() {
    return channel.isActive();
  }

  @Override
  public CompletableFuture<RemotingCommand> invoke(RemotingCommand request, long timeoutMillis) {
    return call(request, clock.millis() + StepMode.limitMillis(timeoutMillis));
  }

  /** Like {@link #invoke}, with the end of the waiting instead of its length. */
  CompletableFuture<RemotingCommand> call(RemotingCommand request, long deadlineMillis) {
    if (!acquire(inFlight.async, deadlineMillis - clock.millis())) {
      return CompletableFuture.failedFuture(tooMuch(request));
    }
    var answer = pending.add(request.opaque(), deadlineMillis);
    answer.whenComplete((value, failure) -> inFlight.async.release());
    if (answer.isDone()) {
      return answer; // the connection is gone, and perhaps its thread
    }
    try {
      lookForLateOnesAt(deadlineMillis);
    } catch (RejectedExecutionException e) { // the thread ended since, which nobody would notice
      pending.fail(request.opaque(), notSent(request, e));
      return answer;
    }
    write(request)
        .addListener(
            written -> {
              if (!written.isSuccess()) {
                pending.fail(request.opaque(), notSent(request, written.cause()));
              }
            });
    return answer;
  }

  @Override
  public void invokeOneway(RemotingCommand request) {
    try {
      tell(request, 0);
    } catch (RemotingException e) {
      LOG.warn("{} was not told {}: {}", this, request.requestCode(), e.getMessage());
    }
  }

  /** Writes a request that wants no answer; waits at most so long until it may. */
  void tell(RemotingCommand request, long waitMillis) throws RemotingException {
    if (!acquire(inFlight.oneway, waitMillis)) {
      throw tooMuch(request);
    }
    write(request.markOneway())
        .addListener(
            written -> {
              inFlight.oneway.release();
              if (!written.isSuccess()) {
                LOG.debug("{} was not told {}", this, request.requestCode(), written.cause());
              }
            });
  }

  /** Writes anything; its transfer body is released when it is written or cannot be. */
  ChannelFuture write(RemotingCommand command) {
    ChannelFuture written = channel.writeAndFlush(command);
    if (command.transferBody() != null) {
      written.addListener(done -> command.transferBody().release());
    }
    return written;
  }

  /** Something came from the other side. */
  void heard() {
    heardMillis = clock.millis();
  }

  /** Whether the other side has said nothing since then, in ms since 1970. */
  boolean isSilentSince(long millis) {
    return heardMillis < millis;
  }

  /** An answer came; one that nobody waits for any more is dropped. */
  void answered(RemotingCommand answer) {
    if (!pending.complete(answer)) {
      LOG.debug("{} answered too late: {}", this, answer);
    }
  }

  /** The connection is gone. */
  void gone() {
    pending.close(new RemotingSendRequestException("the connection to " + this + " is closed"));
  }

  @Override
  public void close() {
    channel.close();
  }

  /** Closes when all that has been written until now is out. */
  ChannelFuture closeAfterWrites() {
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    return channel.closeFuture();
  }

  /** An I/O thread never waits: it would stop what it waits for. */
  private boolean acquire(Semaphore permits, long waitMillis) {
    if (permits.tryAcquire()) {
      return true;
    }
    if (channel.eventLoop().inEventLoop()) {
      return false;
    }
    try {
      return permits.tryAcquire(waitMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void lookForLateOnesAt(long deadlineMillis) {
    long planned = lookAtMillis.get();
    while (deadlineMillis < planned) {
      if (lookAtMillis.compareAndSet(planned, deadlineMillis)) {
        long delayMillis = Math.max(1, deadlineMillis - clock.millis());
        channel
            .eventLoop()
            .schedule(() -> look(deadlineMillis), delayMillis, TimeUnit.MILLISECONDS);
        return;
      }
      planned = lookAtMillis.get();
    }
  }

  /** Does nothing when an earlier look has been planned since. */
  private void look(long plannedMillis) {
    if (lookAtMillis.compareAndSet(plannedMillis, PendingRequests.NEVER)) {
      lookForLateOnesAt(pending.expire(clock.millis()));
    }
  }

  private RemotingException tooMuch(RemotingCommand request) {
    return new RemotingTooMuchRequestException(
        "too many requests are on their way to send " + request.requestCode() + " to " + this);
  }

  private RemotingException notSent(RemotingCommand request, Throwable cause) {
    return new RemotingSendRequestException(
        "cannot send " + request.requestCode() + " to " + this + ": " + cause.getMessage(), cause);
  }

  @Override
  public String toString() {
    return String.valueOf(channel.remoteAddress());
  }
}
