package io.glassmq.store.queue;

import io.glassmq.store.DispatchRequest;
import io.glassmq.store.logfile.MappedFileQueue;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A queue with a unit a message: unit {@code i} says where in the log message {@code i} lies. So
 * finding a message is one multiplication.
 *
 * <p>Threads: see {@link UnitQueue}. Official counterpart: {@code
 * org.apache.rocketmq.store.ConsumeQueue}.
 */
public sealed class ConsumeQueue extends UnitQueue permits ExtendedConsumeQueue {
  private static final Logger LOG = LoggerFactory.getLogger(ConsumeQueue.class);

  ConsumeQueue(String topic, int queueId, MappedFileQueue files) {
    super(topic, queueId, files, ConsumeQueueUnit.LENGTH);
  }

  @Override
  CqUnit read(ByteBuffer in, int at, long index) {
    var unit = ConsumeQueueUnit.read(in, at);
    return new CqUnit(index, 1, unit.physicalOffset(), unit.size(), unit.tagsCode());
  }

  @Override
  void add(DispatchRequest record, long tagsCode) throws IOException {
    if (record.queueOffset() > maxOffset()) {
      putBlanksUpTo(record.queueOffset());
    }
    append(new ConsumeQueueUnit(record.physicalOffset(), record.size(), tagsCode));
  }

  /** The messages before {@code queueOffset} are gone: the queue begins, or goes on, there. */
  private void putBlanksUpTo(long queueOffset) throws IOException {
    if (files().last() == null) {
      startAt(queueOffset);
    } else {
      LOG.warn("{}: units {}..{} are missing", this, maxOffset(), queueOffset);
    }
    while (maxOffset() < queueOffset) {
      append(ConsumeQueueUnit.BLANK);
    }
  }

  private void append(ConsumeQueueUnit unit) throws IOException {
    unit.write(unitBytes(), 0);
    appendUnit();
  }

  @Override
  long indexOf(long offset) {
    return offset;
  }

  @Override
  public long minOffset() {
    return minIndex();
  }

  @Override
  public long maxOffset() {
    return maxIndex();
  }
}
