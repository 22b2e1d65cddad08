package io.glassmq.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.common.message.MessageDecoder;
import io.glassmq.common.message.MessageRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link CommitLogRecovery} must keep; the numbers are those of its Javadoc. */
abstract class CommitLogRecoveryContract {
  private static final int FILE = 600;
  private static final int START = 3 * FILE;

  private final ByteBuffer first = ByteBuffer.allocate(FILE);
  private final ByteBuffer second = ByteBuffer.allocate(FILE);
  private final List<Long> dispatched = new ArrayList<>();

  abstract CommitLogRecovery recovery();

  @Test
  void shouldEndBehindTheLastRecord_RC1() throws IOException {
    long one = put(first, START, "one");
    long two = put(first, START, "two");
    int end = START + first.position();

    CommitLogRecovery.Result result = recover(first);

    assertThat(result.endOffset()).isEqualTo(end);
    assertThat(result.lastRecordOffset()).isEqualTo(two);
    assertThat(result.lastStoreTimestamp()).isEqualTo(two);
    assertThat(dispatched).containsExactly(one, two);
  }

  @Test
  void shouldCutATornRecordAtWhateverByteItEnds_RC1() throws IOException {
    long one = put(first, START, "one");
    int from = first.position();
    put(first, START, "a record that the disk got only in part");
    byte[] whole = first.array().clone();

    int properties = first.position() - "k1v2".length();
    for (int torn = from; torn < properties; torn++) {
      if (whole[torn] != 0) {
        ByteBuffer bytes = ByteBuffer.wrap(whole.clone());
        java.util.Arrays.fill(bytes.array(), torn, FILE, (byte) 0);
        dispatched.clear();

        CommitLogRecovery.Result result = recover(bytes);

        assertThat(result.endOffset()).as("torn at %d", torn).isEqualTo(START + from);
        assertThat(dispatched).containsExactly(one);
      }
    }
  }

  @Test
  void shouldNotStumbleOverARecordOfAnyWrongSize_RC1() throws IOException {
    put(first, START, "one");
    int at = first.position();
    put(first, START, "two");
    int size = first.position() - at;
    for (int wrong = 0; wrong < FILE; wrong++) {
      if (wrong != size) {
        first.putInt(at, wrong);

        assertThat(recover(first).endOffset()).as("size %d", wrong).isEqualTo(START + at);
      }
    }
  }

  @Test
  void shouldNotBelieveARecordThatSaysItLiesElsewhere_RC1() throws IOException {
    long one = put(first, START, "one");
    int at = first.position();
    put(first, START, "two");
    first.putLong(at + MessageRecord.PHYSICAL_OFFSET_OFFSET, START);

    assertThat(recover(first).endOffset()).isEqualTo(START + at);
    assertThat(dispatched).containsExactly(one);
  }

  @Test
  void shouldIgnoreWhatLiesBehindABrokenRecord_RC3() throws IOException {
    put(first, START, "one");
    int at = first.position();
    put(first, START, "two");
    put(first, START, "three");
    first.put(at + MessageRecord.bodyLengthOffset(0) + 4, (byte) 'x');

    assertThat(recover(first).endOffset()).isEqualTo(START + at);
    assertThat(dispatched).hasSize(1);
  }

  @Test
  void shouldFollowABlankIntoTheNextFile_RC2() throws IOException {
    long one = put(first, START, "one");
    blank(first);
    long two = put(second, START + FILE, "two");

    assertThat(recover(first, second).endOffset()).isEqualTo(START + FILE + second.position());
    assertThat(dispatched).containsExactly(one, two);
  }

  @Test
  void shouldEndAtTheStartOfAnEmptyNextFile_RC2() throws IOException {
    put(first, START, "one");
    blank(first);

    assertThat(recover(first, second).endOffset()).isEqualTo(START + FILE);
  }

  @Test
  void shouldEndAtTheBlankOfTheLastFile_RC2() throws IOException {
    put(first, START, "one");
    int at = first.position();
    blank(first);

    assertThat(recover(first).endOffset()).isEqualTo(START + at);
  }

  @Test
  void shouldFindNothingInAFileOfZeros_RC1() throws IOException {
    assertThat(recover(first)).isEqualTo(new CommitLogRecovery.Result(START, -1, 0));
  }

  @Test
  void shouldChangeNothing_RC4() throws IOException {
    put(first, START, "one");
    put(first, START, "two");
    first.put(first.position() - 20, (byte) 'x');
    byte[] before = first.array().clone();

    recover(first);

    assertThat(first.array()).isEqualTo(before);
  }

  private CommitLogRecovery.Result recover(ByteBuffer... files) throws IOException {
    List<CommitLogRecovery.Segment> segments =
        Stream.of(files)
            .map(
                file ->
                    new CommitLogRecovery.Segment(
                        file == second ? START + FILE : START, file.duplicate().clear()))
            .toList();
    return recovery()
        .recover(segments, RecordCheck.BODY, record -> dispatched.add(record.physicalOffset()));
  }

  /** Appends a record whose store time is its offset. */
  private static long put(ByteBuffer file, long startOffset, String body) {
    var encoder = new MessageExtEncoder(1000, false);
    encoder.encode(Messages.message("A", 0, body, java.util.Map.of("k", "v")));
    long offset = startOffset + file.position();
    encoder.stamp(offset, 7, offset);
    file.put(encoder.records());
    assertThat(
            MessageDecoder.decode(file.duplicate().flip().position((int) (offset - startOffset))))
        .isNotNull();
    return offset;
  }

  private static void blank(ByteBuffer file) {
    file.putInt(file.remaining()).putInt(MessageRecord.MAGIC_BLANK);
  }
}
