package io.glassmq.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a {@link CommitLogDispatcher} that builds consume queues must keep; the numbers are those of
 * its Javadoc. That records come in order, and again after a failure, is the caller's part: see
 * {@link DispatchTest}.
 */
abstract class CommitLogDispatcherContract {
  private static final int SIZE = 100;

  abstract CommitLogDispatcher dispatcher();

  /** Where in the log the messages of a queue lie, by queue offset. */
  abstract List<Long> queue(String topic, int queueId);

  private static DispatchRequest record(String topic, int queueId, long queueOffset, long at) {
    return new DispatchRequest(topic, queueId, queueOffset, at, SIZE, 1, 0, "");
  }

  @Test
  void shouldFileEachRecordUnderItsQueueOffset_DI1() throws IOException {
    dispatcher().dispatch(record("A", 0, 0, 0));
    dispatcher().dispatch(record("A", 1, 0, 100));
    dispatcher().dispatch(record("A", 0, 1, 200));
    dispatcher().dispatch(record("B", 0, 0, 300));

    assertThat(queue("A", 0)).containsExactly(0L, 200L);
    assertThat(queue("A", 1)).containsExactly(100L);
    assertThat(queue("B", 0)).containsExactly(300L);
  }

  @Test
  void shouldIgnoreRecordsThatComeAgain_DI2() throws IOException {
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 50; i++) {
        dispatcher().dispatch(record("A", 0, i, i * 100L));
      }
    }
    dispatcher().dispatch(record("A", 0, 50, 5_000));

    assertThat(queue("A", 0)).hasSize(51).startsWith(0L, 100L).endsWith(4_900L, 5_000L);
  }
}
