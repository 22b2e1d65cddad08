package io.glassmq.labs.contracts.lab05;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.labs.Meaning;
import io.glassmq.labs.Step;
import io.glassmq.store.queue.ConsumeQueueUnit;
import io.glassmq.store.queue.CqUnit;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Steps 1 to 5: what the units of a queue with a unit a message must keep. The numbers CQ-1 to CQ-6
 * are those of {@link io.glassmq.store.queue.QueueUnits}.
 */
public abstract class QueueUnitsContract extends UnitsFixture {

  /** CQ-1, CQ-6. */
  @Nested
  @Step(1)
  @Meaning("the broker finds other bytes than it wrote; official brokers cannot read the files")
  class AddAUnit {
    @Test
    @Order(1)
    void shouldSayWhereTheRecordStartsHowLongItIsAndItsTagsCode() throws IOException {
      units.add(record(0, 4096, 180), 77);

      assertThat(onDisk(0)).as("place 0").isEqualTo(new ConsumeQueueUnit(4096, 180, 77));
    }

    @Test
    @Order(2)
    void shouldPutTheUnitOfMessage7IntoPlace7() throws IOException {
      for (int i = 0; i < 9; i++) {
        units.add(record(i), 0);
      }

      assertThat(files.maxIndex()).as("the place that is written next").isEqualTo(9);
      assertThat(onDisk(7).physicalOffset()).as("where record 7 starts").isEqualTo(700);
    }

    @Test
    @Order(3)
    @Meaning(
        value = "after a crash the broker does not know which records have their units",
        hint = 2)
    void shouldKnowHowFarItsUnitsCoverTheLog() throws IOException {
      units.add(record(0, 4096, 180), 77);

      assertThat(units.physicalEnd())
          .as("physical end: the first byte behind the record of 180 bytes at byte 4096")
          .isEqualTo(4096 + 180);
    }
  }

  /** CQ-1, CQ-2. */
  @Nested
  @Step(2)
  class ReadAUnit {
    @Test
    @Order(1)
    @Meaning("a consumer asks for message 7 and gets another one")
    void shouldReadTheUnitOfEachMessage() throws IOException {
      given(8);

      for (int i = 0; i < 8; i++) {
        assertThat(units.unit(i))
            .as("unit %d", i)
            .isEqualTo(new CqUnit(i, 1, (long) i * SIZE, SIZE, i));
      }
    }

    @Test
    @Order(2)
    @Meaning("a consumer that has read everything gets a message that nobody sent")
    void shouldHaveNoUnitAtTheMaxOffsetYet() throws IOException {
      given(3);

      assertThat(units.unit(2)).as("unit 2, the last one").isNotNull();
      assertThat(units.unit(3)).as("unit 3, of the next message").isNull();
    }

    @Test
    @Order(3)
    @Meaning(value = "a client with a wild offset gets a message that it did not ask for", hint = 1)
    void shouldHaveNoUnitOutsideOfTheQueue() throws IOException {
      given(3);

      assertThat(units.unit(-1)).as("unit -1").isNull();
      assertThat(units.unit(Long.MAX_VALUE)).as("unit 2^63 - 1").isNull();
      assertThat(units.unit((1L << 62) / 5 + 1))
          .as("unit 922337203685477581, whose place times 20 overflows to byte 4")
          .isNull();
    }

    @Test
    @Order(4)
    @Meaning(value = "the first pull after old files were deleted ends with an exception", hint = 2)
    void shouldHaveNoUnitWhoseFileIsGone() throws IOException {
      given(8);

      files.files().deleteFirst();

      assertThat(units.unit(4)).as("unit 4, in the deleted file").isNull();
      assertThat(units.unit(5)).as("unit 5, in the next file").isNotNull();
    }

    @Test
    @Order(5)
    @Meaning(value = "deleted files stay mapped and keep their disk space until the end", hint = 3)
    void shouldLetTheFileGoAfterEachLook() throws IOException {
      given(3);

      units.unit(0);
      units.unit(2);
      files.files().close();

      assertThat(disk.mapped()).as("files that are still mapped").isZero();
    }
  }

  /** CQ-3, CQ-6. The broker was killed, and the last part of the log is dispatched again. */
  @Nested
  @Step(3)
  class TakeARecordOnce {
    @Test
    @Order(1)
    @Meaning("the broker files nothing")
    void shouldLackTheFirstRecord() {
      assertThat(units.lacks(record(0))).as("an empty queue lacks record 0").isTrue();
    }

    @Test
    @Order(2)
    @Meaning("after a crash each message of the last seconds is delivered twice")
    void shouldNotLackARecordThatHasItsUnit() throws IOException {
      given(3);
      units.endAt(3, false);

      assertThat(units.lacks(record(0))).as("lacks record 0").isFalse();
      assertThat(units.lacks(record(2))).as("lacks record 2, the last one").isFalse();
      assertThat(units.lacks(record(3))).as("lacks record 3, the next one").isTrue();
    }

    @Test
    @Order(3)
    @Meaning(value = "two records claim one offset, and the later one hides the earlier", hint = 2)
    void shouldNotLackAnOffsetThatIsTaken() throws IOException {
      given(3);
      units.endAt(3, false);

      assertThat(units.lacks(record(2, 900, SIZE))).as("lacks offset 2 from byte 900").isFalse();
    }

    @Test
    @Order(4)
    @Meaning(value = "a record of a deleted topic opens a gap in the new one", hint = 2)
    void shouldNotLackARecordThatEndsBeforeThePhysicalEnd() throws IOException {
      given(3);
      units.endAt(3, false);

      assertThat(units.lacks(record(8, 200, SIZE)))
          .as("lacks offset 8 from byte 200, when the units cover the log up to byte 300")
          .isFalse();
    }

    @Test
    @Order(5)
    @Meaning(
        value = "the log lost its end in a power cut, and what is sent now is not filed",
        hint = 3)
    void shouldLackWhatWasCutOff() throws IOException {
      given(3);
      units.endAt(1, false);

      assertThat(units.physicalEnd()).as("physical end after the cut").isEqualTo(100);
      assertThat(units.lacks(record(0))).as("lacks record 0").isFalse();
      assertThat(units.lacks(record(1))).as("lacks record 1").isTrue();
    }

    @Test
    @Order(6)
    @Meaning(value = "a blank looks like a record of 2 GiB: nothing is filed behind it", hint = 3)
    void shouldNotTakeABlankForARecord() throws IOException {
      given(ConsumeQueueUnit.BLANK);
      units.endAt(1, false);
      assertThat(units.physicalEnd()).as("physical end behind a blank").isEqualTo(-1);

      units.endAt(0, false);
      assertThat(units.physicalEnd()).as("physical end of nothing").isEqualTo(-1);
    }
  }

  /** CQ-4. */
  @Nested
  @Step(4)
  class FillAGap {
    @Test
    @Order(1)
    @Meaning("the log begins with message 7: it gets another number, or dead messages take room")
    void shouldBeginTheQueueInsideOfAFile() throws IOException {
      units.add(record(7), 9);

      assertThat(folder.toFile().list())
          .as("files of five units each, the first of them for message 7")
          .containsExactly("00000000000000000100");
      assertThat(onDisk(5)).as("place 5").isEqualTo(ConsumeQueueUnit.BLANK);
      assertThat(onDisk(6)).as("place 6").isEqualTo(ConsumeQueueUnit.BLANK);
      assertThat(onDisk(7)).as("place 7").isEqualTo(new ConsumeQueueUnit(700, SIZE, 9));
    }

    @Test
    @Order(2)
    @Meaning("a new consumer starts with messages that are long gone")
    void shouldHaveItsMinOffsetBehindTheFirstGap() throws IOException {
      units.add(record(7), 9);

      assertThat(units.minOffset()).as("min offset").isEqualTo(7);
      assertThat(units.maxOffset()).as("max offset").isEqualTo(8);
    }

    @Test
    @Order(3)
    @Meaning(value = "zeros look like the end of the queue; the next start cuts it there", hint = 2)
    void shouldFillAGapInTheMiddleAcrossFiles() throws IOException {
      given(2);
      units.add(record(12), 9);

      for (int i = 2; i < 12; i++) {
        assertThat(onDisk(i)).as("place %d", i).isEqualTo(ConsumeQueueUnit.BLANK);
      }
      assertThat(onDisk(12).physicalOffset()).as("where record 12 starts").isEqualTo(1200);
      assertThat(units.minOffset()).as("min offset").isZero();
    }

    @Test
    @Order(4)
    @Meaning(value = "every queue that begins with a full file has one message too many", hint = 3)
    void shouldNeedNoBlankWhereAFileBegins() throws IOException {
      units.add(record(10), 9);

      assertThat(folder.toFile().list())
          .as("files of five units each, the first of them for message 10")
          .containsExactly("00000000000000000200");
      assertThat(onDisk(10).physicalOffset()).as("where record 10 starts").isEqualTo(1000);
      assertThat(units.maxOffset()).as("max offset").isEqualTo(11);
    }
  }

  /** CQ-5. */
  @Nested
  @Step(5)
  class SearchByHalves {
    private final AtomicInteger looks = new AtomicInteger();

    private Predicate<CqUnit> from(long offset) {
      return unit -> {
        looks.incrementAndGet();
        return unit.queueOffset() >= offset;
      };
    }

    @Test
    @Order(1)
    @Meaning("a reset to a point in time begins one message too early or too late")
    void shouldFindTheFirstWantedUnit() throws IOException {
      given(8);

      for (int i = 0; i < 8; i++) {
        assertThat(units.firstIndex(0, from(i))).as("first unit from %d on", i).isEqualTo(i);
      }
    }

    @Test
    @Order(2)
    @Meaning("a reset to a time after the last message brings old messages again")
    void shouldAnswerTheMaxOffsetIfNoneIsWanted() throws IOException {
      given(8);

      assertThat(units.firstIndex(0, from(99))).as("when none is wanted").isEqualTo(8);
      assertThat(units.firstIndex(8, from(0))).as("when the search begins at the end").isEqualTo(8);
    }

    @Test
    @Order(3)
    @Meaning("a search brings back messages that were deleted")
    void shouldNotLookBeforeItsBegin() throws IOException {
      given(8);

      assertThat(units.firstIndex(3, from(0))).as("first unit, searched from 3").isEqualTo(3);
    }

    @Test
    @Order(4)
    @Meaning(value = "a question for a time in a queue of 300 million reads for minutes", hint = 2)
    void shouldLookAtFourOfFifteenUnits() throws IOException {
      given(15);

      for (int i = 0; i <= 15; i++) {
        looks.set(0);
        units.firstIndex(0, from(i));
        assertThat(looks.get()).as("units looked at to find %d among 15", i).isBetween(1, 4);
      }
    }

    @Test
    @Order(5)
    @Meaning(
        value = "a search that meets a deleted file fails instead of passing it over",
        hint = 3)
    void shouldTakeAUnitThatIsGoneForOneThatIsNotWanted() throws IOException {
      given(8);
      files.files().deleteFirst();

      assertThat(units.firstIndex(0, from(0))).as("first unit that is there").isEqualTo(5);
    }
  }
}
