package io.glassmq.labs.lab04;

import static io.glassmq.common.message.MessageRecord.BLANK_LENGTH;

import io.glassmq.common.Clock;
import io.glassmq.labs.LabTodo;
import io.glassmq.store.AppendMessageResult;
import io.glassmq.store.AppendPath;
import io.glassmq.store.MessageExtBrokerInner;
import io.glassmq.store.MessageExtEncoder;
import io.glassmq.store.PutMessageResult;
import io.glassmq.store.PutMessageStatus;
import io.glassmq.store.StoreConfig;
import io.glassmq.store.logfile.LogTail;
import io.glassmq.store.queue.QueueOffsetTable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Your append path: all messages of all topics, one behind the other, in the order in which they
 * came. Chapter 04 explains the rules; the port {@link AppendPath} numbers them CL-1 to CL-7.
 *
 * <pre>
 *   append(message)      no lock      encode: all bytes but the stamp          step 1
 *                        the lock     one sender at a time                     steps 2, 5, 6
 *     roll()                          this file is full: on to the next        step 3
 *     write(...)                      stamp three numbers, copy, count         steps 2, 4, 7
 *                        no lock      stored: the answer for the sender        is there
 * </pre>
 *
 * <p>Any thread appends. Locks: {@code putMessageLock} guards the end of the log and the queue
 * offsets.
 */
final class MyAppendPath implements AppendPath {
  private static final Logger LOG = LoggerFactory.getLogger(MyAppendPath.class);

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

  MyAppendPath(
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
    // Step 2: Append one record after the other.
    throw new LabTodo(
        "lab04",
        "append-record",
        "Take putMessageLock, see to it that there is room (roll if there is "
            + "not), call write, give the lock back, and return stored(message, "
            + "encoder, stamp). Close and failures can wait until steps 5 and 6.");
  }

  /** Makes the bytes of all records, with holes for the stamp; refuses what can never fit. */
  private PutMessageStatus encode(MessageExtBrokerInner message, MessageExtEncoder encoder) {
    // Step 1: Refuse what can never fit.
    throw new LabTodo(
        "lab04",
        "refuse",
        "Let the encoder make the bytes and hand on its status. If they are good, "
            + "but with a BLANK behind them are more than a whole file has, the status "
            + "is MESSAGE_ILLEGAL.");
  }

  /**
   * Stamps the records and copies them to the end of the log. Called with the lock held, when there
   * is room.
   */
  private Stamp write(MessageExtBrokerInner message, MessageExtEncoder encoder, long now)
      throws IOException {
    // Step 2: Append one record after the other.
    throw new LabTodo(
        "lab04",
        "stamp-and-copy",
        "Decide the three numbers of the stamp, let the encoder put them into the "
            + "records, copy the records to the tail, and move the queue's counter on. "
            + "Return the stamp.");
  }

  /**
   * Ends the file with a BLANK, if there is room for one, and goes on with the next. Called with
   * the lock held.
   */
  private PutMessageStatus roll() throws IOException {
    // Step 3: Go on in the next file.
    throw new LabTodo(
        "lab04",
        "roll",
        "If there is room for a BLANK, append one that says how many bytes the "
            + "file has left. Then take the next file. The status is PUT_OK, "
            + "OS_PAGE_CACHE_BUSY if there is none just now, CREATE_MAPPED_FILE_FAILED "
            + "if there can be none.");
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
