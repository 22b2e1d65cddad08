package io.glassmq.client.impl.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.common.message.MessageQueue;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What every {@link QueueDiff} must do. */
abstract class QueueDiffContract {
  abstract QueueDiff create();

  private static Set<MessageQueue> queues(Integer... ids) {
    return Arrays.stream(ids)
        .map(id -> new MessageQueue("T", "b", id))
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** QD-1. */
  @Test
  void shouldDropWhatIsNoLongerOurs() {
    var changes = create().between(queues(0, 1, 2), queues(), queues(0));

    assertThat(changes.toDrop()).isEqualTo(queues(1, 2));
    assertThat(changes.toTake()).isEmpty();
  }

  /** QD-2. */
  @Test
  void shouldTakeWhatIsNewlyOurs() {
    var changes = create().between(queues(0), queues(), queues(0, 1));

    assertThat(changes.toDrop()).isEmpty();
    assertThat(changes.toTake()).isEqualTo(queues(1));
  }

  /** QD-3. */
  @Test
  void shouldLeaveAloneWhatStaysOurs() {
    var changes = create().between(queues(0, 1), queues(), queues(0, 1));

    assertThat(changes.isEmpty()).isTrue();
  }

  /** QD-3. */
  @Test
  void shouldDropAndTakeAnewWhatHasGoneStale() {
    var changes = create().between(queues(0, 1), queues(1), queues(0, 1));

    assertThat(changes.toDrop()).isEqualTo(queues(1));
    assertThat(changes.toTake()).isEqualTo(queues(1));
  }

  /** QD-1, QD-3. */
  @Test
  void shouldNotTakeAStaleQueueThatIsNoLongerOurs() {
    var changes = create().between(queues(0, 1), queues(1), queues(0));

    assertThat(changes.toDrop()).isEqualTo(queues(1));
    assertThat(changes.toTake()).isEmpty();
  }

  /** QD-4. */
  @Test
  void shouldNotChangeItsArguments() {
    Set<MessageQueue> held = queues(0, 1);
    Set<MessageQueue> share = queues(1, 2);

    create().between(held, Set.of(), share);

    assertThat(held).isEqualTo(queues(0, 1));
    assertThat(share).isEqualTo(queues(1, 2));
  }
}
