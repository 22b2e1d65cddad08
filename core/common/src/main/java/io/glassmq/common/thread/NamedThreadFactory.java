package io.glassmq.common.thread;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes daemon threads named {@code prefix1}, {@code prefix2}, ...
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.common.ThreadFactoryImpl}.
 */
public final class NamedThreadFactory implements ThreadFactory {
  private final AtomicInteger count = new AtomicInteger();
  private final String prefix;

  public NamedThreadFactory(String prefix) {
    this.prefix = prefix;
  }

  @Override
  public Thread newThread(Runnable work) {
    var thread = new Thread(work, prefix + count.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }
}
