package io.glassmq.testkit;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends so many messages a second until it is told to stop, and remembers which ones a broker has
 * acknowledged. It makes up for delays, so that the rate holds over time.
 *
 * <p>Sends one after the other on the thread {@code SteadyLoad}; anybody may ask and stop.
 */
public final class SteadyLoad implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SteadyLoad.class);
  private static final long STOP_SECONDS = 60;

  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final List<Exception> failures = new CopyOnWriteArrayList<>();
  private final Sender sender;
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(1, work -> new Thread(work, "SteadyLoad"));
  private int number; // only the sending thread

  /** Sends one message, by any client. */
  @FunctionalInterface
  public interface Sender {

    /**
     * @param id belongs into the message, so that its receiver can tell it
     * @throws Exception if the message was not acknowledged
     */
    void send(String id) throws Exception;
  }

  private SteadyLoad(Sender sender) {
    this.sender = sender;
  }

  public static SteadyLoad start(int messagesPerSecond, Sender sender) {
    var load = new SteadyLoad(sender);
    long nanos = TimeUnit.SECONDS.toNanos(1) / messagesPerSecond;
    load.thread.scheduleAtFixedRate(load::sendNext, 0, nanos, TimeUnit.NANOSECONDS);
    return load;
  }

  private void sendNext() {
    String id = "m" + number++;
    try {
      sender.send(id);
      acknowledged.add(id);
    } catch (Exception e) { // a refused message is no broken promise
      LOG.info("Message {} was not acknowledged: {}", id, e.toString());
      failures.add(e);
    }
  }

  /** The ids of all messages that must arrive. */
  public Set<String> acknowledged() {
    return Set.copyOf(acknowledged);
  }

  /** Why messages were not acknowledged; they may arrive or not. */
  public List<Exception> failures() {
    return List.copyOf(failures);
  }

  /** Returns when no message is on its way any more. May be called more than once. */
  public void stop() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("a send still runs after " + STOP_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
  }
}
