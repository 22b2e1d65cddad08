package io.glassmq.labs.contracts.lab06;

import static io.glassmq.labs.contracts.lab06.LogInMemory.FILE_SIZE;
import static io.glassmq.labs.contracts.lab06.LogInMemory.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.common.message.MessageRecord;
import io.glassmq.common.sysflag.MessageSysFlag;
import io.glassmq.labs.Meaning;
import io.glassmq.labs.Step;
import io.glassmq.store.DispatchRequest;
import io.glassmq.store.RecordCheck;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What a reader of records must keep: the first two steps of lab 06. */
abstract class RecordReaderContract {
  private final LogInMemory log = new LogInMemory();

  /** Reads what lies at {@code at}: the record, {@link DispatchRequest#BLANK}, or null. */
  protected abstract DispatchRequest read(
      RecordCheck check, ByteBuffer in, int at, long physicalOffset);

  private DispatchRequest read(RecordCheck check, long offset) {
    return read(check, log.file(offset), log.at(offset), offset);
  }

  @Nested
  @Step(1)
  @Meaning("the log would end at a good record, or go on behind a bad one: messages are lost.")
  class ReadRecord {
    /** RC-1. */
    @Test
    @Order(1)
    @Meaning("the queue would be rebuilt with wrong offsets: consumers skip or repeat messages.")
    void shouldReadAllThatTheQueuesNeed() {
      long offset = log.put("one");

      DispatchRequest record = read(RecordCheck.FORM, offset);

      assertThat(record)
          .as("the record at %d", offset)
          .isEqualTo(
              new DispatchRequest(
                  LogInMemory.TOPIC,
                  LogInMemory.QUEUE_ID,
                  LogInMemory.FIRST_QUEUE_OFFSET,
                  offset,
                  log.record(offset).remaining(),
                  offset,
                  0,
                  "KEYS\u0001k1\u0002"));
    }

    /** RC-1. */
    @Test
    @Order(2)
    void shouldReadARecordInTheMiddleOfItsFile() {
      log.put("one");
      long second = log.put("two");

      DispatchRequest record = read(RecordCheck.FORM, second);

      assertThat(record).as("the record at %d", second).isNotNull();
      assertThat(record.physicalEnd()).as("its end").isEqualTo(log.end());
    }

    /** RC-1. */
    @Test
    @Order(3)
    @Meaning("no record of a client with an IPv6 address would survive a restart.")
    void shouldReadARecordWithLongAddresses() {
      int both = MessageSysFlag.BORNHOST_V6_FLAG | MessageSysFlag.STOREHOSTADDRESS_V6_FLAG;
      long offset = log.put("from far away", "KEYS\u0001k1\u0002", both);

      DispatchRequest record = read(RecordCheck.FORM, offset);

      assertThat(record).as("a record with two IPv6 addresses").isNotNull();
      assertThat(record.storeTimestamp()).as("its store time").isEqualTo(offset);
      assertThat(record.properties()).as("its properties").isEqualTo("KEYS\u0001k1\u0002");
    }

    /** RC-2. */
    @Test
    @Order(4)
    @Meaning("the last file of the log would look like the end, and all later files be cut off.")
    void shouldTellABlankFromARecord() {
      log.put("one");
      long blank = log.end();
      log.blank();

      assertThat(read(RecordCheck.FORM, blank))
          .as("what lies at %d, where a BLANK was written", blank)
          .isSameAs(DispatchRequest.BLANK);
    }

    /** RC-1. */
    @Test
    @Order(5)
    @Meaning("the prepared, empty part of the newest file would be taken for messages.")
    void shouldFindNothingInZeros() {
      assertThat(read(RecordCheck.FORM, START)).as("what lies in a new file").isNull();
    }

    /** RC-1. */
    @Test
    @Order(6)
    @Meaning(value = "the broker could not start: reading over the end throws.", hint = 2)
    void shouldFindNothingWhereLessThanABlankIsLeft() {
      for (int left = 0; left < MessageRecord.BLANK_LENGTH; left++) {
        long offset = START + FILE_SIZE - left;

        assertThat(read(RecordCheck.FORM, log.file(START), FILE_SIZE - left, offset))
            .as("what lies in the last %d bytes of a file", left)
            .isNull();
      }
    }

    /** RC-1. */
    @Test
    @Order(7)
    @Meaning(value = "one bad length, and the broker could not start any more.", hint = 2)
    void shouldNotStumbleOverARecordOfAnyWrongSize() {
      long offset = log.put("one");
      int right = log.record(offset).remaining();
      for (int size = -2; size <= 2 * FILE_SIZE; size++) {
        if (size != right) {
          log.file(offset).putInt(log.at(offset), size);

          assertThat(read(RecordCheck.FORM, offset))
              .as("a record of %d bytes that says it has %d", right, size)
              .isNull();
        }
      }
    }

    /** RC-1. */
    @Test
    @Order(8)
    @Meaning(value = "one bad length, and the broker could not start any more.", hint = 2)
    void shouldNotStumbleOverAnyWrongLengthInside() {
      long offset = log.put("one");
      int bodyLengthAt = log.at(offset) + MessageRecord.bodyLengthOffset(0);
      for (int length : new int[] {-1, 0, 1, 2, 4, 5, 99, FILE_SIZE, 1 << 30, Integer.MAX_VALUE}) {
        log.file(offset).putInt(bodyLengthAt, length);

        assertThat(read(RecordCheck.FORM, offset))
            .as("a record whose body of 3 bytes says it has %d", length)
            .isNull();
      }
    }

    /** RC-1. */
    @Test
    @Order(9)
    @Meaning(value = "the broker could not start: reading over the end throws.", hint = 2)
    void shouldNotStumbleOverARecordThatTheEndOfTheFileCuts() {
      long offset = log.put("one");
      int right = log.record(offset).remaining();
      for (int left = MessageRecord.BLANK_LENGTH; left < right; left++) {
        ByteBuffer file = ByteBuffer.allocate(left).put(0, log.record(offset), 0, left);
        file.putInt(0, left);

        assertThat(read(RecordCheck.FORM, file, 0, offset))
            .as("the first %d of %d bytes of a record, which say they are all", left, right)
            .isNull();
      }
    }

    /** RC-1. */
    @Test
    @Order(10)
    @Meaning(value = "a record that an old file left behind would be read as a new one.", hint = 3)
    void shouldNotBelieveARecordThatSaysItLiesElsewhere() {
      long offset = log.put("one");

      assertThat(read(RecordCheck.FORM, log.file(offset), log.at(offset), offset + FILE_SIZE))
          .as("a record of offset %d, found at %d", offset, offset + FILE_SIZE)
          .isNull();
    }

    /** RC-1. */
    @Test
    @Order(11)
    @Meaning(value = "a folder would be made for a topic that no client can name.", hint = 3)
    void shouldNotBelieveATopicThatCanHaveNoFolder() {
      long offset = log.put("one");
      int topicAt = log.at(offset) + MessageRecord.bodyLengthOffset(0) + 4 + "one".length() + 1;
      log.file(offset).put(topicAt, (byte) '/');

      assertThat(read(RecordCheck.FORM, offset)).as("a record of topic /rders").isNull();
    }

    /** RC-1. */
    @Test
    @Order(12)
    @Meaning(value = "the queue would grow to whatever the damaged number says.", hint = 3)
    void shouldNotBelieveANegativeQueueOrOffset() {
      long offset = log.put("one");
      log.file(offset).putInt(log.at(offset) + MessageRecord.QUEUE_ID_OFFSET, -1);
      long second = log.put("two");
      log.file(second).putLong(log.at(second) + MessageRecord.QUEUE_OFFSET_OFFSET, -1);

      assertThat(read(RecordCheck.FORM, offset)).as("a record of queue -1").isNull();
      assertThat(read(RecordCheck.FORM, second)).as("a record of queue offset -1").isNull();
    }

    /** RC-1. */
    @Test
    @Order(13)
    @Meaning(value = "no consumer can decode it: the queue would stand still there.", hint = 3)
    void shouldNotBelieveAnAddressWhosePortIsNone() {
      long born = log.put("one");
      log.file(born).putInt(log.at(born) + MessageRecord.storeTimestampOffset(0) - 4, 1 << 16);
      long store = log.put("two");
      log.file(store).putInt(log.at(store) + MessageRecord.reconsumeTimesOffset(0) - 4, -1);

      assertThat(read(RecordCheck.FORM, born)).as("a record from port 65536").isNull();
      assertThat(read(RecordCheck.FORM, store)).as("a record stored at port -1").isNull();
    }

    /** RC-1. */
    @Test
    @Order(14)
    @Meaning(
        value = "recovery of a big log would take as long as reading all of it needs.",
        hint = 2)
    void shouldNotLookAtTheBodyWhenOnlyTheFormIsAsked() {
      long offset = log.put("one");
      log.file(offset).put(log.at(offset) + MessageRecord.bodyLengthOffset(0) + 4, (byte) 'x');

      assertThat(read(RecordCheck.FORM, offset)).as("a record with another body").isNotNull();
    }
  }

  @Nested
  @Step(2)
  @Meaning("consumers would get bytes that nobody sent.")
  class IntactRecord {
    /** RC-1. */
    @Test
    @Order(1)
    void shouldBelieveWhatNobodyTouched() {
      long plain = log.put("one");
      long withCrc = log.putWithCrc("two");

      assertThat(read(RecordCheck.BODY, plain)).as("a whole record").isNotNull();
      assertThat(read(RecordCheck.WHOLE, withCrc)).as("a whole record with a CRC").isNotNull();
    }

    /** RC-1. */
    @Test
    @Order(2)
    void shouldSeeEveryChangedByteOfTheBody() {
      long offset = log.put("one");
      int bodyAt = log.at(offset) + MessageRecord.bodyLengthOffset(0) + 4;
      for (int i = 0; i < "one".length(); i++) {
        byte was = log.file(offset).get(bodyAt + i);
        log.file(offset).put(bodyAt + i, (byte) (was + 1));

        assertThat(read(RecordCheck.BODY, offset)).as("byte %d of its body changed", i).isNull();
        log.file(offset).put(bodyAt + i, was);
      }
    }

    /** RC-1. */
    @Test
    @Order(4)
    @Meaning(
        value = "a page that the disk never got would pass: its messages lose their keys.",
        hint = 2)
    void shouldSeeThatTheLastPageNeverReachedTheDisk() {
      long offset = log.put("one");
      int size = log.record(offset).remaining();
      log.tear(offset, size - 2);

      assertThat(read(RecordCheck.BODY, offset)).as("a record without its last 2 bytes").isNull();
    }

    /** RC-1. */
    @Test
    @Order(5)
    @Meaning(value = "a message without properties would end the log.", hint = 3)
    void shouldBelieveARecordWithoutProperties() {
      long offset = log.put("one", "", 0);

      assertThat(read(RecordCheck.BODY, offset)).as("a record without properties").isNotNull();
    }

    /** RC-1. */
    @Test
    @Order(6)
    void shouldSeeEveryChangedByteWhenTheWholeIsAsked() {
      long offset = log.putWithCrc("one");
      int size = log.record(offset).remaining();
      for (int i = 0; i < size; i++) {
        byte was = log.file(offset).get(log.at(offset) + i);
        log.file(offset).put(log.at(offset) + i, (byte) (was + 1));

        assertThat(read(RecordCheck.WHOLE, offset)).as("byte %d changed", i).isNull();
        log.file(offset).put(log.at(offset) + i, was);
      }
    }

    /** RC-1. */
    @Test
    @Order(7)
    void shouldNotBelieveARecordWithoutChecksumWhenTheWholeIsAsked() {
      long offset = log.put("one");

      assertThat(read(RecordCheck.WHOLE, offset)).as("a record without that CRC").isNull();
    }
  }
}
