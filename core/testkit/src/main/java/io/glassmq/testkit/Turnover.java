package io.glassmq.testkit;

import java.util.Collection;

/**
 * Members come and go under load, in several groups side by side: one member, two, five, and one
 * again. After each step every queue has one owner.
 *
 * <p>For the thread of one test.
 */
public record Turnover(Collection<TestGroup> groups, SteadyLoad load) {

  /** Plays it, ends the load, and waits until all that was acknowledged is consumed. */
  public void run() throws Exception {
    join("A");
    join("B");
    join("C", "D", "E");
    groups.forEach(group -> group.leave("A", "B", "C", "D"));
    groups.forEach(TestGroup::awaitEachQueueOwnedOnce);
    load.stop();
    for (TestGroup group : groups) {
      group.awaitConsumed(load.acknowledged());
    }
  }

  private void join(String... members) throws Exception {
    for (TestGroup group : groups) {
      group.join(members);
    }
    groups.forEach(TestGroup::awaitEachQueueOwnedOnce);
  }
}
