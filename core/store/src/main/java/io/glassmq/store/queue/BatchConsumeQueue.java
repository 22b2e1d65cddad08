package io.glassmq.store.queue;

import io.glassmq.store.DispatchRequest;
import io.glassmq.store.logfile.MappedFileQueue;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A queue with a unit a record, where a record may hold several messages that were sent together.
 * The units are fewer; the price is that an offset no longer says where its unit lies: each carries
 * the offset of its first message, and a search by halves finds it.
 *
 * <p>Threads: see {@link UnitQueue}. Official counterpart: {@code
 * org.apache.rocketmq.store.queue.BatchConsumeQueue}.
 */
public final class BatchConsumeQueue extends UnitQueue {

  BatchConsumeQueue(String topic, int queueId, MappedFileQueue files) {
    super(topic, queueId, files, BatchConsumeQueueUnit.LENGTH);
  }

  @Override
  CqUnit read(ByteBuffer in, int at, long index) {
    var unit = BatchConsumeQueueUnit.read(in, at);
    return new CqUnit(
        unit.msgBaseOffset(),
        unit.batchSize(),
        unit.physicalOffset(),
        unit.size(),
        unit.tagsCode());
  }

  @Override
  void add(DispatchRequest record, long tagsCode) throws IOException {
    var unit =
        new BatchConsumeQueueUnit(
            record.physicalOffset(),
            record.size(),
            tagsCode,
            record.storeTimestamp(),
            record.queueOffset(),
            (short) record.messageCount());
    unit.write(unitBytes(), 0);
    appendUnit();
  }

  @Override
  long indexOf(long offset) {
    return firstIndex(minIndex(), unit -> unit.nextOffset() > offset);
  }

  @Override
  public long minOffset() {
    CqUnit first = unit(minIndex());
    return first == null ? maxOffset() : first.queueOffset();
  }

  @Override
  public long maxOffset() {
    CqUnit last = unit(maxIndex() - 1);
    return last == null ? 0 : last.nextOffset();
  }
}
