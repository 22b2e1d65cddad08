package io.glassmq.testkit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Members come and go under load, in several groups side by side: one member, two, five, and one
 * again. After each step every queue has one owner.
 *
 * <p>For the thread of one test; each group has a thread of its own meanwhile.
 */
public record Turnover(Collection<TestGroup> groups, SteadyLoad load) {

  /** Plays it, ends the load, and waits until all that was acknowledged is consumed. */
  public void run() throws Exception {
    var threads = Executors.newFixedThreadPool(groups.size());
    try {
      List<Callable<Void>> plays = new ArrayList<>();
      groups.forEach(group -> plays.add(() -> play(group)));
      for (Future<Void> played : threads.invokeAll(plays)) {
        orWhy(played);
      }
    } finally {
      threads.shutdownNow();
    }
    load.stop();
    groups.forEach(group -> group.awaitConsumed(load.acknowledged()));
  }

  private static Void play(TestGroup group) throws Exception {
    group.join("A");
    group.awaitEachQueueOwnedOnce();
    group.join("B");
    group.awaitEachQueueOwnedOnce();
    group.join("C", "D", "E");
    group.awaitEachQueueOwnedOnce();
    group.leave("A", "B", "C", "D");
    group.awaitEachQueueOwnedOnce();
    return null;
  }

  private static void orWhy(Future<Void> played) throws Exception {
    try {
      played.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception failure) {
        throw failure;
      }
      throw new AssertionError(e.getCause().getMessage(), e.getCause());
    }
  }
}
