package io.glassmq.store;

import static io.glassmq.common.message.MessageRecord.BLANK_LENGTH;
import static io.glassmq.common.message.MessageRecord.MAGIC_BLANK;

import io.glassmq.common.Clock;
import io.glassmq.store.logfile.MappedFile;
import io.glassmq.store.logfile.MappedFileQueue;
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
 * <p>The order of the log is decided by one lock, and a broker is as fast as that lock is short. So
 * the work is cut in two: a sender encodes its message into a buffer of its own thread, without the
 * lock; under the lock it only learns the three things that depend on the order (physical offset,
 * queue offset, store time), writes them into the buffer and copies it into the mapped file. The
 * copy goes to the page cache and needs no system call; flushing is others' business.
 *
 * <p>Any thread appends. Locks: {@code putMessageLock} guards the end of the log and the queue
 * offsets. Official counterpart: {@code org.apache.rocketmq.store.CommitLog}.
 */
final class CommitLog implements AppendPath {
  private static final Logger LOG = LoggerFactory.getLogger(CommitLog.class);

  private final MappedFileQueue files;
  private final QueueOffsetTable offsets;
  private final Clock clock;
  private final ThreadLocal<MessageExtEncoder> encoders;
  private final ReentrantLock putMessageLock = new ReentrantLock();
  private final ByteBuffer blank = ByteBuffer.allocate(BLANK_LENGTH);
  private volatile long lockedSinceMillis;
  private volatile long lastStoreTimestamp;
  private boolean closed;

  CommitLog(
      MappedFileQueue files,
      QueueOffsetTable offsets,
      StoreConfig config,
      Clock clock,
      long lastStoreTimestamp) {
    this.files = files;
    this.offsets = offsets;
    this.clock = clock;
    this.lastStoreTimestamp = lastStoreTimestamp;
    this.encoders = ThreadLocal.withInitial(() -> new MessageExtEncoder(config.maxMessageSize()));
  }

  @Override
  public PutMessageResult append(MessageExtBrokerInner message) {
    MessageExtEncoder encoder = encoders.get();
    PutMessageStatus status = encoder.encode(message);
    if (status != PutMessageStatus.PUT_OK) {
      return PutMessageResult.failed(status);
    }
    ByteBuffer records = encoder.records();
    int size = records.remaining();
    if (size > files.fileSize() - BLANK_LENGTH) {
      return PutMessageResult.failed(PutMessageStatus.MESSAGE_ILLEGAL);
    }
    int queueStep = DispatchRequest.hasQueueEntry(encoder.sysFlag()) ? 1 : 0;
    AtomicLong counter = offsets.counter(message.getTopic(), message.getQueueId());
    long physicalOffset;
    long queueOffset;
    long storeTimestamp;
    putMessageLock.lock();
    try {
      if (closed) {
        return PutMessageResult.failed(PutMessageStatus.SERVICE_NOT_AVAILABLE);
      }
      long now = clock.millis();
      lockedSinceMillis = now;
      MappedFile file = fileWithRoomFor(size);
      physicalOffset = file.endOffset();
      queueOffset = queueStep == 0 ? 0 : counter.get();
      storeTimestamp = Math.max(now, lastStoreTimestamp);
      encoder.stamp(physicalOffset, queueOffset, queueStep, storeTimestamp);
      file.append(records);
      lastStoreTimestamp = storeTimestamp;
      counter.addAndGet((long) queueStep * encoder.count());
    } catch (IOException e) {
      LOG.error("Cannot make the next file of {}", files, e);
      return PutMessageResult.failed(PutMessageStatus.CREATE_MAPPED_FILE_FAILED);
    } catch (InternalError e) {
      // A mapped page could not be written. The JVM says so late, nobody knows what reached the
      // file: take nothing more, the next start finds the last whole record.
      closed = true;
      LOG.error("Cannot write to {}: is the disk full or broken? Restart when mended", files, e);
      return PutMessageResult.failed(PutMessageStatus.UNKNOWN_ERROR);
    } finally {
      lockedSinceMillis = 0;
      putMessageLock.unlock();
    }
    String ids = encoder.ids((InetSocketAddress) message.getStoreHost(), physicalOffset);
    return new PutMessageResult(
        PutMessageStatus.PUT_OK,
        new AppendMessageResult(
            physicalOffset, size, ids, storeTimestamp, queueOffset, encoder.count()));
  }

  /** The file to append to, after a roll where the rest of the current one is too small. */
  private MappedFile fileWithRoomFor(int size) throws IOException {
    MappedFile last = files.last();
    if (last == null) {
      return files.roll();
    }
    int rest = last.size() - last.wrotePosition();
    if (size + BLANK_LENGTH <= rest) {
      return last;
    }
    if (rest >= BLANK_LENGTH) {
      last.append(blank.clear().putInt(rest).putInt(MAGIC_BLANK).flip());
    }
    last.fill();
    return files.roll();
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
