package io.glassmq.labs.contracts.lab06;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.glassmq.common.message.CrcProperty;
import io.glassmq.common.message.MessageRecord;
import io.glassmq.store.CommitLogRecovery.Segment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A log of small files in memory, which a test fills record by record and then damages.
 *
 * <p>The records are put together byte by byte, as the layout says, so that no encoder stands
 * between a test and the bytes. Their store time equals their physical offset.
 */
final class LogInMemory {
  static final int FILE_SIZE = 600;

  /** The files before this place were deleted long ago. */
  static final long START = 3 * FILE_SIZE;

  static final String TOPIC = "Orders";
  static final int QUEUE_ID = 2;
  static final long FIRST_QUEUE_OFFSET = 7;

  private static final int BROKER_PORT = 10911;

  private final List<ByteBuffer> files = new ArrayList<>();
  private long queueOffset = FIRST_QUEUE_OFFSET;

  LogInMemory() {
    addFile();
  }

  /** A file full of zeros behind the last one, as the store prepares it. */
  void addFile() {
    files.add(ByteBuffer.allocate(FILE_SIZE));
  }

  private ByteBuffer last() {
    return files.get(files.size() - 1);
  }

  /** Where the next record goes. */
  long end() {
    return START + (long) (files.size() - 1) * FILE_SIZE + last().position();
  }

  /** Fills the rest of the last file with a BLANK. */
  void blank() {
    last().putInt(last().remaining()).putInt(MessageRecord.MAGIC_BLANK);
  }

  /** Appends a record; returns its physical offset. */
  long put(String body) {
    return put(body, "KEYS\u0001k1\u0002", 0);
  }

  /** Appends a record that ends with the checksum over all of it. */
  long putWithCrc(String body) {
    var room = new String(CrcProperty.makeRoom("KEYS\u0001k1\u0002".getBytes(UTF_8)), UTF_8);
    long offset = put(body, room, 0);
    int at = at(offset);
    CrcProperty.write(file(offset), at, file(offset).getInt(at));
    return offset;
  }

  /**
   * Appends a record.
   *
   * @param sysFlag says among other things how long the two addresses are
   */
  long put(String body, String properties, int sysFlag) {
    byte[] bodyBytes = body.getBytes(UTF_8);
    byte[] topic = TOPIC.getBytes(UTF_8);
    byte[] propertyBytes = properties.getBytes(UTF_8);
    long offset = end();
    int at = last().position();
    last().position(at + 4);
    last().putInt(MessageRecord.MAGIC_V1).putInt(MessageRecord.bodyCrc(bodyBytes));
    last().putInt(QUEUE_ID).putInt(0).putLong(queueOffset++).putLong(offset).putInt(sysFlag);
    last().putLong(offset);
    putHost(MessageRecord.storeTimestampOffset(sysFlag) - MessageRecord.BORN_HOST_OFFSET);
    last().putLong(offset);
    putHost(MessageRecord.reconsumeTimesOffset(sysFlag) - MessageRecord.storeHostOffset(sysFlag));
    last().putInt(0).putLong(0);
    last().putInt(bodyBytes.length).put(bodyBytes);
    last().put((byte) topic.length).put(topic);
    last().putShort((short) propertyBytes.length).put(propertyBytes);
    last().putInt(at, last().position() - at);
    return offset;
  }

  private void putHost(int length) {
    last().put(new byte[length - 4]).putInt(BROKER_PORT);
  }

  /** The file in which this place of the log lies. */
  ByteBuffer file(long offset) {
    return files.get((int) ((offset - START) / FILE_SIZE));
  }

  /** Where in its file this place of the log lies. */
  int at(long offset) {
    return (int) ((offset - START) % FILE_SIZE);
  }

  /** The record that starts here with all its bytes. */
  ByteBuffer record(long offset) {
    return file(offset).slice(at(offset), file(offset).getInt(at(offset)));
  }

  /** The first {@code kept} bytes of this record reached the disk, the rest of the file did not. */
  void tear(long offset, int kept) {
    byte[] bytes = file(offset).array();
    java.util.Arrays.fill(bytes, at(offset) + kept, FILE_SIZE, (byte) 0);
  }

  /** The log as recovery gets it. */
  List<Segment> segments() {
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      segments.add(new Segment(START + (long) i * FILE_SIZE, files.get(i).duplicate().clear()));
    }
    return segments;
  }

  /** A copy of all bytes, to be compared later. */
  List<ByteBuffer> copy() {
    return files.stream().map(file -> ByteBuffer.wrap(file.array().clone())).toList();
  }
}
