package io.glassmq.store;

import static io.glassmq.common.message.MessageRecord.BLANK_LENGTH;
import static io.glassmq.common.message.MessageRecord.MAGIC_BLANK;

import io.glassmq.common.Clock;
import io.glassmq.store.logfile.LogTail;
import io.glassmq.store.queue.QueueOffsetTable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The append side of the commit log: all messages of all topics, one behind the other, in the order
 * in which they came.
 *
 * <h2>The idea</h2>
 *
 * A disk is fast when it is written from front to back, and so is memory. A broker with a thousand
 * queues that kept a file for each would write in a thousand places; this one writes in one, and
 * keeps a small table for each queue of where in the log its messages lie. The log is the truth;
 * the tables can be made anew from it at any time (see {@link ReputMessageService}).
 *
 * <h2>Concurrency</h2>
 *
 * One log has one end, so one lock decides who comes next, and a broker is as fast as that lock is
 * short. The work is cut in two:
 *
 * <pre>
 *   sender's own buffer, no lock         under putMessageLock            no lock
 *   ---------------------------------    ----------------------------    ----------------------
 *   encode all fields, copy the body,    where? (roll if it is full)     offset id, flush mode,
 *   CRC, size checks                     stamp: physical offset,         answer
 *                                        queue offset, store time
 *                                        copy into the mapped file
 * </pre>
 *
 * Inside stands only what depends on the order: three numbers, 24 bytes in the record, and the copy
 * itself. The copy has to be in there because the end of the log must never pass over a record that
 * is half written: whoever reads up to the end finds whole records. Queue offset and counter are
 * looked up inside as well, since a topic may be deleted while a sender waits. The official broker
 * has a second lock around this one, per queue; with the counter inside there is nothing left for
 * it to guard.
 *
 * <p>The lock is a {@link ReentrantLock}, not fair: a spinning lock saves a wake-up on a machine
 * with idle cores, but burns a core just when a page fault or a new file makes the holder slow; a
 * fair one would hand over to a sleeping thread each time and so cost a switch per message.
 *
 * <h2>The price</h2>
 *
 * Consumers of one queue read in a file that all queues share: neighbours in a queue are not
 * neighbours on the disk. As long as they read what is new, that is all in memory. And a record
 * cannot be taken out again: log files are deleted as a whole, the oldest first.
 *
 * <p>Any thread appends. Locks: {@code putMessageLock} guards the end of the log and the queue
 * offsets. Official counterpart: {@code org.apache.rocketmq.store.CommitLog}.
 */
final class CommitLog implements AppendPath {
  private static final Logger LOG = LoggerFactory.getLogger(CommitLog.class);

  /** The three numbers that only the log can give. */
  private record Stamp(long physicalOffset, long queueOffset, long storeTimestamp) {}

  private final LogTail tail;
  private final QueueOffsetTable offsets;
  private final Clock clock;
  private final ThreadLocal<MessageExtEncoder> encoders;
  private final ReentrantLock putMessageLock = new ReentrantLock();
  private final ByteBuffer blank = ByteBuffer.allocate(BLANK_LENGTH);
  private volatile long lockedSinceMillis;
  private volatile long lastStoreTimestamp;
  private boolean closed;
  private boolean failing;

  CommitLog(
      LogTail tail,
      QueueOffsetTable offsets,
      StoreConfig config,
      Clock clock,
      long lastStoreTimestamp) {
    this.tail = tail;
    this.offsets = offsets;
    this.clock = clock;
    this.lastStoreTimestamp = lastStoreTimestamp;
    this.encoders =
        ThreadLocal.withInitial(
            () -> new MessageExtEncoder(config.maxMessageSize(), config.appendCrc()));
  }

  @Override
  public PutMessageResult append(MessageExtBrokerInner message) {
    MessageExtEncoder encoder = encoders.get();
    PutMessageStatus status = encode(message, encoder);
    if (status != PutMessageStatus.PUT_OK) {
      return PutMessageResult.failed(status);
    }
    // region lab04.2 append-record
    Stamp stamp;
    putMessageLock.lock();
    try {
      if (closed) {
        return PutMessageResult.failed(PutMessageStatus.SERVICE_NOT_AVAILABLE);
      }
      lockedSinceMillis = clock.millis();
      if (encoder.records().remaining() + BLANK_LENGTH > tail.room()) {
        status = roll();
        if (status != PutMessageStatus.PUT_OK) {
          return PutMessageResult.failed(status);
        }
      }
      stamp = write(message, encoder, lockedSinceMillis);
      failing = false;
    } catch (IOException e) {
      return PutMessageResult.failed(refused(PutMessageStatus.SERVICE_NOT_AVAILABLE, e));
    } catch (InternalError e) {
      return PutMessageResult.failed(broken(e));
    } finally {
      lockedSinceMillis = 0;
      putMessageLock.unlock();
    }
    return stored(message, encoder, stamp);
    // endregion
  }

  /** Makes the bytes of all records, with holes for the stamp; refuses what can never fit. */
  private PutMessageStatus encode(MessageExtBrokerInner message, MessageExtEncoder encoder) {
    // region lab04.1 refuse
    PutMessageStatus status = encoder.encode(message);
    if (status == PutMessageStatus.PUT_OK
        && encoder.records().remaining() > tail.fileSize() - BLANK_LENGTH) {
      return PutMessageStatus.MESSAGE_ILLEGAL;
    }
    return status;
    // endregion
  }

  /**
   * Stamps the records and copies them to the end of the log. Called with the lock held, when there
   * is room.
   */
  private Stamp write(MessageExtBrokerInner message, MessageExtEncoder encoder, long now)
      throws IOException {
    // region lab04.2 stamp-and-copy
    AtomicLong counter = offsets.counter(message.getTopic(), message.getQueueId());
    int taken = encoder.queueOffsets();
    var stamp =
        new Stamp(tail.offset(), taken == 0 ? 0 : counter.get(), Math.max(now, lastStoreTimestamp));
    encoder.stamp(stamp.physicalOffset, stamp.queueOffset, stamp.storeTimestamp);
    tail.append(encoder.records());
    lastStoreTimestamp = stamp.storeTimestamp;
    counter.addAndGet(taken);
    return stamp;
    // endregion
  }

  /**
   * Ends the file with a BLANK, if there is room for one, and goes on with the next. Called with
   * the lock held.
   */
  private PutMessageStatus roll() throws IOException {
    // region lab04.3 roll
    int room = tail.room();
    if (room >= BLANK_LENGTH) {
      tail.append(blank.clear().putInt(room).putInt(MAGIC_BLANK).flip());
    }
    try {
      return tail.next() ? PutMessageStatus.PUT_OK : PutMessageStatus.OS_PAGE_CACHE_BUSY;
    } catch (IOException e) {
      return refused(PutMessageStatus.CREATE_MAPPED_FILE_FAILED, e);
    }
    // endregion
  }

  /** The answer for the sender; made when the lock is free again. */
  private static PutMessageResult stored(
      MessageExtBrokerInner message, MessageExtEncoder encoder, Stamp stamp) {
    var host = (InetSocketAddress) message.getStoreHost();
    return new PutMessageResult(
        PutMessageStatus.PUT_OK,
        new AppendMessageResult(
            stamp.physicalOffset,
            encoder.records().remaining(),
            encoder.ids(host, stamp.physicalOffset),
            stamp.storeTimestamp,
            stamp.queueOffset,
            encoder.messageCount()));
  }

  /** Logs the first failure of a series: while a disk is full there is one for each message. */
  private PutMessageStatus refused(PutMessageStatus status, IOException e) {
    if (!failing) {
      LOG.error("Cannot write at {}; {} until there is room", tail.offset(), status, e);
    }
    failing = true;
    return status;
  }

  /**
   * A mapped page went away under the copy (a broken disk, a file cut from outside). The JVM says
   * so at some later point only, so this record and others may be broken already that were taken
   * for good. Takes nothing more; the next start finds the last whole record.
   */
  private PutMessageStatus broken(InternalError e) {
    closed = true;
    LOG.error("Cannot write to the log at {}; restart when the disk is mended", tail.offset(), e);
    return PutMessageStatus.UNKNOWN_ERROR;
  }

  @Override
  public long lockedSinceMillis() {
    return lockedSinceMillis;
  }

  @Override
  public long lastStoreTimestamp() {
    return lastStoreTimestamp;
  }

  @Override
  public void close() {
    putMessageLock.lock();
    closed = true;
    putMessageLock.unlock();
  }
}
