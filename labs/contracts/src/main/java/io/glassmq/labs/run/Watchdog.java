package io.glassmq.labs.run;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Ends the JVM when a test takes longer than it may, and says before where it hangs. Says also who
 * called {@code System.exit}. A thread of its own.
 */
final class Watchdog {
  private static final int STUCK = 3;

  private final Events events;
  private final Thread tests;
  // The lock of both is this object.
  private long deadlineNanos;
  private boolean watching;
  private volatile boolean ended;
  private long limitMillis;

  Watchdog(Events events, Thread tests) {
    this.events = events;
    this.tests = tests;
  }

  void start() {
    var thread = new Thread(this::run, "lab-watchdog");
    thread.setDaemon(true);
    thread.setPriority(Thread.MAX_PRIORITY);
    thread.start();
  }

  /** A test begins. */
  synchronized void watch(long limitMillis) {
    this.limitMillis = limitMillis;
    deadlineNanos = System.nanoTime() + limitMillis * 1_000_000;
    watching = true;
    notifyAll();
  }

  /** The test has ended. */
  synchronized void rest() {
    watching = false;
    notifyAll();
  }

  /** All tests have ended. */
  void end() {
    ended = true;
  }

  private synchronized void run() {
    try {
      while (true) {
        long leftMillis = (deadlineNanos - System.nanoTime()) / 1_000_000;
        if (!watching) {
          wait();
        } else if (leftMillis > 0) {
          wait(leftMillis);
        } else {
          tellWhereItHangs();
          Runtime.getRuntime().halt(STUCK);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tellWhereItHangs() {
    StackTraceElement[] stack = stuck().getStackTrace();
    String late = "The test did not end within %d s, so it was stopped%s";
    String message =
        deadlock().orElse(late.formatted(limitMillis / 1000, Stacks.outermostCall(stack)));
    events.write("stuck", Stacks.describe(message, stack));
  }

  /** The thread of the tests, unless only another one is in the learner's code. */
  private Thread stuck() {
    return Stream.concat(Stream.of(tests), Thread.getAllStackTraces().keySet().stream())
        .filter(thread -> Stacks.learners(thread.getStackTrace()).isPresent())
        .findFirst()
        .orElse(tests);
  }

  private static Optional<String> deadlock() {
    var threads = ManagementFactory.getThreadMXBean();
    long[] ids = threads.findDeadlockedThreads();
    if (ids == null) {
      return Optional.empty();
    }
    var text = new StringBuilder("Deadlock: threads wait for each other for ever");
    for (ThreadInfo thread : threads.getThreadInfo(ids, Integer.MAX_VALUE)) {
      text.append(
          "\n  %s waits for %s, which %s holds"
              .formatted(thread.getThreadName(), thread.getLockName(), thread.getLockOwnerName()));
      Stacks.learners(thread.getStackTrace())
          .ifPresent(
              at ->
                  text.append(", in ")
                      .append(at.getFileName())
                      .append(':')
                      .append(at.getLineNumber()));
    }
    return Optional.of(text.toString());
  }

  /** Runs when the JVM shuts down: not by us, for we halt it. */
  void exiting() {
    if (ended) {
      return;
    }
    for (Map.Entry<Thread, StackTraceElement[]> thread : Thread.getAllStackTraces().entrySet()) {
      if (Stream.of(thread.getValue()).anyMatch(Watchdog::isExit)) {
        events.write("exited", Stacks.describe("The code called System.exit", thread.getValue()));
      }
    }
  }

  private static boolean isExit(StackTraceElement at) {
    return at.getClassName().equals("java.lang.Runtime") && at.getMethodName().equals("exit");
  }
}
