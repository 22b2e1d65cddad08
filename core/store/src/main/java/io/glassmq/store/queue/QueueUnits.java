package io.glassmq.store.queue;

import io.glassmq.store.DispatchRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Predicate;

/**
 * The units of one queue: a port of lab 05. It decides which unit a record gets, and which unit
 * answers a question. Where the bytes lie is up to {@link UnitFiles}.
 *
 * <p>Two numbers, not to be mixed up: an <em>offset</em> counts messages and is what consumers
 * know; an <em>index</em> counts units and is the number of a place. In a {@link ConsumeQueue} they
 * are the same, in a {@link BatchConsumeQueue} they are not.
 *
 * <ul>
 *   <li>CQ-1: the unit of message {@code i} says where the record of message {@code i} starts in
 *       the log, how long it is, and its tags code.
 *   <li>CQ-2: the max offset is the offset that the next message gets: no unit is there yet.
 *   <li>CQ-3: after a crash records come again; a record that has its unit gets no second one.
 *   <li>CQ-4: where messages are missing, blank units take their places, so CQ-1 holds for all that
 *       follow; a queue that begins with a gap has its min offset behind the gap.
 *   <li>CQ-5: a search by halves looks at no more than log2(n) + 1 of n units; a unit that is not
 *       there is not wanted.
 *   <li>CQ-6: the physical end is the end of the newest unit's record, after a cut and a restart
 *       too; -1 if there is none, or if it is blank.
 * </ul>
 *
 * <p>Changed by the dispatch thread alone (while loading: by the loading thread), read by any.
 */
public interface QueueUnits {

  /** Makes the units of a queue that lies in these files. */
  @FunctionalInterface
  interface Factory {
    QueueUnits create(UnitFiles files);
  }

  /**
   * What a unit says.
   *
   * @param at the position of its first byte
   * @param index the number of its place
   */
  CqUnit read(ByteBuffer in, int at, long index);

  /** The unit of this index, or null if there is none; any number may be asked for. */
  CqUnit unit(long index);

  /** The index of the unit of message {@code offset}, or of the first one behind it. */
  long indexOf(long offset);

  /** The offset of the oldest message. */
  long minOffset();

  /** The offset that the next message gets. */
  long maxOffset();

  /** The first byte of the log that no unit of this queue covers yet; -1 if none covers any. */
  long physicalEnd();

  /** Whether the record has no unit in this queue yet. */
  boolean lacks(DispatchRequest record);

  /**
   * Adds the unit of a record that {@link #lacks} says is not there.
   *
   * @param tagsCode what the unit says besides the record's place
   * @throws IOException if the disk has no room; the record comes again
   */
  void add(DispatchRequest record, long tagsCode) throws IOException;

  /**
   * Searches the units from {@code from} on by halves.
   *
   * @param wanted false for the first units, true for the others
   * @return the index of the first wanted one; the max index if there is none
   */
  long firstIndex(long from, Predicate<CqUnit> wanted);

  /**
   * Ends the queue before the unit of this index.
   *
   * @param wipe whether to leave nothing but zeros behind the end
   */
  void endAt(long index, boolean wipe) throws IOException;
}
