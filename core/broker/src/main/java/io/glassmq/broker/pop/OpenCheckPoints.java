package io.glassmq.broker.pop;

import io.glassmq.broker.offset.ConsumerOffsetManager;
import io.glassmq.broker.pop.CheckPointBuffer.Eviction;
import io.glassmq.common.message.MessageConst;
import io.glassmq.common.message.MessageDecoder;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.store.GetMessageResult;
import io.glassmq.store.MessageFilter;
import io.glassmq.store.MessageStore;
import io.glassmq.store.timer.TimerMessageStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the check points of a group that nothing is decided about. No table is kept for that: each
 * of them is held in memory, waits in the timer, or lies in the revive topic behind what is worked
 * off, and so are its acknowledgements.
 *
 * <p>Reads all that waits, so this is for people who ask and not for the way of a message. Any
 * thread.
 */
public record OpenCheckPoints(
    PopBufferMergeService merge,
    TimerMessageStore timer,
    MessageStore store,
    ConsumerOffsetManager offsets,
    ReviveTopic topic) {
  private static final Logger LOG = LoggerFactory.getLogger(OpenCheckPoints.class);
  private static final int READ_AT_ONCE = 32;

  /** What was found so far. A record that is met twice, on its way, counts once. */
  private static final class Found {
    final Map<MergeKey, Eviction> open = new HashMap<>();
    final List<PopAck> acks = new ArrayList<>();

    /** After all were read: an acknowledgement may have been met before its check point. */
    List<Eviction> open() {
      for (PopAck ack : acks) {
        for (long offset : ack.offsets()) {
          open.computeIfPresent(
              ack.mergeKey(),
              (key, one) -> new Eviction(one.checkPoint().acked(offset), one.reviveQueueId()));
        }
      }
      return open.values().stream().filter(one -> !one.checkPoint().isDone()).toList();
    }
  }

  /** The check points, with the bits of what is acknowledged. */
  public List<Eviction> of(String group) {
    var found = new Found();
    for (Eviction held : merge.held()) {
      if (held.checkPoint().queue().group().equals(group)) {
        found.open.put(held.checkPoint().mergeKey(), held);
      }
    }
    for (long place : timer.waiting()) { // before the revive topic, where they come out
      store.lookMessageByOffset(place).ifPresent(record -> add(record, group, found));
    }
    for (int queueId = 0; queueId < topic.queues().getAsInt(); queueId++) {
      addQueue(queueId, group, found);
    }
    return found.open();
  }

  private void addQueue(int queueId, String group, Found found) {
    long done = offsets.queryOffset(TopicNames.REVIVE_GROUP, topic.name(), queueId);
    long offset = Math.max(done + 1, store.getMinOffsetInQueue(topic.name(), queueId));
    long end = store.getMaxOffsetInQueue(topic.name(), queueId);
    while (offset < end) {
      GetMessageResult records =
          store.getMessage(topic.name(), queueId, offset, READ_AT_ONCE, MessageFilter.ALL);
      if (records == null || records.nextBeginOffset() <= offset) {
        return;
      }
      try {
        records.buffers().forEach(bytes -> add(MessageDecoder.decode(bytes), group, found));
      } finally {
        records.release();
      }
      offset = records.nextBeginOffset();
    }
  }

  private void add(MessageExt message, String group, Found found) {
    String key = message.getProperty(MessageConst.PROPERTY_UNIQ_CLIENT_MESSAGE_ID_KEYIDX);
    if (key == null || !key.contains("@" + group + "@")) {
      return;
    }
    try {
      ReviveRecord record = ReviveRecord.of(message);
      if (record instanceof ReviveRecord.Acked acked) {
        found.acks.add(acked.ack());
      } else if (record instanceof ReviveRecord.Popped popped
          && popped.checkPoint().queue().group().equals(group)) {
        var eviction = new Eviction(popped.checkPoint(), reviveQueueId(message));
        found.open.put(popped.checkPoint().mergeKey(), eviction);
      }
    } catch (RemotingCommandException | NumberFormatException e) {
      LOG.warn("{} is no record of pop: {}", message, e.getMessage());
    }
  }

  /** One whose time was over when it was written is there already, and never was in the timer. */
  private int reviveQueueId(MessageExt record) {
    return record.getTopic().equals(topic.name())
        ? record.getQueueId()
        : Integer.parseInt(record.getProperty(MessageConst.PROPERTY_REAL_QUEUE_ID));
  }
}
