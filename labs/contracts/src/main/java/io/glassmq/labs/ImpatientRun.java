package io.glassmq.labs;

import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;

/**
 * Runs a test of the wire step on a thread of its own, and ends it as soon as any thread has come
 * to an empty hole: a client whose server cannot answer would wait for its time-outs.
 */
final class ImpatientRun {
  private static final long LOOK_AGAIN_MILLIS = 20;
  private static final long CLEAN_UP_MILLIS = 5_000;

  private final Invocation<Void> invocation;
  private final Thread thread = new Thread(this::proceed, "wire-test");
  private volatile Throwable failure;

  ImpatientRun(Invocation<Void> invocation) {
    this.invocation = invocation;
  }

  void run() throws Throwable {
    thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
    thread.setDaemon(true);
    thread.start();
    while (thread.isAlive() && LabTodo.first() == null) {
      thread.join(LOOK_AGAIN_MILLIS);
    }
    if (thread.isAlive()) {
      thread.interrupt();
      thread.join(CLEAN_UP_MILLIS);
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void proceed() {
    try {
      invocation.proceed();
    } catch (Throwable e) {
      failure = e;
    }
  }
}
