package io.glassmq.labs.contracts.lab06;

import static io.glassmq.labs.contracts.lab06.LogInMemory.FILE_SIZE;
import static io.glassmq.labs.contracts.lab06.LogInMemory.START;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.boot.AllInOne;
import io.glassmq.boot.AllInOneConfig;
import io.glassmq.broker.BrokerParts;
import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.common.message.Message;
import io.glassmq.common.message.MessageRecord;
import io.glassmq.common.sysflag.MessageSysFlag;
import io.glassmq.labs.LabContract;
import io.glassmq.labs.Meaning;
import io.glassmq.labs.Step;
import io.glassmq.labs.wire.OfficialClient;
import io.glassmq.namesrv.NamesrvParts;
import io.glassmq.store.CommitLogRecovery;
import io.glassmq.store.CommitLogRecovery.Result;
import io.glassmq.store.DispatchRequest;
import io.glassmq.store.RecordCheck;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link CommitLogRecovery} must keep; RC-1 to RC-5 are those of its Javadoc. */
@LabContract(6)
public abstract class CommitLogRecoveryContract {
  private final LogInMemory log = new LogInMemory();
  private final List<Long> dispatched = new ArrayList<>();

  /** Reads what lies at {@code at}: the record, {@link DispatchRequest#BLANK}, or null. */
  protected abstract DispatchRequest read(
      RecordCheck check, ByteBuffer in, int at, long physicalOffset);

  /** The recovery under test, a new one for each test. */
  protected abstract CommitLogRecovery recovery();

  private DispatchRequest read(RecordCheck check, long offset) {
    return read(check, log.file(offset), log.at(offset), offset);
  }

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
  @Step(1)
  @Meaning("the log would end at a good record, or go on behind a bad one: messages are lost.")
  class ReadRecord {
    @Test
    @Order(1)
    @Meaning("the queue would be rebuilt with wrong offsets: consumers skip or repeat messages.")
    void shouldReadAllThatTheQueuesNeed_RC1() {
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

    @Test
    @Order(2)
    void shouldReadARecordInTheMiddleOfItsFile_RC1() {
      log.put("one");
      long second = log.put("two");

      DispatchRequest record = read(RecordCheck.FORM, second);

      assertThat(record).as("the record at %d", second).isNotNull();
      assertThat(record.physicalEnd()).as("its end").isEqualTo(log.end());
    }

    @Test
    @Order(3)
    @Meaning("no record of a client with an IPv6 address would survive a restart.")
    void shouldReadARecordWithLongAddresses_RC1() {
      int both = MessageSysFlag.BORNHOST_V6_FLAG | MessageSysFlag.STOREHOSTADDRESS_V6_FLAG;
      long offset = log.put("from far away", "KEYS\u0001k1\u0002", both);

      DispatchRequest record = read(RecordCheck.FORM, offset);

      assertThat(record).as("a record with two IPv6 addresses").isNotNull();
      assertThat(record.storeTimestamp()).as("its store time").isEqualTo(offset);
      assertThat(record.properties()).as("its properties").isEqualTo("KEYS\u0001k1\u0002");
    }

    @Test
    @Order(4)
    @Meaning("the last file of the log would look like the end, and all later files be cut off.")
    void shouldTellABlankFromARecord_RC2() {
      log.put("one");
      long blank = log.end();
      log.blank();

      assertThat(read(RecordCheck.FORM, blank))
          .as("what lies at %d, where a BLANK was written", blank)
          .isSameAs(DispatchRequest.BLANK);
    }

    @Test
    @Order(5)
    @Meaning("the prepared, empty part of the newest file would be taken for messages.")
    void shouldFindNothingInZeros_RC1() {
      assertThat(read(RecordCheck.FORM, START)).as("what lies in a new file").isNull();
    }

    @Test
    @Order(6)
    @Meaning(value = "the broker could not start: reading over the end throws.", hint = 2)
    void shouldFindNothingWhereLessThanABlankIsLeft_RC1() {
      for (int left = 0; left < MessageRecord.BLANK_LENGTH; left++) {
        long offset = START + FILE_SIZE - left;

        assertThat(read(RecordCheck.FORM, log.file(START), FILE_SIZE - left, offset))
            .as("what lies in the last %d bytes of a file", left)
            .isNull();
      }
    }

    @Test
    @Order(7)
    @Meaning(value = "one bad length, and the broker could not start any more.", hint = 2)
    void shouldNotStumbleOverARecordOfAnyWrongSize_RC1() {
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

    @Test
    @Order(8)
    @Meaning(value = "one bad length, and the broker could not start any more.", hint = 2)
    void shouldNotStumbleOverAnyWrongLengthInside_RC1() {
      long offset = log.put("one");
      int bodyLengthAt = log.at(offset) + MessageRecord.bodyLengthOffset(0);
      for (int length : new int[] {-1, 0, 1, 2, 4, 5, 99, FILE_SIZE, 1 << 30, Integer.MAX_VALUE}) {
        log.file(offset).putInt(bodyLengthAt, length);

        assertThat(read(RecordCheck.FORM, offset))
            .as("a record whose body of 3 bytes says it has %d", length)
            .isNull();
      }
    }

    @Test
    @Order(9)
    @Meaning("a record that an old file left behind would be read as a new one.")
    void shouldNotBelieveARecordThatSaysItLiesElsewhere_RC1() {
      long offset = log.put("one");

      assertThat(read(RecordCheck.FORM, log.file(offset), log.at(offset), offset + FILE_SIZE))
          .as("a record of offset %d, found at %d", offset, offset + FILE_SIZE)
          .isNull();
    }

    @Test
    @Order(10)
    @Meaning("a folder would be made for a topic that no client can name.")
    void shouldNotBelieveATopicThatCanHaveNoFolder_RC1() {
      long offset = log.put("one");
      int topicAt = log.at(offset) + MessageRecord.bodyLengthOffset(0) + 4 + "one".length() + 1;
      log.file(offset).put(topicAt, (byte) '/');

      assertThat(read(RecordCheck.FORM, offset)).as("a record of topic /rders").isNull();
    }

    @Test
    @Order(11)
    @Meaning("the queue would grow to whatever the damaged number says.")
    void shouldNotBelieveANegativeQueueOrOffset_RC1() {
      long offset = log.put("one");
      log.file(offset).putInt(log.at(offset) + MessageRecord.QUEUE_ID_OFFSET, -1);
      long second = log.put("two");
      log.file(second).putLong(log.at(second) + MessageRecord.QUEUE_OFFSET_OFFSET, -1);

      assertThat(read(RecordCheck.FORM, offset)).as("a record of queue -1").isNull();
      assertThat(read(RecordCheck.FORM, second)).as("a record of queue offset -1").isNull();
    }

    @Test
    @Order(12)
    @Meaning("recovery of a big log would take as long as reading all of it needs.")
    void shouldNotLookAtTheBodyWhenOnlyTheFormIsAsked_RC1() {
      long offset = log.put("one");
      log.file(offset).put(log.at(offset) + MessageRecord.bodyLengthOffset(0) + 4, (byte) 'x');

      assertThat(read(RecordCheck.FORM, offset)).as("a record with another body").isNotNull();
    }
  }

  @Nested
  @Step(2)
  @Meaning("consumers would get bytes that nobody sent.")
  class IntactRecord {
    @Test
    @Order(1)
    void shouldBelieveWhatNobodyTouched_RC1() {
      long plain = log.put("one");
      long withCrc = log.putWithCrc("two");

      assertThat(read(RecordCheck.BODY, plain)).as("a whole record").isNotNull();
      assertThat(read(RecordCheck.WHOLE, withCrc)).as("a whole record with a CRC").isNotNull();
    }

    @Test
    @Order(2)
    void shouldSeeEveryChangedByteOfTheBody_RC1() {
      long offset = log.put("one");
      int bodyAt = log.at(offset) + MessageRecord.bodyLengthOffset(0) + 4;
      for (int i = 0; i < "one".length(); i++) {
        byte was = log.file(offset).get(bodyAt + i);
        log.file(offset).put(bodyAt + i, (byte) (was + 1));

        assertThat(read(RecordCheck.BODY, offset)).as("byte %d of its body changed", i).isNull();
        log.file(offset).put(bodyAt + i, was);
      }
    }

    @Test
    @Order(4)
    @Meaning(
        value = "a page that the disk never got would pass: its messages lose their keys.",
        hint = 2)
    void shouldSeeThatTheLastPageNeverReachedTheDisk_RC1() {
      long offset = log.put("one");
      int size = log.record(offset).remaining();
      log.tear(offset, size - 2);

      assertThat(read(RecordCheck.BODY, offset)).as("a record without its last 2 bytes").isNull();
    }

    @Test
    @Order(5)
    @Meaning("a message without properties would end the log.")
    void shouldBelieveARecordWithoutProperties_RC1() {
      long offset = log.put("one", "", 0);

      assertThat(read(RecordCheck.BODY, offset)).as("a record without properties").isNotNull();
    }

    @Test
    @Order(6)
    void shouldSeeEveryChangedByteWhenTheWholeIsAsked_RC1() {
      long offset = log.putWithCrc("one");
      int size = log.record(offset).remaining();
      for (int i = 0; i < size; i++) {
        byte was = log.file(offset).get(log.at(offset) + i);
        log.file(offset).put(log.at(offset) + i, (byte) (was + 1));

        assertThat(read(RecordCheck.WHOLE, offset)).as("byte %d changed", i).isNull();
        log.file(offset).put(log.at(offset) + i, was);
      }
    }

    @Test
    @Order(7)
    void shouldNotBelieveARecordWithoutChecksumWhenTheWholeIsAsked_RC1() {
      long offset = log.put("one");

      assertThat(read(RecordCheck.WHOLE, offset)).as("a record without that CRC").isNull();
    }
  }

  @Nested
  @Step(3)
  @Meaning("messages that were acknowledged would be missing after a restart.")
  class WalkFile {
    @Test
    @Order(1)
    void shouldEndBehindTheLastRecord_RC1() {
      log.put("one");
      long two = log.put("two");

      Result result = recover();

      assertThat(result).as("where the log ends").isEqualTo(new Result(log.end(), two, two));
    }

    @Test
    @Order(2)
    @Meaning("a queue would miss a message, or have it twice.")
    void shouldHandEveryRecordToTheDispatcherInOrder_RC3() {
      List<Long> offsets = List.of(log.put("one"), log.put("two"), log.put("three"));

      recover();

      assertThat(dispatched).as("what was dispatched").isEqualTo(offsets);
    }

    @Test
    @Order(3)
    @Meaning("a broker with a new, empty log could not start.")
    void shouldFindNothingInAFileOfZeros_RC1() {
      Result result = recover();

      assertThat(result).as("the end of an empty log").isEqualTo(new Result(START, -1, 0));
      assertThat(dispatched).as("what was dispatched").isEmpty();
    }

    @Test
    @Order(4)
    @Meaning("half a message would be delivered, or the next one be written behind it.")
    void shouldCutATornRecordAtWhateverByteItEnds_RC1() {
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

    @Test
    @Order(5)
    @Meaning("there would be a hole in the log, and nobody could walk over it.")
    void shouldIgnoreWhatLiesBehindABrokenRecord_RC3() {
      long one = log.put("one");
      long broken = log.put("two");
      log.put("three");
      log.record(broken).put(MessageRecord.bodyLengthOffset(0) + 4, (byte) 'x');

      assertThat(recover().endOffset()).as("where the log ends").isEqualTo(broken);
      assertThat(dispatched).as("what was dispatched").containsExactly(one);
    }

    @Test
    @Order(6)
    @Meaning("a second crash, during recovery, would find another log than the first.")
    void shouldChangeNothing_RC4() {
      log.put("one");
      long broken = log.put("two");
      log.record(broken).put(MessageRecord.bodyLengthOffset(0) + 4, (byte) 'x');
      List<ByteBuffer> before = log.copy();

      recover();

      assertThat(log.copy()).as("the bytes of the log").isEqualTo(before);
    }

    @Test
    @Order(7)
    @Meaning("the next record would be written behind the BLANK, over the end of the file.")
    void shouldEndAtTheBlankOfTheLastFile_RC2() {
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
    @Test
    @Order(1)
    void shouldFollowABlankIntoTheNextFile_RC2() {
      long one = log.put("one");
      log.blank();
      log.addFile();
      long two = log.put("two");

      assertThat(recover()).as("the end").isEqualTo(new Result(log.end(), two, two));
      assertThat(dispatched).as("what was dispatched").containsExactly(one, two);
    }

    @Test
    @Order(2)
    void shouldFollowThroughManyFiles_RC3() {
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

    @Test
    @Order(3)
    @Meaning("the next record would go into a file that is full.")
    void shouldEndAtTheStartOfAnEmptyNextFile_RC2() {
      long one = log.put("one");
      log.blank();
      log.addFile();

      assertThat(recover()).as("the end").isEqualTo(new Result(START + FILE_SIZE, one, one));
    }

    @Test
    @Order(4)
    @Meaning("there would be a hole in the log, and nobody could walk over it.")
    void shouldNotGoOnBehindABrokenRecord_RC1() {
      log.put("one");
      long broken = log.put("two");
      log.blank();
      log.record(broken).put(MessageRecord.bodyLengthOffset(0) + 4, (byte) 'x');
      log.addFile();
      log.put("three");

      assertThat(recover().endOffset()).as("where the log ends").isEqualTo(broken);
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

    @Test
    @Order(1)
    void shouldBeginWithTheNewestFileWhoseFirstRecordIsSafe_RC5() {
      threeFiles();

      assertThat(recovery().start(log.segments(), record -> record.physicalOffset() < firstOfThird))
          .as("the start, where all of the first two files is safe")
          .isEqualTo(START + FILE_SIZE);
      assertThat(recovery().start(log.segments(), record -> true))
          .as("the start, where all is safe")
          .isEqualTo(firstOfThird);
    }

    @Test
    @Order(2)
    void shouldBeginWithTheOldestFileWhenNothingIsSafe_RC5() {
      threeFiles();

      assertThat(recovery().start(log.segments(), record -> false)).isEqualTo(START);
    }

    @Test
    @Order(3)
    @Meaning("recovery would start in a file that has no record to start with.")
    void shouldPassOverAFileWithoutARecord_RC5() {
      threeFiles();
      log.blank();
      log.addFile();

      assertThat(recovery().start(log.segments(), record -> true))
          .as("the start, where the newest file is empty")
          .isEqualTo(firstOfThird);
    }

    @Test
    @Order(4)
    @Meaning("the checkpoint would be asked about a filler, which has no time of its own.")
    void shouldPassOverAFileThatBeginsWithABlank_RC5() {
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
  @Tag("wire")
  @Meaning("consumers would miss messages for which the producer had an answer.")
  class Wire {
    private static final String TOPIC = "Orders";

    /** Copies the files of a running broker: what a kill leaves. */
    private void copy(Path from, Path to) throws IOException {
      try (Stream<Path> files = Files.walk(from)) {
        for (Path file : files.toList()) {
          Files.copy(file, to.resolve(from.relativize(file)));
        }
      }
    }

    private void send(List<String> bodies, String namesrvAddr) throws Exception {
      var producer = new DefaultMQProducer("shop");
      producer.setNamesrvAddr(namesrvAddr);
      producer.start();
      try {
        for (String body : bodies) {
          producer.send(new Message(TOPIC, body.getBytes(UTF_8)));
        }
      } finally {
        producer.shutdown();
      }
    }

    private AllInOneConfig config(Path folder) {
      AllInOneConfig config = AllInOneConfig.in(folder);
      config.broker().set("mappedFileSizeCommitLog", 4096).set("timerWheelEnable", false);
      return config;
    }

    @Test
    void shouldGiveTheOfficialClientAllThatWasAcknowledged(@TempDir Path folder) throws Exception {
      List<String> bodies = IntStream.range(0, 20).mapToObj(i -> "order-" + i).toList();
      Path before = folder.resolve("before");
      Path after = folder.resolve("after");
      try (var servers = AllInOne.start(config(before))) {
        send(bodies, servers.namesrvAddr());
        copy(before, after);
      }
      BrokerParts parts = BrokerParts.defaults();
      parts = parts.with(parts.store().with(recovery()));

      try (var servers = AllInOne.start(config(after), parts, NamesrvParts.defaults());
          var client = OfficialClient.start(servers.namesrvAddr(), folder)) {
        List<String> received = client.consume("readers", TOPIC, bodies.size());

        assertThat(received)
            .as("what the official consumer received after the restart")
            .containsExactlyInAnyOrderElementsOf(bodies);
      }
    }
  }
}
