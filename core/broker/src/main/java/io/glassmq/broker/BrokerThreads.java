package io.glassmq.broker;

import io.glassmq.common.thread.BoundedThreadPool;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** The threads of a broker that answer requests. */
final class BrokerThreads {
  /** For work so short that it is done where it arrives. */
  static final Executor NETWORK = Runnable::run;

  private final List<BoundedThreadPool> pools = new ArrayList<>();
  private final Executor send;
  private final BoundedThreadPool pull;
  private final BoundedThreadPool admin;

  BrokerThreads(BrokerConfig config) {
    pull = pool("PullMessageThread_", config.pullMessageThreadPoolNums(), 100_000);
    admin = pool("AdminBrokerThread_", 2, 10_000);
    int senders = config.sendMessageThreadPoolNums();
    send = senders == 0 ? NETWORK : pool("SendMessageThread_", senders, 10_000);
  }

  private BoundedThreadPool pool(String name, int count, int queueCapacity) {
    var pool = new BoundedThreadPool(name, count, queueCapacity);
    pools.add(pool);
    return pool;
  }

  /** Appending does not wait for the disk, so a thread of its own would only cost a hand-over. */
  Executor send() {
    return send;
  }

  /** For what reads messages. */
  BoundedThreadPool pull() {
    return pull;
  }

  /** For what is rare or writes a file. */
  Executor admin() {
    return admin;
  }

  /** Lets each pool finish what it has, for so long. */
  void shutdown(long millis) {
    pools.forEach(pool -> shutdown(pool, millis));
  }

  private static void shutdown(BoundedThreadPool pool, long millis) {
    pool.shutdown();
    try {
      if (!pool.awaitTermination(millis, TimeUnit.MILLISECONDS)) {
        pool.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
