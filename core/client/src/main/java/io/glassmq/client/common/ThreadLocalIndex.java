package io.glassmq.client.common;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Whose turn it is, counted by each thread for itself, from a random start: so many threads that
 * send share no counter, and many producers that start do not all begin with the same queue.
 *
 * <p>Thread-safe. Official counterpart: {@code org.apache.rocketmq.client.common.ThreadLocalIndex}.
 */
public final class ThreadLocalIndex {
  private static final class Counter {
    private int next = ThreadLocalRandom.current().nextInt();
  }

  private final ThreadLocal<Counter> counter = ThreadLocal.withInitial(Counter::new);

  /** The next one of {@code size}, from 0. */
  public int next(int size) {
    return (counter.get().next++ & Integer.MAX_VALUE) % size;
  }

  /** The turn goes on anywhere. */
  public void jump() {
    counter.get().next = ThreadLocalRandom.current().nextInt();
  }
}
