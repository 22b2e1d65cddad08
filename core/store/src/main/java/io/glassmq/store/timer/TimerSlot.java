package io.glassmq.store.timer;

import static io.glassmq.common.message.MessageConst.PROPERTY_REAL_TOPIC;
import static io.glassmq.common.message.MessageConst.PROPERTY_TIMER_DEL_UNIQKEY;
import static io.glassmq.common.message.MessageConst.PROPERTY_TIMER_ROLL_TIMES;
import static io.glassmq.common.message.MessageConst.PROPERTY_UNIQ_CLIENT_MESSAGE_ID_KEYIDX;

import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageProperties;
import io.glassmq.store.DispatchRequest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * The messages that are due at one moment: where in the log each lies, in the order in which they
 * came, and which of them are not wanted any more. 8 to 16 bytes a message.
 *
 * <p>Two kinds of messages take another one out, and an official broker writes both: a marker
 * cancels the message with a unique key; a message that was rolled takes the place of itself as it
 * was before. (That broker's wheel reaches so far only; what is due later goes round and is put
 * into the queue once more.)
 *
 * <p>Used under the lock of its {@link TimerMessageStore}.
 */
final class TimerSlot {
  private final long dueMillis;
  private final Set<String> dropped = new HashSet<>(0);
  private long[] places = new long[4];
  private int count;
  private int done;
  private long firstQueueOffset = Long.MAX_VALUE;

  TimerSlot(long dueMillis) {
    this.dueMillis = dueMillis;
  }

  /** When they go on, ms since 1970. */
  long dueMillis() {
    return dueMillis;
  }

  void add(DispatchRequest record) {
    String cancelled = property(record, PROPERTY_TIMER_DEL_UNIQKEY);
    if (cancelled != null) {
      dropped.add(cancelled);
      return;
    }
    String rolls = property(record, PROPERTY_TIMER_ROLL_TIMES);
    if (rolls != null) {
      String key = property(record, PROPERTY_UNIQ_CLIENT_MESSAGE_ID_KEYIDX);
      dropped.add(rolled(TimerTopic.number(rolls) - 1, key));
    }
    if (count == places.length) {
      places = Arrays.copyOf(places, count * 2);
    }
    places[count++] = record.physicalOffset();
    firstQueueOffset = Math.min(firstQueueOffset, record.queueOffset());
  }

  private static String property(DispatchRequest record, String name) {
    return MessageProperties.find(record.properties(), name);
  }

  /** What a message is called that has gone round so many times. */
  private static String rolled(long times, String key) {
    return times + "@" + key;
  }

  /** Whether the message of this slot is not to be delivered. */
  boolean isDropped(MessageExt message) {
    if (dropped.isEmpty()) {
      return false;
    }
    String key = message.getProperty(PROPERTY_UNIQ_CLIENT_MESSAGE_ID_KEYIDX);
    String rolls = message.getProperty(PROPERTY_TIMER_ROLL_TIMES);
    return dropped.contains(key)
        || dropped.contains(message.getProperty(PROPERTY_REAL_TOPIC) + "+" + key)
        || dropped.contains(rolled(rolls == null ? 0 : TimerTopic.number(rolls), key));
  }

  /** Where the message lies that is {@code ahead} messages behind the next one. */
  long place(int ahead) {
    return places[done + ahead];
  }

  LongStream waitingPlaces() {
    return Arrays.stream(places, done, count);
  }

  int waiting() {
    return count - done;
  }

  /** The first so many that wait are delivered, or can never be. */
  void done(int messages) {
    done += messages;
  }

  /** In the queue of all that wait no message of this slot comes before this one. */
  long firstQueueOffset() {
    return firstQueueOffset;
  }
}
