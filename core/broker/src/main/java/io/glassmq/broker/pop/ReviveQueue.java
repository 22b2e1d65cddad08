package io.glassmq.broker.pop;

import io.glassmq.broker.offset.ConsumerOffsetManager;
import io.glassmq.common.Clock;
import io.glassmq.common.message.MessageDecoder;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.store.GetMessageResult;
import io.glassmq.store.MessageFilter;
import io.glassmq.store.MessageStore;
import java.nio.ByteBuffer;
import java.util.function.LongFunction;
import org.jetbrains.annotations.Debug;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One queue of the revive topic: feeds its records to the {@link ReviveLoop}, has done what that
 * decides, and notes how far it is.
 *
 * <p>{@link #work} and {@link #pause} are called by one thread, {@link #arriving} by any.
 */
@Debug.Renderer(text = "toString()")
final class ReviveQueue {
  /** So many records in a round, then the other queues have their turn. */
  static final int BATCH = 256;

  /** So many check points in a round. */
  private static final int MAX_DUE = 64;

  /** Until the next try when the store takes nothing. */
  static final long RETRY_MILLIS = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(ReviveQueue.class);

  private final String topic;
  private final int queueId;
  private final MessageStore store;
  private final ConsumerOffsetManager offsets;
  private final Revival revival;
  private final Clock clock;
  private final ReviveLoop loop;
  private long nextOffset;
  private long pausedUntilMillis;
  private boolean isRefused;
  private volatile boolean arrived = true;

  /**
   * @param loops makes the loop, given the last offset that is worked off
   */
  ReviveQueue(
      String topic,
      int queueId,
      MessageStore store,
      ConsumerOffsetManager offsets,
      Revival revival,
      LongFunction<ReviveLoop> loops,
      Clock clock) {
    this.topic = topic;
    this.queueId = queueId;
    this.store = store;
    this.offsets = offsets;
    this.revival = revival;
    this.clock = clock;
    long processed = processedOffset();
    this.loop = loops.apply(processed);
    this.nextOffset = processed + 1;
  }

  /** Where we stood, within what the queue has: files may be gone, or a crash cost its end. */
  private long processedOffset() {
    long known = offsets.queryOffset(TopicNames.REVIVE_GROUP, topic, queueId);
    long min = store.getMinOffsetInQueue(topic, queueId);
    return Math.min(Math.max(known, min - 1), store.getMaxOffsetInQueue(topic, queueId) - 1);
  }

  /** There is a new record. */
  void arriving() {
    arrived = true;
  }

  /** When {@link #work} finds something to do, ms since 1970, or {@link ReviveLoop#NO_DEADLINE}. */
  long nextLookMillis() {
    return Math.max(pausedUntilMillis, arrived ? 0 : loop.nextDeadlineMillis());
  }

  void pause(long millis) {
    pausedUntilMillis = clock.millis() + millis;
  }

  /**
   * One round.
   *
   * @param readableMillis all that was due by then can be read here
   * @return how many records were read and messages settled
   */
  int work(long readableMillis) {
    long now = clock.millis();
    if (now < nextLookMillis()) {
      return 0;
    }
    arrived = false; // first this, then the look: an arrival in between counts
    int read = isRefused ? 0 : readOn(); // what cannot go on must not pile up
    if (nextOffset < store.getMaxOffsetInQueue(topic, queueId)) {
      arrived = true;
    } else {
      loop.caughtUp(readableMillis);
    }
    int settled = settleDue(now);
    commit();
    return read + settled;
  }

  private int readOn() {
    GetMessageResult result =
        store.getMessage(topic, queueId, nextOffset, BATCH, MessageFilter.ALL);
    if (result == null) {
      return 0; // the store is shut down
    }
    try {
      for (ByteBuffer buffer : result.buffers()) {
        loop.read(decode(MessageDecoder.decode(buffer)));
      }
    } finally {
      result.release();
    }
    nextOffset = Math.max(nextOffset, result.nextBeginOffset());
    return result.messageCount();
  }

  private ReviveRecord decode(MessageExt message) {
    try {
      return ReviveRecord.of(message);
    } catch (RemotingCommandException | RuntimeException e) {
      LOG.error("Record {} of {} is left out", message.getQueueOffset(), this, e);
      return new ReviveRecord.Unknown(message.getQueueOffset(), ReviveRecord.NOT_TIMED);
    }
  }

  private int settleDue(long now) {
    int before = loop.size();
    isRefused = !revival.revive(loop.due(now, MAX_DUE), queueId, loop::settled);
    if (isRefused) {
      LOG.warn("{}: the store takes nothing; next try in {} ms", this, RETRY_MILLIS);
      pause(RETRY_MILLIS);
    }
    return before - loop.size();
  }

  private void commit() {
    long processed = loop.processedOffset();
    if (processed > offsets.queryOffset(TopicNames.REVIVE_GROUP, topic, queueId)) {
      offsets.commitOffset(TopicNames.REVIVE_GROUP, topic, queueId, processed);
    }
  }

  @Override
  public String toString() {
    return "queue " + queueId + " of " + topic + ", " + loop.size() + " open";
  }
}
