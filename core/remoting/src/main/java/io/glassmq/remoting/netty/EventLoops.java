package io.glassmq.remoting.netty;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The I/O threads and the kind of socket that goes with them: epoll where there is one, else the
 * JDK's selectors.
 */
record EventLoops(
    EventLoopGroup group,
    Class<? extends ServerChannel> listening,
    Class<? extends Channel> connected) {
  private static final long STOP_SECONDS = 3;

  /** Starts {@code threads} threads, named {@code prefix1}, {@code prefix2}, ... as needed. */
  static EventLoops open(int threads, String prefix) {
    ThreadFactory factory = threadFactory(prefix);
    return Epoll.isAvailable()
        ? new EventLoops(
            new MultiThreadIoEventLoopGroup(threads, factory, EpollIoHandler.newFactory()),
            EpollServerSocketChannel.class,
            EpollSocketChannel.class)
        : new EventLoops(
            new MultiThreadIoEventLoopGroup(threads, factory, NioIoHandler.newFactory()),
            NioServerSocketChannel.class,
            NioSocketChannel.class);
  }

  /** Netty's own kind of thread, which finds its buffers faster, under our names. */
  private static ThreadFactory threadFactory(String prefix) {
    var count = new AtomicInteger();
    return work -> {
      var thread = new FastThreadLocalThread(work, prefix + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Whether the caller is one of the threads, which must not wait for what they do themselves. */
  boolean isCurrentThread() {
    for (EventExecutor loop : group) {
      if (loop.inEventLoop()) {
        return true;
      }
    }
    return false;
  }

  /** Ends the threads, after what they have been given to do so far. */
  void close() {
    group.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS);
    if (!isCurrentThread()) {
      group.terminationFuture().awaitUninterruptibly(STOP_SECONDS, TimeUnit.SECONDS);
    }
  }
}
