package io.glassmq.labs.lab06;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.glassmq.labs.LabTodo;
import io.glassmq.store.DispatchRequest;
import io.glassmq.store.RecordCheck;
import java.nio.ByteBuffer;

/**
 * Reads the record that starts at a place of the log, or finds that no whole one is there.
 *
 * <p>Bytes behind the end of the log can be anything. Believe nothing before it is checked: a
 * length first against the room that is left, then what the record says about itself, last the
 * checksum.
 *
 * @param check what a record must pass besides
 */
public record MyRecordReader(RecordCheck check) {

  /**
   * Reads what lies at {@code at} up to the limit of {@code in}. Position and limit stay.
   *
   * @param physicalOffset what the record must say about its place
   * @return null if no whole, consistent record lies there; {@link DispatchRequest#BLANK} for a
   *     filler
   */
  public DispatchRequest read(ByteBuffer in, int at, long physicalOffset) {
    // Step 1: Read one record, or find that there is none.
    throw new LabTodo(
        "lab06",
        "read-record",
        "Return the record at this place, BLANK for a filler, or null if no whole "
            + "record of this physical offset lies here.");
  }

  /** Where the parts of unknown length lie, or null if the lengths cannot be those of a record. */
  private static Parts parts(ByteBuffer in, int at) {
    // Step 1: Read one record, or find that there is none.
    throw new LabTodo(
        "lab06",
        "record-parts",
        "Return where body, topic and properties lie, or null if one of the "
            + "lengths cannot be right.");
  }

  /** Whether the record is what was once written, as far as BODY or WHOLE can tell. */
  private boolean isIntact(ByteBuffer in, int at, Parts parts) {
    // Step 2: Check that the record is what was once written.
    throw new LabTodo(
        "lab06",
        "intact-record",
        "Return whether the record passes the check that is asked for: BODY or "
            + "WHOLE, see RecordCheck.");
  }

  /** Whether this can be a port: the last 4 bytes of each of the two hosts are one. */
  private static boolean isPort(int number) {
    return (number & 0xFFFF) == number;
  }

  private static String text(ByteBuffer in, int at, int length) {
    var bytes = new byte[length];
    in.get(at, bytes);
    return new String(bytes, UTF_8);
  }

  /** All places are those in the buffer, not those in the record. */
  private record Parts(
      int size,
      int sysFlag,
      int bodyAt,
      int bodyLength,
      int topicAt,
      int topicLength,
      int propertiesAt,
      int propertiesLength) {}
}
