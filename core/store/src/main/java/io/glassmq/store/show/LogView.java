package io.glassmq.store.show;

import static io.glassmq.common.message.MessageRecord.BLANK_LAYOUT;
import static io.glassmq.common.message.MessageRecord.BLANK_LENGTH;
import static io.glassmq.common.message.MessageRecord.MAGIC_BLANK;
import static io.glassmq.common.message.MessageRecord.MAGIC_OFFSET;
import static io.glassmq.common.message.MessageRecord.PHYSICAL_OFFSET_OFFSET;
import static io.glassmq.common.message.MessageRecord.isMessage;

import io.glassmq.common.layout.Layout;
import io.glassmq.common.message.MessageDecoder;
import io.glassmq.common.message.MessageRecord;
import io.glassmq.store.RecordCheck;
import io.glassmq.store.RecordReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * The commit log, piece by piece. Behind a damaged place it goes on with the next bytes that are a
 * record and say that they lie just there.
 *
 * <p>One thread: it keeps the bytes that it read last.
 */
public final class LogView {
  /** So much of a damaged place is shown. */
  private static final int DAMAGE_BYTES = 128;

  private final FileSequence files;
  private final ReadWindow window;

  LogView(FileSequence files) {
    this.files = files;
    this.window = new ReadWindow(files::read);
  }

  public FileSequence files() {
    return files;
  }

  /** Shows the pieces from a piece's start on, in order, the end last, while it is asked to. */
  public void walk(long from, Predicate<LogPiece> visitor) throws IOException {
    LogPiece piece = at(from);
    while (visitor.test(piece) && piece.kind() != LogPiece.Kind.END) {
      piece = at(piece.end());
    }
  }

  /** The piece that holds the byte at this offset, or the first behind it where no file is. */
  public LogPiece holding(long offset) throws IOException {
    long at = files.minOffset();
    for (long start : files.starts()) {
      at = start <= offset ? start : at;
    }
    LogPiece piece = at(at);
    while (piece.end() <= offset && piece.kind() != LogPiece.Kind.END) {
      piece = at(piece.end());
    }
    return piece;
  }

  /** The first byte behind the last record. */
  public long end() throws IOException {
    List<Long> starts = files.starts();
    for (int i = starts.size() - 1; i >= 0; i--) {
      long start = starts.get(i);
      if (startsWithMagic(start)) {
        return endOfWritten(start);
      }
    }
    return files.minOffset();
  }

  private long endOfWritten(long start) throws IOException {
    var end = new AtomicLong(start);
    walk(
        start,
        piece -> {
          if (piece.kind() == LogPiece.Kind.RECORD || piece.kind() == LogPiece.Kind.BLANK) {
            end.set(piece.end());
          }
          return true;
        });
    return end.get();
  }

  private boolean startsWithMagic(long offset) throws IOException {
    ByteBuffer head = bytes(offset, BLANK_LENGTH);
    int magic = head.remaining() < BLANK_LENGTH ? 0 : head.getInt(MAGIC_OFFSET);
    return magic == MAGIC_BLANK || isMessage(magic);
  }

  /** The piece that starts at this offset. */
  public LogPiece at(long offset) throws IOException {
    long room = files.fileEnd(offset) - offset;
    ByteBuffer head = bytes(offset, Math.min(room, BLANK_LENGTH));
    boolean whole = head.remaining() == BLANK_LENGTH;
    int size = whole ? head.getInt(0) : 0;
    int magic = whole ? head.getInt(MAGIC_OFFSET) : 0;
    if (size == 0 && magic == 0 && !startsWithMagic(files.nextFile(offset))) {
      return piece(LogPiece.Kind.END, offset, 0, "");
    }
    if (magic == MAGIC_BLANK && size == room) {
      return piece(LogPiece.Kind.BLANK, offset, room, "");
    }
    String problem = problem(offset, size, magic, room);
    return problem.isEmpty()
        ? piece(LogPiece.Kind.RECORD, offset, size, "")
        : piece(LogPiece.Kind.DAMAGE, offset, nextRecord(offset + 1) - offset, problem);
  }

  private LogPiece piece(LogPiece.Kind kind, long offset, long length, String problem)
      throws IOException {
    long shown =
        switch (kind) {
          case RECORD -> length;
          case BLANK -> BLANK_LENGTH;
          case DAMAGE -> Math.min(length, DAMAGE_BYTES);
          case END -> 0;
        };
    ByteBuffer bytes = bytes(offset, shown);
    Layout layout = kind == LogPiece.Kind.BLANK ? BLANK_LAYOUT : MessageRecord.layout(bytes);
    return new LogPiece(kind, offset, length, problem, files.excerpt(offset, layout, bytes));
  }

  /** Why no record lies here; empty if one does. */
  private String problem(long offset, int size, int magic, long room) throws IOException {
    if (room == 0) {
      return "no file holds these bytes";
    }
    if (magic == MAGIC_BLANK) {
      return "an end of file of " + size + " bytes, where " + room + " are left of the file";
    }
    if (!isMessage(magic)) {
      return "no record: its magic is 0x" + Integer.toHexString(magic);
    }
    if (size < MessageRecord.bodyLengthOffset(0) || size > room) {
      return "a record of " + size + " bytes, where " + room + " are left of the file";
    }
    ByteBuffer record = bytes(offset, size);
    if (MessageRecord.layout(record).fields().stream()
        .anyMatch(field -> field.name().equals(MessageRecord.UNREADABLE))) {
      return "the lengths in the record do not add up to its " + size + " bytes";
    }
    if (record.getLong(PHYSICAL_OFFSET_OFFSET) != offset) {
      return "a record that says it lies at " + record.getLong(PHYSICAL_OFFSET_OFFSET);
    }
    int wanted = record.getInt(MessageRecord.BODY_CRC_OFFSET);
    int bodyAt = MessageRecord.bodyLengthOffset(record.getInt(MessageRecord.SYS_FLAG_OFFSET)) + 4;
    int crc = MessageRecord.bodyCrc(record.slice(bodyAt, record.getInt(bodyAt - 4)));
    if (crc != wanted) {
      return "the body's CRC is " + crc + ", but the record says " + wanted;
    }
    try {
      MessageDecoder.decode(record.duplicate());
      return new RecordReader(RecordCheck.BODY).read(record, 0, offset) == null
          ? "a record that no broker files: its topic, queue, queue offset or properties are none"
          : "";
    } catch (IllegalArgumentException e) {
      return "a record that cannot be read: " + e.getMessage();
    }
  }

  /** Start of the next record in this file, or of the next file. */
  private long nextRecord(long from) throws IOException {
    long fileEnd = files.fileEnd(from);
    for (long at = from; at + BLANK_LENGTH <= fileEnd; at++) {
      ByteBuffer head = bytes(at, BLANK_LENGTH);
      int magic = head.remaining() < BLANK_LENGTH ? 0 : head.getInt(MAGIC_OFFSET);
      if (isMessage(magic) && problem(at, head.getInt(0), magic, fileEnd - at).isEmpty()
          || magic == MAGIC_BLANK && head.getInt(0) == fileEnd - at) {
        return at;
      }
      // No magic begins with a zero, so the next may lie right behind these.
      at += head.remaining() == BLANK_LENGTH && head.getLong(0) == 0 ? 3 : 0;
    }
    return files.nextFile(from);
  }

  private ByteBuffer bytes(long offset, long length) throws IOException {
    return window.bytes(offset, length);
  }
}
