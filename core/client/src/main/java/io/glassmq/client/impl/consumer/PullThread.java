package io.glassmq.client.impl.consumer;

import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.impl.factory.MQClientInstance.Task;
import io.glassmq.common.thread.Agent;
import io.glassmq.common.thread.NamedThreadFactory;
import io.glassmq.common.thread.ServiceThread;
import io.glassmq.remoting.protocol.ResponseCode;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jetbrains.annotations.Async;

/**
 * The thread of a push consumer on which requests for messages go out, pulls and pops alike, at
 * once or after a rest. It never waits for an answer.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.client.impl.consumer.PullMessageService}.
 */
final class PullThread implements Agent {
  static final String THREAD_NAME = "PullMessageService";

  /** How long a queue rests after a failure. */
  static final long EXCEPTION_DELAY_MILLIS = 1_000;

  /** How long a queue rests that has enough messages in hand. */
  static final long FLOW_CONTROL_DELAY_MILLIS = 50;

  /** How long a queue rests while its consumer is paused. */
  static final long PAUSED_DELAY_MILLIS = 1_000;

  private static final long BROKER_FLOW_CONTROL_DELAY_MILLIS = 20;

  private volatile boolean paused;
  private final Queue<Task> requests = new ConcurrentLinkedQueue<>();
  private final ServiceThread thread =
      new ServiceThread(THREAD_NAME, this, ServiceThread.UNTIL_WOKEN);
  private final ScheduledThreadPoolExecutor delays =
      new ScheduledThreadPoolExecutor(
          1,
          new NamedThreadFactory(THREAD_NAME + "ScheduledThread"),
          new ThreadPoolExecutor.DiscardPolicy());

  PullThread() {
    delays.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  void start() {
    thread.start();
  }

  void shutdown() {
    delays.shutdown();
    thread.shutdown(EXCEPTION_DELAY_MILLIS);
  }

  boolean isShutdown() {
    return delays.isShutdown();
  }

  /** Asks for nothing from now on, or goes on. What is under way will still arrive. */
  void pause(boolean pause) {
    paused = pause;
  }

  boolean isPaused() {
    return paused;
  }

  void executeImmediately(@Async.Schedule Task request) {
    requests.add(request);
    thread.wakeup();
  }

  void executeLater(Task request, long delayMillis) {
    delays.schedule(() -> executeImmediately(request), delayMillis, TimeUnit.MILLISECONDS);
  }

  @Override
  public int doWork() throws InterruptedException {
    int done = 0;
    for (Task next = requests.poll(); next != null; next = requests.poll()) {
      execute(next);
      done++;
    }
    return done;
  }

  private static void execute(@Async.Execute Task request) throws InterruptedException {
    request.run();
  }

  /** How long a queue rests whose request came to this end. */
  static long restMillis(Throwable failure) {
    boolean tooMuch =
        failure instanceof MQBrokerException refusal
            && ResponseCode.of(refusal.getResponseCode()) == ResponseCode.FLOW_CONTROL;
    return tooMuch ? BROKER_FLOW_CONTROL_DELAY_MILLIS : EXCEPTION_DELAY_MILLIS;
  }
}
