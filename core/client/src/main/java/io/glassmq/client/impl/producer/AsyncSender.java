package io.glassmq.client.impl.producer;

import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.producer.ProducerConfig;
import io.glassmq.common.thread.BoundedThreadPool;
import io.glassmq.remoting.exception.RemotingTooMuchRequestException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

/**
 * Where asynchronous sends begin. A send that has nothing to wait for begins on its caller's
 * thread, so that messages leave in the order in which they were sent; one that has to ask a name
 * server first goes to a thread of the pool; the user's own executor goes before both.
 *
 * <p>Thread-safe.
 */
final class AsyncSender {
  private static final int MOST_WAITING = 50_000;

  private final ProducerConfig settings;
  private final SendKernel kernel;
  private final BackPressure pressure; // null: none
  private final ExecutorService pool =
      new BoundedThreadPool(
          "AsyncSenderExecutor_", Runtime.getRuntime().availableProcessors(), MOST_WAITING);

  AsyncSender(ProducerConfig settings, SendKernel kernel) {
    this.settings = settings;
    this.kernel = kernel;
    this.pressure =
        settings.isEnableBackpressureForAsyncMode()
            ? new BackPressure(
                settings.getBackPressureForAsyncSendNum(),
                settings.getBackPressureForAsyncSendSize())
            : null;
  }

  /**
   * @param topic on the servers, or null when the message is to be refused for having none
   * @throws MQClientException if too many sends wait already
   */
  void begin(AsyncSend send, String topic) throws MQClientException {
    if (pressure != null && !hasRoom(send)) {
      return;
    }
    try {
      executor(topic).execute(send::start);
    } catch (RejectedExecutionException e) {
      if (pressure == null) {
        throw new MQClientException("Too many asynchronous sends wait already: " + topic, e);
      }
      send.start();
    }
  }

  private Executor executor(String topic) {
    Executor users = settings.getAsyncSenderExecutor();
    if (users != null) {
      return users;
    }
    boolean known = topic != null && kernel.instance().routes().knowsWhereToSend(topic);
    return known ? Runnable::run : pool;
  }

  private boolean hasRoom(AsyncSend send) {
    try {
      Runnable leave = pressure.enter(send.size(), send.timeLeft());
      if (leave == null) {
        send.end(null, new RemotingTooMuchRequestException("Too much is on its way: " + send));
        return false;
      }
      send.beforeEnd(leave);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      send.end(null, e);
      return false;
    }
  }

  void shutdown() {
    pool.shutdown();
  }
}
