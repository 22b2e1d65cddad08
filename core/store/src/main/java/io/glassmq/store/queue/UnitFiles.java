package io.glassmq.store.queue;

import io.glassmq.store.logfile.MappedFile;
import io.glassmq.store.logfile.MappedFileQueue;
import io.glassmq.store.logfile.MappedSlice;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The disk under one queue: places of equal length, numbered from 0 and written one after the
 * other. It knows where a place lies, not what a unit in it says.
 *
 * <pre>
 *   file 0        file 1        file 2
 *  [0 1 2 3 4]   [5 6 7 8 9]   [10 11 .  .  .]
 *                     ^ minIndex       ^ maxIndex: the place that is written next
 *                 ^ oldestIndex, once file 0 is deleted
 * </pre>
 *
 * <p>Written by one thread, read by any; {@link UnitQueue} says which ones.
 */
public final class UnitFiles {
  private final MappedFileQueue files;
  private final int unitLength;
  private volatile long minIndex;

  /**
   * @param unitLength in bytes; the file size is a multiple of it
   */
  public UnitFiles(MappedFileQueue files, int unitLength) {
    this.files = files;
    this.unitLength = unitLength;
  }

  /** The same places, as bytes. */
  public MappedFileQueue files() {
    return files;
  }

  int unitLength() {
    return unitLength;
  }

  int unitsPerFile() {
    return files.fileSize() / unitLength;
  }

  /** The oldest place that is in use. */
  public long minIndex() {
    return minIndex;
  }

  /** The place that is written next. */
  public long maxIndex() {
    return files.maxOffset() / unitLength;
  }

  /** The first place of the oldest file. */
  public long oldestIndex() {
    return files.minOffset() / unitLength;
  }

  /** Whether there is no file yet: nothing was written, and no begin was set. */
  public boolean isEmpty() {
    return files.last() == null;
  }

  /**
   * Writes the next place, in a new file if the last one is full.
   *
   * @param unit the bytes of one unit, from 0 on
   * @throws IOException if the disk has no room
   */
  public void append(ByteBuffer unit) throws IOException {
    MappedFile file = files.last();
    if (file == null || file.wrotePosition() == file.size()) {
      file = files.roll();
    }
    file.append(unit.clear());
  }

  /**
   * Lets an empty queue begin with this place. The next place to write is the first one of its
   * file: those in between are for the caller to fill.
   */
  public void startAt(long index) throws IOException {
    files.startAt(index / unitsPerFile() * files.fileSize());
    minIndex = index;
  }

  /**
   * The bytes of one place, or null if it is not written yet or its file is gone. The caller
   * releases them.
   *
   * @param index from 0 to the max index; what comes of another number is not defined
   */
  public MappedSlice slice(long index) {
    return files.slice(index * unitLength, unitLength);
  }

  /** The bytes from this place to the end of its file, or null. The caller releases them. */
  MappedSlice sliceToFileEnd(long index) {
    return files.sliceToFileEnd(index * unitLength);
  }

  /** From now on places before this one are not in use. */
  void setMinIndex(long index) {
    minIndex = index;
  }

  /**
   * Drops the places from this one on.
   *
   * @param wipe whether to leave nothing but zeros behind the end
   */
  public void endAt(long index, boolean wipe) throws IOException {
    files.truncateTo(index * unitLength, wipe);
  }

  /** Deletes the files that hold no place in use. The last file stays: its end is the max index. */
  void deleteUnused() throws IOException {
    long min = minIndex * unitLength;
    while (files.minOffset() + files.fileSize() <= min && files.deleteFirst()) {
      // one file at a time
    }
  }

  @Override
  public String toString() {
    return files + " of units with " + unitLength + " bytes";
  }
}
