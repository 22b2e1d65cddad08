package io.glassmq.store.queue;

import io.glassmq.store.DispatchRequest;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A queue with a unit a record, where a record may hold several messages that were sent together.
 * The units are fewer; the price is that an offset no longer says where its unit lies: each carries
 * the offset of its first message, and a search by halves finds it.
 *
 * <p>Threads: see {@link QueueUnits}. Official counterpart: {@code
 * org.apache.rocketmq.store.queue.BatchConsumeQueue}.
 */
public final class BatchConsumeQueue extends ConsumeQueue {
  private final UnitFiles files;
  private final ByteBuffer unitBytes = ByteBuffer.allocate(BatchConsumeQueueUnit.LENGTH);

  BatchConsumeQueue(UnitFiles files) {
    super(files);
    this.files = files;
  }

  @Override
  public CqUnit read(ByteBuffer in, int at, long index) {
    var unit = BatchConsumeQueueUnit.read(in, at);
    return new CqUnit(
        unit.msgBaseOffset(),
        unit.batchSize(),
        unit.physicalOffset(),
        unit.size(),
        unit.tagsCode());
  }

  @Override
  public void add(DispatchRequest record, long tagsCode) throws IOException {
    var unit =
        new BatchConsumeQueueUnit(
            record.physicalOffset(),
            record.size(),
            tagsCode,
            record.storeTimestamp(),
            record.queueOffset(),
            (short) record.messageCount());
    unit.write(unitBytes, 0);
    files.append(unitBytes);
    setPhysicalEnd(record.physicalEnd());
  }

  @Override
  public long indexOf(long offset) {
    return firstIndex(files.minIndex(), unit -> unit.nextOffset() > offset);
  }

  @Override
  public long minOffset() {
    CqUnit first = unit(files.minIndex());
    return first == null ? maxOffset() : first.queueOffset();
  }

  @Override
  public long maxOffset() {
    CqUnit last = unit(files.maxIndex() - 1);
    return last == null ? 0 : last.nextOffset();
  }
}
