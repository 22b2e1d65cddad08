package io.glassmq.labs.contracts.lab06;

import static io.glassmq.labs.contracts.lab06.LogInMemory.FILE_SIZE;
import static io.glassmq.labs.contracts.lab06.LogInMemory.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.common.message.MessageRecord;
import io.glassmq.labs.LabContract;
import io.glassmq.labs.Meaning;
import io.glassmq.labs.Step;
import io.glassmq.store.CommitLogRecovery;
import io.glassmq.store.CommitLogRecovery.Result;
import io.glassmq.store.RecordCheck;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What every {@link CommitLogRecovery} must keep; RC-1 to RC-5 are those of its Javadoc. */
@LabContract(6)
public abstract class CommitLogRecoveryContract extends RecordReaderContract {
  private final LogInMemory log = new LogInMemory();
  private final List<Long> dispatched = new ArrayList<>();

  /** The recovery under test, a new one for each test. */
  protected abstract CommitLogRecovery recovery();

  private Result recover() {
    try {
      return recovery()
          .recover(
              log.segments(), RecordCheck.BODY, record -> dispatched.add(record.physicalOffset()));
    } catch (IOException e) {
      throw new AssertionError("the dispatcher of this test throws none", e);
    }
  }

  @Nested
  @Step(3)
  @Meaning("messages that were acknowledged would be missing after a restart.")
  class WalkFile {
    /** RC-1. */
    @Test
    @Order(1)
    void shouldEndBehindTheLastRecord() {
      log.put("one");
      long two = log.put("two");

      Result result = recover();

      assertThat(result).as("where the log ends").isEqualTo(new Result(log.end(), two, two));
    }

    /** RC-3. */
    @Test
    @Order(2)
    @Meaning("a queue would miss a message, or have it twice.")
    void shouldHandEveryRecordToTheDispatcherInOrder() {
      List<Long> offsets = List.of(log.put("one"), log.put("two"), log.put("three"));

      recover();

      assertThat(dispatched).as("what was dispatched").isEqualTo(offsets);
    }

    /** RC-1. */
    @Test
    @Order(3)
    @Meaning("a broker with a new, empty log could not start.")
    void shouldFindNothingInAFileOfZeros() {
      Result result = recover();

      assertThat(result).as("the end of an empty log").isEqualTo(new Result(START, -1, 0));
      assertThat(dispatched).as("what was dispatched").isEmpty();
    }

    /** RC-1. */
    @Test
    @Order(4)
    @Meaning("half a message would be delivered, or the next one be written behind it.")
    void shouldCutATornRecordAtWhateverByteItEnds() {
      long one = log.put("one");
      long torn = log.put("a record that the disk got only in part");
      int size = log.record(torn).remaining();
      for (int kept = size - 1; kept >= 0; kept--) {
        log.tear(torn, kept);
        dispatched.clear();

        assertThat(recover().endOffset()).as("%d of %d bytes kept", kept, size).isEqualTo(torn);
        assertThat(dispatched).as("what was dispatched").containsExactly(one);
      }
    }

    /** RC-3. */
    @Test
    @Order(5)
    @Meaning("there would be a hole in the log, and nobody could walk over it.")
    void shouldIgnoreWhatLiesBehindABrokenRecord() {
      long one = log.put("one");
      long broken = log.put("two");
      log.put("three");
      log.record(broken).put(MessageRecord.bodyLengthOffset(0) + 4, (byte) 'x');

      assertThat(recover().endOffset()).as("where the log ends").isEqualTo(broken);
      assertThat(dispatched).as("what was dispatched").containsExactly(one);
    }

    /** RC-4. */
    @Test
    @Order(6)
    @Meaning("a second crash, during recovery, would find another log than the first.")
    void shouldChangeNothing() {
      log.put("one");
      long broken = log.put("two");
      log.record(broken).put(MessageRecord.bodyLengthOffset(0) + 4, (byte) 'x');
      List<ByteBuffer> before = log.copy();

      recover();

      assertThat(log.copy()).as("the bytes of the log").isEqualTo(before);
    }

    /** RC-2. */
    @Test
    @Order(7)
    @Meaning(
        value = "the next record would be written behind the BLANK, over the end of the file.",
        hint = 3)
    void shouldEndAtTheBlankOfTheLastFile() {
      log.put("one");
      long blank = log.end();
      log.blank();

      assertThat(recover().endOffset()).as("where the log ends").isEqualTo(blank);
    }
  }

  @Nested
  @Step(4)
  @Meaning("all files behind the first would be cut off: most messages are lost.")
  class NextFile {
    /** RC-2. */
    @Test
    @Order(1)
    void shouldFollowABlankIntoTheNextFile() {
      long one = log.put("one");
      log.blank();
      log.addFile();
      long two = log.put("two");

      assertThat(recover()).as("the end").isEqualTo(new Result(log.end(), two, two));
      assertThat(dispatched).as("what was dispatched").containsExactly(one, two);
    }

    /** RC-3. */
    @Test
    @Order(2)
    void shouldFollowThroughManyFiles() {
      List<Long> offsets = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        offsets.add(log.put("one"));
        offsets.add(log.put("two"));
        log.blank();
        log.addFile();
      }

      recover();

      assertThat(dispatched).as("what was dispatched").isEqualTo(offsets);
    }

    /** RC-2. */
    @Test
    @Order(3)
    @Meaning(
        value = "the next record would go into a full file, or the last one be forgotten.",
        hint = 2)
    void shouldEndAtTheStartOfAnEmptyNextFile() {
      long one = log.put("one");
      log.blank();
      log.addFile();

      assertThat(recover()).as("the end").isEqualTo(new Result(START + FILE_SIZE, one, one));
    }

    /** RC-1. */
    @Test
    @Order(4)
    @Meaning("there would be a hole in the log, and nobody could walk over it.")
    void shouldNotGoOnBehindABrokenRecord() {
      log.put("one");
      long broken = log.put("two");
      log.blank();
      log.record(broken).put(MessageRecord.bodyLengthOffset(0) + 4, (byte) 'x');
      log.addFile();
      log.put("three");

      assertThat(recover().endOffset()).as("where the log ends").isEqualTo(broken);
    }

    /** RC-2. */
    @Test
    @Order(5)
    @Meaning(value = "a crash while the next file was made: the broker could not start.", hint = 3)
    void shouldEndAtTheBlankOfTheLastOfManyFiles() {
      log.put("one");
      log.blank();
      log.addFile();
      log.put("two");
      long blank = log.end();
      log.blank();

      assertThat(recover().endOffset()).as("where the log ends").isEqualTo(blank);
    }
  }

  @Nested
  @Step(5)
  @Meaning("queues would miss messages, or recovery would read the whole log each time.")
  class StartAfterCrash {
    private long firstOfThird;

    private void threeFiles() {
      log.put("one");
      log.blank();
      log.addFile();
      log.put("two");
      log.blank();
      log.addFile();
      firstOfThird = log.put("three");
    }

    /** RC-5. */
    @Test
    @Order(1)
    void shouldBeginWithTheNewestFileWhoseFirstRecordIsSafe() {
      threeFiles();

      assertThat(recovery().start(log.segments(), record -> record.physicalOffset() < firstOfThird))
          .as("the start, where all of the first two files is safe")
          .isEqualTo(START + FILE_SIZE);
      assertThat(recovery().start(log.segments(), record -> true))
          .as("the start, where all is safe")
          .isEqualTo(firstOfThird);
    }

    /** RC-5. */
    @Test
    @Order(2)
    void shouldBeginWithTheOldestFileWhenNothingIsSafe() {
      threeFiles();

      assertThat(recovery().start(log.segments(), record -> false)).isEqualTo(START);
    }

    /** RC-5. */
    @Test
    @Order(3)
    @Meaning(value = "recovery would start in a file without a first record.", hint = 2)
    void shouldPassOverAFileWithoutARecord() {
      threeFiles();
      log.blank();
      log.addFile();

      assertThat(recovery().start(log.segments(), record -> true))
          .as("the start, where the newest file is empty")
          .isEqualTo(firstOfThird);
    }

    /** RC-5. */
    @Test
    @Order(4)
    @Meaning(value = "the checkpoint would be asked about a filler, which has no place.", hint = 2)
    void shouldPassOverAFileThatBeginsWithABlank() {
      threeFiles();
      log.blank();
      log.addFile();
      log.blank();

      assertThat(recovery().start(log.segments(), record -> true))
          .as("the start, where the newest file holds a BLANK alone")
          .isEqualTo(firstOfThird);
    }
  }

  @Nested
  @Step(6)
  class Wire extends KilledBrokerContract {
    @Override
    protected CommitLogRecovery recovery() {
      return CommitLogRecoveryContract.this.recovery();
    }
  }
}
