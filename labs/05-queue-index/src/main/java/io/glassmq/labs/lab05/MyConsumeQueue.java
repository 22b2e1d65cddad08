package io.glassmq.labs.lab05;

import io.glassmq.labs.LabTodo;
import io.glassmq.store.DispatchRequest;
import io.glassmq.store.queue.ConsumeQueueUnit;
import io.glassmq.store.queue.CqUnit;
import io.glassmq.store.queue.QueueUnits;
import io.glassmq.store.queue.UnitFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Predicate;

/**
 * Your consume queue: a unit a message. Unit {@code i} says where in the log message {@code i}
 * lies.
 *
 * <pre>
 *   queue A/0     unit 0 {0, 180}   unit 1 {180, 195}   unit 2 {900, 220}   . max offset 3
 *                   |                 |                   |
 *   log           [A/0 message 0]   [A/0 message 1] ...  [A/0 message 2] ...
 *                 0                 180                  900
 * </pre>
 *
 * <p>{@code MyBroker} makes one for each queue of a topic.
 */
public class MyConsumeQueue implements QueueUnits {
  private final UnitFiles files;
  private final ByteBuffer unitBytes = ByteBuffer.allocate(ConsumeQueueUnit.LENGTH);
  private long physicalEnd = -1;

  /** The units that lie in these files. */
  public MyConsumeQueue(UnitFiles files) {
    this.files = files;
  }

  // ---- adding a unit

  @Override
  public boolean lacks(DispatchRequest record) {
    // Step 3: Take each record once.
    throw new LabTodo(
        "lab05", "lacks", "Return whether this record is new: after a crash records come again.");
  }

  @Override
  public void add(DispatchRequest record, long tagsCode) throws IOException {
    if (record.queueOffset() > maxOffset()) {
      putBlanksUpTo(record.queueOffset());
    }
    // Step 1: Give a record its unit.
    throw new LabTodo(
        "lab05",
        "add-unit",
        "Append the unit of this record, and remember that the units now cover "
            + "the log up to the record's end.");
  }

  /** The messages before {@code queueOffset} are gone: the queue begins, or goes on, there. */
  private void putBlanksUpTo(long queueOffset) throws IOException {
    // Step 4: Fill a gap with blanks.
    throw new LabTodo(
        "lab05",
        "fill-gap",
        "Append blank units until the next place is that of queueOffset; let an "
            + "empty queue begin there.");
  }

  private void append(ConsumeQueueUnit unit) throws IOException {
    // Step 1: Give a record its unit.
    throw new LabTodo(
        "lab05",
        "append-unit",
        "Write the unit into unitBytes, then append these bytes to the files.");
  }

  final void setPhysicalEnd(long offset) {
    physicalEnd = offset;
  }

  @Override
  public final long physicalEnd() {
    return physicalEnd;
  }

  // ---- finding a unit

  @Override
  public long minOffset() {
    return files.minIndex();
  }

  @Override
  public long maxOffset() {
    return files.maxIndex();
  }

  @Override
  public long indexOf(long offset) {
    return offset;
  }

  @Override
  public CqUnit read(ByteBuffer in, int at, long index) {
    var unit = ConsumeQueueUnit.read(in, at);
    return new CqUnit(index, 1, unit.physicalOffset(), unit.size(), unit.tagsCode());
  }

  @Override
  public final CqUnit unit(long index) {
    // Step 2: Read the unit of a message.
    throw new LabTodo(
        "lab05",
        "read-unit",
        "Return the unit in the place with this index, or null if there is none.");
  }

  @Override
  public final long firstIndex(long from, Predicate<CqUnit> wanted) {
    // Step 5: Search by halves.
    throw new LabTodo(
        "lab05",
        "by-halves",
        "Return the index of the first unit from this one on that is wanted; "
            + "files.maxIndex() if none is. All units behind a wanted one are wanted "
            + "too.");
  }

  // ---- ending the queue elsewhere

  @Override
  public final void endAt(long index, boolean wipe) throws IOException {
    files.endAt(index, wipe);
    // Step 3: Take each record once.
    throw new LabTodo(
        "lab05",
        "end-at",
        "Set the physical end to what the last unit that is left covers, -1 if it "
            + "covers nothing.");
  }
}
