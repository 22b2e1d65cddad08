package io.glassmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.interop.driver.ClientDriver;
import io.glassmq.interop.driver.Received;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * Finds out by messages alone who of two consumers of a group owns which queue: sends a round of
 * probes, one to each queue, and looks who got them.
 */
record Balance(ClientDriver client, String topic, Inbox one, Inbox two) {
  private static final int QUEUES = 4;

  /** A first heartbeat that was skipped is made up for after 30 s, the next rebalance takes 20. */
  private static final Duration LIMIT = Duration.ofSeconds(90);

  /** Waits until each of the two owns two of the four queues. */
  void await() throws Exception {
    long end = System.nanoTime() + LIMIT.toNanos();
    for (int round = 0; System.nanoTime() < end; round++) {
      String prefix = "probe-" + round + "-";
      var probes = IntStream.range(0, QUEUES).mapToObj(queue -> prefix + queue).toList();
      for (int queue = 0; queue < QUEUES; queue++) {
        client.sendToQueue(topic, queue, List.of(probes.get(queue)));
      }
      awaitBodies(probes, one, two);
      if (queues(one, prefix).size() == 2 && queues(two, prefix).size() == 2) {
        return;
      }
    }
    throw new AssertionError("the group is not balanced after " + LIMIT);
  }

  static void awaitBodies(Collection<String> bodies, Inbox one, Inbox two) {
    Awaitility.await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(LIMIT)
        .until(
            () ->
                Stream.concat(one.bodies().stream(), two.bodies().stream())
                    .collect(Collectors.toSet())
                    .containsAll(bodies));
  }

  /** Nothing lost, nothing twice. */
  static void assertEachOnce(List<String> bodies, Inbox one, Inbox two) {
    assertThat(Stream.of(one, two).flatMap(inbox -> inbox.bodies().stream()))
        .filteredOn(bodies::contains)
        .containsExactlyInAnyOrderElementsOf(bodies);
  }

  /** No queue's messages came to both; all queues have an owner. */
  static void assertEachQueueOwnedOnce(Inbox one, Inbox two) {
    Set<Integer> ofOne = queues(one, "m");
    Set<Integer> ofTwo = queues(two, "m");
    assertThat(ofOne).isNotEmpty().doesNotContainAnyElementsOf(ofTwo);
    assertThat(Stream.concat(ofOne.stream(), ofTwo.stream())).hasSize(QUEUES);
  }

  private static Set<Integer> queues(Inbox inbox, String prefix) {
    return inbox.all().stream()
        .filter(message -> message.body().startsWith(prefix))
        .map(Received::queueId)
        .collect(Collectors.toSet());
  }
}
