package io.glassmq.labs.contracts.lab05;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.glassmq.broker.BrokerParts;
import io.glassmq.labs.LabContract;
import io.glassmq.labs.Meaning;
import io.glassmq.labs.Step;
import io.glassmq.labs.wire.WireContract;
import io.glassmq.store.index.IndexChains;
import io.glassmq.store.index.IndexEntry;
import io.glassmq.store.index.IndexHeader;
import io.glassmq.store.index.IndexLayout;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Steps 6 to 9: what the hash chains of an index file must keep. The numbers IX-1 to IX-7 are those
 * of {@link IndexChains}.
 */
@LabContract(5)
public abstract class QueueAndIndexContract extends QueueUnitsContract {
  private static final long T0 = 1_700_000_000_000L;

  /** Two hashes of one slot, and one of another. */
  private static final int FIVE = 5;

  private static final int NINE = 9;
  private static final int SIX = 6;

  /** No file of these tests has as many entries. */
  private static final int MOST = 20;

  private final IndexLayout layout = new IndexLayout(4, 10);
  private ByteBuffer file;
  private IndexChains chains;

  /** The chains under test, for files with this layout. */
  protected abstract IndexChains chains(IndexLayout layout);

  @BeforeEach
  void makeFile() {
    file = ByteBuffer.allocateDirect(layout.fileSize());
    IndexHeader.after(0, 0).write(file);
    chains = chains(layout);
  }

  private IndexEntry entry(int number) {
    return IndexEntry.read(file, layout.entryAt(number));
  }

  /** Writes an entry by hand and makes it the newest of its slot. */
  private void given(int number, int hash, long physicalOffset, int seconds, int previous) {
    new IndexEntry(hash, physicalOffset, seconds, previous).write(file, layout.entryAt(number));
    long time = T0 + seconds * 1000L;
    new IndexHeader(T0, time, 100, physicalOffset, 1, number + 1).write(file);
    layout.setNewest(file, hash, number);
  }

  /** Three records under one hash, an hour apart, and one in the same slot between them. */
  private void givenAChain() {
    given(1, FIVE, 100, 0, 0);
    given(2, FIVE, 200, 3600, 1);
    given(3, NINE, 300, 3600, 2);
    given(4, FIVE, 400, 7200, 3);
  }

  /** What a look-up shows; one that runs in a circle is stopped. */
  private List<Long> find(int hash, long begin, long end) {
    List<Long> found = new ArrayList<>();
    chains.find(file, hash, begin, end, at -> found.add(at) && found.size() < MOST);
    return found;
  }

  /** IX-1 to IX-4. */
  @Nested
  @Step(6)
  class FileAKey {
    @Test
    @Order(1)
    @Meaning("a message cannot be found by its key")
    void shouldWriteTheEntryAndNameItInItsSlot() {
      chains.put(file, 1, FIVE, 4096, T0);

      assertThat(entry(1)).as("entry 1").isEqualTo(new IndexEntry(FIVE, 4096, 0, 0));
      assertThat(layout.newest(file, FIVE)).as("slot of hash 5").isEqualTo(1);
    }

    @Test
    @Order(2)
    @Meaning(value = "of all messages with a key only the newest is found", hint = 2)
    void shouldNameTheOlderEntryOfTheSlot() {
      chains.put(file, 1, FIVE, 100, T0);
      chains.put(file, 2, SIX, 200, T0);
      chains.put(file, 3, NINE, 300, T0);

      assertThat(entry(2).previous()).as("entry before entry 2, alone in its slot").isZero();
      assertThat(entry(3).previous()).as("entry before entry 3").isEqualTo(1);
      assertThat(layout.newest(file, FIVE)).as("slot of hashes 5 and 9").isEqualTo(3);
    }

    @Test
    @Order(3)
    @Meaning(value = "a question for yesterday's messages finds those of another day", hint = 2)
    void shouldCountSecondsFromTheBeginOfTheFile() {
      chains.put(file, 1, FIVE, 100, T0 + 500);
      chains.put(file, 2, FIVE, 200, T0 + 3_499);
      chains.put(file, 3, FIVE, 300, T0 - 60_000);
      chains.put(file, 4, FIVE, 400, Long.MAX_VALUE);

      assertThat(entry(2).seconds()).as("seconds after 2,999 ms").isEqualTo(2);
      assertThat(entry(3).seconds()).as("seconds when the clock was put back").isZero();
      assertThat(entry(4).seconds()).as("seconds after ages").isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    @Order(4)
    @Meaning(value = "the next broker takes the file for emptier or fuller than it is", hint = 2)
    void shouldKeepTheHeader() {
      chains.put(file, 1, FIVE, 100, T0);
      chains.put(file, 2, NINE, 200, T0 + 1_000);
      chains.put(file, 3, SIX, 300, T0 + 2_000);

      assertThat(IndexHeader.read(file))
          .as("header after three entries in two slots")
          .isEqualTo(new IndexHeader(T0, T0 + 2_000, 100, 300, 2, 4));
    }

    @Test
    @Order(5)
    @Meaning(value = "one damaged slot sends each look-up of its keys round in a circle", hint = 2)
    void shouldNotBelieveASlotThatNamesNoOlderEntry() {
      chains.put(file, 1, FIVE, 100, T0);
      layout.setNewest(file, SIX, 2);
      chains.put(file, 2, SIX, 200, T0);
      layout.setNewest(file, 7, 99);
      chains.put(file, 3, 7, 300, T0);
      layout.setNewest(file, 8, -1);
      chains.put(file, 4, 8, 400, T0);

      assertThat(entry(2).previous()).as("when the slot names entry 2 itself").isZero();
      assertThat(entry(3).previous()).as("when the slot names entry 99 of 9").isZero();
      assertThat(entry(4).previous()).as("when the slot names entry -1").isZero();
    }

    @Test
    @Order(6)
    @Meaning(value = "a reader finds an entry whose bytes are not there yet", hint = 3)
    void shouldWriteTheSlotLast() {
      chains.put(file, 1, FIVE, 100, T0);
      file.limit(layout.entryAt(2) + 10);
      catchThrowableOfType(
          IndexOutOfBoundsException.class, () -> chains.put(file, 2, FIVE, 200, T0));

      assertThat(layout.newest(file, FIVE))
          .as("slot of hash 5, when entry 2 could not be written")
          .isEqualTo(1);
    }
  }

  /** IX-5. */
  @Nested
  @Step(7)
  class FindAKey {
    @Test
    @Order(1)
    @Meaning("a look-up by key that may show 32 messages shows the 32 oldest")
    void shouldShowTheNewestFirst() {
      given(1, FIVE, 100, 0, 0);
      given(2, FIVE, 200, 0, 1);
      given(3, FIVE, 300, 0, 2);

      assertThat(find(FIVE, 0, Long.MAX_VALUE)).as("of hash 5").containsExactly(300L, 200L, 100L);
    }

    @Test
    @Order(2)
    @Meaning("a look-up for one key shows messages with another one")
    void shouldPassOverOtherHashesOfTheSlot() {
      givenAChain();

      assertThat(find(FIVE, 0, Long.MAX_VALUE))
          .as("of hash 5, in a slot with entries of hash 9")
          .containsExactly(400L, 200L, 100L);
      assertThat(find(NINE, 0, Long.MAX_VALUE)).as("of hash 9").containsExactly(300L);
      assertThat(find(13, 0, Long.MAX_VALUE)).as("of hash 13, in the same slot").isEmpty();
      assertThat(find(SIX, 0, Long.MAX_VALUE)).as("of hash 6, an empty slot").isEmpty();
    }

    @Test
    @Order(3)
    @Meaning(value = "each look-up reads all that was ever filed under a busy tag", hint = 2)
    void shouldStopWhenTheVisitorHasEnough() {
      givenAChain();
      List<Long> found = new ArrayList<>();

      boolean goOn =
          chains.find(file, FIVE, 0, Long.MAX_VALUE, at -> found.add(at) && found.size() < 2);

      assertThat(found).as("shown to a visitor who wants two").containsExactly(400L, 200L);
      assertThat(goOn).as("whether to go on in older files").isFalse();
    }

    @Test
    @Order(4)
    @Meaning(value = "messages in older index files are not found", hint = 2)
    void shouldGoOnInOlderFilesWhenTheVisitorWantsMore() {
      givenAChain();

      assertThat(chains.find(file, FIVE, T0, Long.MAX_VALUE, at -> true))
          .as("whether to go on when the file begins at the begin of the time span")
          .isTrue();
      assertThat(chains.find(file, SIX, T0, Long.MAX_VALUE, at -> true))
          .as("whether to go on behind an empty slot")
          .isTrue();
    }
  }

  /** IX-5 to IX-7. */
  @Nested
  @Step(8)
  class StopInTime {
    private static final long HOUR = 3_600_000;
    private static final int DAY_SECONDS = 86_400;

    @Test
    @Order(1)
    @Meaning("a look-up for a time span shows messages from outside, or misses some at its edges")
    void shouldShowWhatMayLieInTheTimeSpan() {
      givenAChain();

      assertThat(find(FIVE, T0 + 1_000, T0 + HOUR)).as("up to the full hour").containsExactly(200L);
      assertThat(find(FIVE, T0 + HOUR + 999, T0 + 2 * HOUR - 1))
          .as("from 999 ms after the hour: the entry says the second only")
          .containsExactly(200L);
      assertThat(find(FIVE, T0 + HOUR + 1_000, T0 + 2 * HOUR - 1)).as("between").isEmpty();

      given(5, SIX, 500, 30 * DAY_SECONDS, 0);
      assertThat(find(SIX, T0 + 30L * 24 * HOUR, Long.MAX_VALUE))
          .as("from 30 days after the begin on: more milliseconds than an int can hold")
          .containsExactly(500L);
    }

    @Test
    @Order(2)
    @Meaning(value = "a question for the last minute walks through the index of a week", hint = 2)
    void shouldNotGoOnBehindWhatIsTooOld() {
      givenAChain();

      assertThat(chains.find(file, FIVE, T0 + HOUR, Long.MAX_VALUE, at -> true))
          .as("whether to go on: an entry was too old")
          .isFalse();
      assertThat(chains.find(file, SIX, T0 + 1, Long.MAX_VALUE, at -> true))
          .as("whether to go on: the file begins before the time span")
          .isFalse();
      assertThat(chains.find(file, FIVE, T0 + 3 * HOUR, Long.MAX_VALUE, at -> true))
          .as("whether to go on: the whole file is too old")
          .isFalse();
    }

    @Test
    @Order(3)
    @Meaning(value = "messages older than this file are never found by time", hint = 2)
    void shouldPassOverAFileThatIsTooNew() {
      givenAChain();
      List<Long> found = new ArrayList<>();

      boolean goOn = chains.find(file, FIVE, T0 - 2 * HOUR, T0 - HOUR, found::add);

      assertThat(found).as("shown from a file that is too new").isEmpty();
      assertThat(goOn).as("whether to go on in older files").isTrue();
    }

    @Test
    @Order(4)
    @Meaning(value = "one bad byte on the disk, and a thread of the broker runs for ever", hint = 3)
    void shouldEndAChainThatDoesNotLeadToAnOlderEntry() {
      given(1, FIVE, 100, 0, 0);
      given(2, FIVE, 200, 0, 2);
      assertThat(find(FIVE, 0, Long.MAX_VALUE)).as("entry 2 names itself").containsExactly(200L);

      given(2, FIVE, 200, 0, 3);
      assertThat(find(FIVE, 0, Long.MAX_VALUE)).as("entry 2 names 3").containsExactly(200L);

      given(2, FIVE, 200, 0, -1);
      assertThat(find(FIVE, 0, Long.MAX_VALUE)).as("entry 2 names -1").containsExactly(200L);
    }

    @Test
    @Order(5)
    @Meaning(value = "a damaged slot makes the broker read outside of the file", hint = 3)
    void shouldNotFollowASlotThatNamesNoEntry() {
      givenAChain();
      layout.setNewest(file, FIVE, 10);

      assertThat(find(FIVE, 0, Long.MAX_VALUE)).as("the slot names entry 10 of 9").isEmpty();
    }
  }

  /** All of them, in a broker. */
  @Nested
  @Step(9)
  class Wire extends WireContract {
    @Override
    protected BrokerParts brokerParts() {
      var parts = BrokerParts.defaults();
      return parts.withStore(
          parts
              .store()
              .withQueueUnits(QueueAndIndexContract.this::units)
              .withIndexChains(QueueAndIndexContract.this::chains));
    }
  }
}
