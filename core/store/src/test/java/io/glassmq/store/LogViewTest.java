package io.glassmq.store;

import static io.glassmq.store.show.LogPiece.Kind.BLANK;
import static io.glassmq.store.show.LogPiece.Kind.DAMAGE;
import static io.glassmq.store.show.LogPiece.Kind.END;
import static io.glassmq.store.show.LogPiece.Kind.RECORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.common.message.MessageRecord;
import io.glassmq.store.show.LogPiece;
import io.glassmq.store.show.LogView;
import io.glassmq.store.show.StoreView;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogViewTest {
  private static final int MESSAGES = 5;

  @TempDir Path folder;
  private final List<AppendMessageResult> records = new ArrayList<>();

  /** A small log that goes from one file over into a second one. */
  @BeforeEach
  void write() throws Exception {
    try (var store = TestStore.open(folder)) {
      for (int i = 0; i < MESSAGES; i++) {
        records.add(store.put(Messages.message("T", 0, i + "x".repeat(TestStore.LOG_FILE / 4))));
      }
    }
  }

  private LogView log() throws IOException {
    return StoreView.of(folder).log();
  }

  private List<LogPiece> pieces() throws IOException {
    List<LogPiece> pieces = new ArrayList<>();
    log()
        .walk(
            0,
            piece -> {
              pieces.add(piece);
              return true;
            });
    return pieces;
  }

  private long offset(int record) {
    return records.get(record).wroteOffset();
  }

  private void overwrite(long offset, byte... bytes) throws IOException {
    Path file = folder.resolve("commitlog").resolve(name(offset / TestStore.LOG_FILE));
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(bytes), offset % TestStore.LOG_FILE);
    }
  }

  private static String name(long number) {
    return String.format("%020d", number * TestStore.LOG_FILE);
  }

  @Nested
  class Walk {
    @Test
    void shouldShowEveryRecordAndTheEndsOfFilesInOrder() throws Exception {
      List<LogPiece> pieces = pieces();

      assertThat(pieces)
          .extracting(LogPiece::kind)
          .containsExactly(RECORD, RECORD, RECORD, BLANK, RECORD, RECORD, END);
      assertThat(pieces)
          .filteredOn(piece -> piece.kind() == RECORD)
          .extracting(piece -> piece.message().getCommitLogOffset())
          .containsExactlyElementsOf(records.stream().map(r -> r.wroteOffset()).toList());
    }

    @Test
    void shouldNameTheFileAndThePlaceInIt() throws Exception {
      LogPiece piece = log().at(offset(4));

      assertThat(piece.excerpt().file()).isEqualTo("commitlog/" + name(1));
      assertThat(piece.excerpt().position()).isEqualTo(offset(4) - TestStore.LOG_FILE);
      assertThat(piece.excerpt().value("queue offset")).isEqualTo("4");
    }

    @Test
    void shouldEndBeforeTheFileThatWasMadeAhead() throws Exception {
      Files.write(folder.resolve("commitlog").resolve(name(2)), new byte[TestStore.LOG_FILE]);

      assertThat(log().end()).isEqualTo(records.get(4).wroteOffset() + records.get(4).wroteBytes());
      assertThat(pieces().get(6).kind()).isEqualTo(END);
    }

    @Test
    void shouldShowAnEmptyFolder() throws Exception {
      Files.createDirectories(folder.resolve("empty/commitlog"));

      LogView log = StoreView.of(folder.resolve("empty")).log();

      assertThat(log.at(0).kind()).isEqualTo(END);
      assertThat(log.end()).isZero();
    }
  }

  @Nested
  class Holding {
    @Test
    void shouldFindTheRecordThatHoldsAByte() throws Exception {
      assertThat(log().holding(offset(1)).offset()).isEqualTo(offset(1));
      assertThat(log().holding(offset(2) - 1).offset()).isEqualTo(offset(1));
      assertThat(log().holding(offset(4) + 1).offset()).isEqualTo(offset(4));
    }

    @Test
    void shouldGoToTheEndForBytesThatAreNotThere() throws Exception {
      assertThat(log().holding(1L << 40).kind()).isEqualTo(END);
    }

    @Test
    void shouldBeginWithTheOldestFileThatIsLeft() throws Exception {
      Files.delete(folder.resolve("commitlog").resolve(name(0)));

      assertThat(log().holding(0).offset()).isEqualTo(TestStore.LOG_FILE);
      assertThat(log().holding(offset(3)).kind()).isEqualTo(RECORD);
      assertThat(log().at(0).problem()).isEqualTo("no file holds these bytes");
    }
  }

  @Nested
  class Damage {
    private LogPiece secondPiece() throws IOException {
      List<LogPiece> pieces = pieces();
      assertThat(pieces)
          .extracting(LogPiece::kind)
          .containsExactly(RECORD, DAMAGE, RECORD, BLANK, RECORD, RECORD, END);
      assertThat(pieces.get(1).offset()).isEqualTo(offset(1));
      assertThat(pieces.get(1).end()).isEqualTo(offset(2));
      return pieces.get(1);
    }

    @Test
    void shouldSayThatABodyIsNotWhatWasStored() throws Exception {
      overwrite(offset(1) + 100, (byte) '!');

      assertThat(secondPiece().problem()).startsWith("the body's CRC is");
    }

    @Test
    void shouldSayThatALengthIsWrong() throws Exception {
      overwrite(offset(1) + MessageRecord.bodyLengthOffset(0), (byte) 1);

      LogPiece piece = secondPiece();
      assertThat(piece.problem()).startsWith("the lengths in the record do not add up");
      assertThat(piece.excerpt().layout().length()).isEqualTo(piece.excerpt().bytes().remaining());
    }

    @Test
    void shouldSayThatASizeIsWrong() throws Exception {
      overwrite(offset(1), (byte) 0x7F);

      assertThat(secondPiece().problem()).contains("a record of 21307").contains("are left");
    }

    @Test
    void shouldSayThatARecordIsAtTheWrongPlace() throws Exception {
      overwrite(offset(1) + MessageRecord.PHYSICAL_OFFSET_OFFSET + 7, (byte) 1);

      assertThat(secondPiece().problem()).startsWith("a record that says it lies at");
    }

    @Test
    void shouldSayThatAHostIsNone() throws Exception {
      overwrite(offset(1) + MessageRecord.BORN_HOST_OFFSET + 4, (byte) 1);

      assertThat(secondPiece().problem()).contains("port out of range");
    }

    @Test
    void shouldSayThatAQueueIsNone() throws Exception {
      overwrite(offset(1) + MessageRecord.QUEUE_ID_OFFSET, (byte) -1);

      assertThat(secondPiece().problem()).contains("no broker files");
    }

    @Test
    void shouldSayThatThereIsNoRecord() throws Exception {
      overwrite(offset(1) + MessageRecord.MAGIC_OFFSET, (byte) 1);

      assertThat(secondPiece().problem()).isEqualTo("no record: its magic is 0x1a320a7");
    }

    @Test
    void shouldGoOnBehindAHoleOfZeros() throws Exception {
      overwrite(offset(2), new byte[(int) (TestStore.LOG_FILE - offset(2))]);

      assertThat(pieces())
          .extracting(LogPiece::kind)
          .containsExactly(RECORD, RECORD, DAMAGE, RECORD, RECORD, END);
    }

    @Test
    void shouldShowATornTail() throws Exception {
      Path last = folder.resolve("commitlog").resolve(name(1));
      long position = offset(4) - TestStore.LOG_FILE;
      for (long size = position + 200; size >= position; size--) {
        try (var channel = FileChannel.open(last, StandardOpenOption.WRITE)) {
          channel.truncate(size);
        }

        assertThat(log().end()).isEqualTo(offset(4));
        assertThat(log().files().problems()).singleElement().asString().contains(size + " bytes");
      }
    }
  }
}
