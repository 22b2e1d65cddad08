package io.glassmq.store;

import io.glassmq.common.topic.TopicNames;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what the store does.
 *
 * <p>Thread-safe. Official counterpart: {@code org.apache.rocketmq.store.StoreStatsService}.
 */
final class StoreStatsService {
  private final LongAdder putTimes = new LongAdder();
  private final LongAdder putFailedTimes = new LongAdder();
  private final LongAdder putBytes = new LongAdder();
  private final LongAccumulator putMaxMillis = new LongAccumulator(Math::max, 0);
  private final LongAdder getFound = new LongAdder();
  private final LongAdder getMiss = new LongAdder();
  private final LongAdder transferred = new LongAdder();

  void put(PutMessageResult result, long millis) {
    if (result.append() == null) {
      putFailedTimes.increment();
      return;
    }
    putTimes.add(result.append().msgNum());
    putBytes.add(result.append().wroteBytes());
    putMaxMillis.accumulate(millis);
  }

  /** What the broker reads for itself is nobody's reading. */
  void got(String topic, GetMessageResult result) {
    if (topic.startsWith(TopicNames.SYSTEM_TOPIC_PREFIX)) {
      return;
    }
    (result.messageCount() > 0 ? getFound : getMiss).increment();
    transferred.add(result.messageCount());
  }

  StoreStats snapshot() {
    return new StoreStats(
        putTimes.sum(),
        putFailedTimes.sum(),
        putBytes.sum(),
        putMaxMillis.get(),
        getFound.sum(),
        getMiss.sum(),
        transferred.sum());
  }
}
