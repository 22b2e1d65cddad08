package io.glassmq.labs.contracts.lab04;

import static io.glassmq.common.message.MessageRecord.BLANK_LENGTH;
import static io.glassmq.common.message.MessageRecord.MAGIC_BLANK;
import static io.glassmq.common.message.MessageRecord.MAGIC_OFFSET;
import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.common.message.MessageExt;
import io.glassmq.labs.Meaning;
import io.glassmq.labs.Step;
import io.glassmq.store.AppendMessageResult;
import io.glassmq.store.MessageExtBrokerInner;
import io.glassmq.store.PutMessageStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The steps in which one sender appends and the disk does what it should. */
abstract class SenderContract extends LogScene {

  /** A record of exactly so many bytes, larger than any body alone could make it. */
  private static MessageExtBrokerInner large(int bytes) {
    String value = "v".repeat(bytes - EMPTY_RECORD - MAX_BODY - "k\u0001\u0002".length());
    return Messages.message("A", 0, "x".repeat(MAX_BODY), Map.of("k", value));
  }

  @Nested
  @Step(1)
  class Refuse {

    @Test
    @Order(1)
    @Meaning(
        "one client with a body of 500 MB makes the broker copy 500 MB for every one of its sends")
    void shouldRefuseABodyOverTheLimit() {
      assertThat(statusOf(Messages.message("A", 0, "x".repeat(MAX_BODY + 1))))
          .as("status for a body of %d bytes where %d are allowed", MAX_BODY + 1, MAX_BODY)
          .isEqualTo(PutMessageStatus.MESSAGE_ILLEGAL);
    }

    @Test
    @Order(2)
    @Meaning(
        "the length of the properties is a short in the record; 32,768 would be read as -32,768"
            + " and everything behind it as nonsense")
    void shouldRefusePropertiesThatAShortCannotCount() {
      assertThat(statusOf(Messages.message("A", 0, "1", Map.of("k", "v".repeat(32_767)))))
          .as("status for properties of 32,770 bytes")
          .isEqualTo(PutMessageStatus.PROPERTIES_SIZE_EXCEEDED);
    }

    @Test
    @Order(3)
    @Meaning("a batch that cannot be cut into entries would be acknowledged and lost")
    void shouldRefuseABatchThatIsBrokenOrEmpty() {
      assertThat(statusOf(Messages.batch("A", 0, new byte[] {0, 0, 0, 9})))
          .as("status for a batch whose entry says 9 bytes and has 4")
          .isEqualTo(PutMessageStatus.MESSAGE_ILLEGAL);
      assertThat(statusOf(Messages.batch("A", 0, new byte[0])))
          .as("status for a batch without entries")
          .isEqualTo(PutMessageStatus.MESSAGE_ILLEGAL);
    }

    @Test
    @Order(4)
    @Meaning(
        value =
            "the sender makes the broker roll to a new file, where the record does not fit either,"
                + " and to the next, for ever",
        hint = 2)
    void shouldRefuseARecordThatWithABlankIsLargerThanAFile() {
      assertThat(statusOf(large(FILE - BLANK_LENGTH + 1)))
          .as("status for a record of %d bytes; a file has %d", FILE - BLANK_LENGTH + 1, FILE)
          .isEqualTo(PutMessageStatus.MESSAGE_ILLEGAL);
      String half = "x".repeat(FILE / 2);
      assertThat(statusOf(Messages.batch("A", 0, half, half)))
          .as("status for a batch that is larger than a file")
          .isEqualTo(PutMessageStatus.MESSAGE_ILLEGAL);
    }

    @Test
    @Order(5)
    @Meaning("a refused message leaves a gap in its queue, and consumers wait for what never comes")
    void shouldLeaveTheLogAndTheQueueAsTheyWere() {
      assertThat(statusOf(large(FILE))).as("status").isNotEqualTo(PutMessageStatus.PUT_OK);

      assertThat(tail.offset()).as("end of the log").isZero();
      assertThat(offsets.counter("A", 0).get()).as("next offset of queue 0 of A").isZero();
    }
  }

  @Nested
  @Step(2)
  class AppendRecord {

    @Test
    @Order(1)
    @Meaning("the answer to the sender, its message id and the consume queue point to no message")
    void shouldTellWhereTheRecordLies() {
      AppendMessageResult first = append("A", 0, "hello");
      AppendMessageResult second = append("A", 0, "again");

      assertThat(first.wroteOffset()).as("offset of the first record").isZero();
      assertThat(first.wroteBytes()).as("bytes of the first record").isEqualTo(EMPTY_RECORD + 5);
      assertThat(second.wroteOffset())
          .as("offset of the second record: where the first ends")
          .isEqualTo(EMPTY_RECORD + 5);
      assertThat(lines()).as("records found by walking the log").hasSize(2);
    }

    @Test
    @Order(2)
    @Meaning(
        value =
            "recovery and replication compare a record's own offset with its place; a record that"
                + " says another one is where the log ends for them",
        hint = 2)
    void shouldStampEachRecordWithItsPosition_CL1() {
      for (int i = 0; i < 10; i++) {
        long offset = append("A", 0, "body " + i).wroteOffset();

        assertThat(at(offset).getCommitLogOffset())
            .as("physical offset in the record that lies at %d", offset)
            .isEqualTo(offset);
      }
    }

    @Test
    @Order(3)
    @Meaning(
        value =
            "two messages of a queue with one offset: the queue has room for one, the other is"
                + " never consumed",
        hint = 2)
    void shouldCountTheOffsetsOfEachQueueOnItsOwn_CL2() {
      append("A", 0, "1");
      append("A", 1, "2");
      append("B", 0, "3");
      append("A", 0, "4");

      assertThat(lines())
          .as("topic, queue, queue offset and body of each record, in log order")
          .containsExactly("A0:0 1", "A1:0 2", "B0:0 3", "A0:1 4");
    }

    @Test
    @Order(4)
    @Meaning("after a restart all queues begin at 0 again, and overwrite what is there")
    void shouldGoOnFromTheOffsetsOfTheTable_CL2() {
      offsets.counter("A", 0).set(7);

      assertThat(append("A", 0, "1").queueOffset()).as("queue offset in the answer").isEqualTo(7);
      assertThat(offsets.counter("A", 0).get()).as("next offset of queue 0 of A").isEqualTo(8);
    }

    @Test
    @Order(5)
    @Meaning(
        value =
            "the queue has a hole at the offset that the prepared message took, and consumers stop"
                + " there",
        hint = 3)
    void shouldGiveNoQueueOffsetToAPreparedMessage_CL2() {
      append("A", 0, "1");
      append("A", 0, "2");
      append(Messages.prepared("A", 0, "half"));
      append("A", 0, "3");

      assertThat(lines())
          .as("a prepared message shows 0 and uses up nothing")
          .containsExactly("A0:0 1", "A0:1 2", "A0:0 half", "A0:2 3");
    }

    @Test
    @Order(6)
    @Meaning("an official broker that takes over this store, or a replica of it, cannot read on")
    void shouldWriteTheBytesThatAnOfficialBrokerWrote() throws IOException {
      ByteBuffer official = OfficialLog.bytes();
      for (OfficialLog.Sent sent : OfficialLog.messages()) {
        now = sent.storeTimestamp();
        append(sent.message());
      }

      byte[] ours = new byte[official.remaining()];
      bytes(0).get(ours);
      assertThat(HexFormat.of().formatHex(ours))
          .as("the first %d bytes of the log", ours.length)
          .isEqualTo(HexFormat.of().formatHex(official.array()));
    }
  }

  @Nested
  @Step(3)
  class Roll {

    @Test
    @Order(1)
    @Meaning("the first message that a new broker gets is refused")
    void shouldBeginTheFirstFileWhenThereIsNone() {
      openWithoutFiles();

      assertThat(append("A", 0, "1").wroteOffset()).as("offset of the first record").isZero();
      assertThat(lines()).containsExactly("A0:0 1");
    }

    @Test
    @Order(2)
    @Meaning(
        "whoever walks the log takes the bytes behind the last record for a record, and stops there"
            + " instead of going on in the next file")
    void shouldEndTheFileWithABlankAsLongAsItsRest_CL4() {
      leaveRoom(200);
      long end = tail.offset();
      AppendMessageResult rolled = appendRecord(193);

      assertThat(rolled.wroteOffset())
          .as("193 bytes and a BLANK of 8 do not fit into 200: the record starts the next file")
          .isEqualTo(FILE);
      assertBlank(end, 200);
      assertThat(at(FILE).getQueueOffset()).as("queue offset of the rolled record").isEqualTo(1);
    }

    @Test
    @Order(3)
    @Meaning(
        value =
            "each file loses its last bytes to a roll that was not needed, and files with the same"
                + " messages differ from those of an official broker",
        hint = 2)
    void shouldStayInTheFileWhenABlankStillFitsBehindTheRecord_CL4() {
      leaveRoom(200);
      AppendMessageResult fits = appendRecord(192);
      AppendMessageResult rolled = append("A", 0, "");

      assertThat(fits.wroteOffset()).as("192 bytes and a BLANK of 8").isEqualTo(FILE - 200);
      assertThat(rolled.wroteOffset()).as("offset of the next record").isEqualTo(FILE);
      assertBlank(FILE - BLANK_LENGTH, BLANK_LENGTH);
    }

    @Test
    @Order(4)
    @Meaning(
        "the largest message that the settings allow is refused, or makes the broker roll twice")
    void shouldTakeTheLargestRecordThatFitsAFile_CL7() {
      append("A", 0, "1");
      AppendMessageResult largest = append(large(FILE - BLANK_LENGTH));

      assertThat(largest.wroteOffset()).as("offset of the largest record").isEqualTo(FILE);
      assertThat(at(FILE).getBody()).as("its body").hasSize(MAX_BODY);
    }

    @Test
    @Order(5)
    @Meaning(
        value = "the sender is not told to come again later, and its message is lost",
        hint = 2)
    void shouldSayThatItIsBusyUntilThereIsANextFile() {
      leaveRoom(200);
      tail.busy(true);
      assertThat(statusOf(Messages.message("A", 0, "x".repeat(200))))
          .as("status while there is no next file")
          .isEqualTo(PutMessageStatus.OS_PAGE_CACHE_BUSY);

      tail.busy(false);
      AppendMessageResult later = append("A", 0, "later");
      assertThat(later.wroteOffset()).as("offset of the next record").isEqualTo(FILE);
      assertThat(later.queueOffset()).as("queue offset of the next record").isEqualTo(1);
    }

    @Test
    @Order(6)
    @Meaning(
        value = "a full disk looks like any other error, and nobody knows what to mend",
        hint = 2)
    void shouldSayThatTheFileCouldNotBeMade() {
      leaveRoom(200);
      tail.beforeNext(
          () -> {
            throw new IOException("no space left on device");
          });

      assertThat(statusOf(Messages.message("A", 0, "x".repeat(200))))
          .as("status when the next file cannot be made")
          .isEqualTo(PutMessageStatus.CREATE_MAPPED_FILE_FAILED);
    }

    private void assertBlank(long offset, int length) {
      ByteBuffer blank = bytes(offset);
      assertThat(blank.getInt(0)).as("length of the BLANK: the rest of its file").isEqualTo(length);
      assertThat(blank.getInt(MAGIC_OFFSET)).as("magic of the BLANK").isEqualTo(MAGIC_BLANK);
    }
  }

  @Nested
  @Step(4)
  @Meaning(
      "a search by time halves the queue again and again and trusts the order; with a time that"
          + " falls it ends at the wrong message")
  class StoreTime {

    @Test
    @Order(1)
    void shouldNeverStampAnEarlierTimeThanTheRecordBefore_CL3() {
      append("A", 0, "1");
      now = START - 60_000;
      AppendMessageResult second = append("A", 0, "2");
      now = START + 1;
      append("A", 0, "3");

      assertThat(log())
          .extracting(MessageExt::getStoreTimestamp)
          .as("store times of three records; the clock was put back a minute after the first")
          .containsExactly(START, START, START + 1);
      assertThat(second.storeTimestamp()).as("store time in the answer").isEqualTo(START);
    }

    @Test
    @Order(2)
    void shouldStartFromTheTimeOfTheRecordsThatAreThere_CL3() {
      path = path(START + 5_000);

      assertThat(append("A", 0, "1").storeTimestamp())
          .as("store time of the first record after a restart with a clock that is 5 s behind")
          .isEqualTo(START + 5_000);
    }

    @Test
    @Order(3)
    @Meaning("the check point notes a wrong time, and a recovery begins too late")
    void shouldTellTheTimeOfTheNewestRecord() {
      assertThat(path.lastStoreTimestamp()).as("of an empty log").isZero();
      append("A", 0, "1");
      now = START + 10;
      append("A", 0, "2");

      assertThat(path.lastStoreTimestamp()).as("store time of the newest").isEqualTo(START + 10);
    }
  }
}
