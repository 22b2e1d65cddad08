package io.glassmq.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.glassmq.common.message.MessageConst;
import io.glassmq.store.index.IndexEntry;
import io.glassmq.store.index.IndexHeader;
import io.glassmq.store.index.IndexLayout;
import io.glassmq.store.show.Excerpt;
import io.glassmq.store.show.IndexView;
import io.glassmq.store.show.LogPiece;
import io.glassmq.store.show.MessageSearch;
import io.glassmq.store.show.MessageTrail;
import io.glassmq.store.show.QueueView;
import io.glassmq.store.show.StoreView;
import io.glassmq.store.show.UnitPlace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From an id to the three places of a message, in stores of ours and of the official broker. */
class MessageTrailTest {
  private static final int SLOTS = 7;
  private static final int ENTRIES = 50;

  @TempDir Path folder;

  @Nested
  class Ours {
    private final List<AppendMessageResult> records = new ArrayList<>();

    @BeforeEach
    void write() throws Exception {
      try (var store = TestStore.open(folder, "maxHashSlotNum", "7", "maxIndexNum", "50")) {
        for (int i = 0; i < 6; i++) {
          Map<String, String> properties =
              Map.of(
                  MessageConst.PROPERTY_KEYS, "key" + i,
                  MessageConst.PROPERTY_UNIQ_CLIENT_MESSAGE_ID_KEYIDX, "ID" + i);
          records.add(store.put(Messages.message("T", i % 2, "body " + i, properties)));
        }
        store.awaitDispatched();
      }
    }

    private StoreView store() throws IOException {
      return StoreView.of(folder);
    }

    private LogPiece find(String id) throws IOException {
      return new MessageSearch(store()).find(id).records().iterator().next();
    }

    private void overwriteIndex(long position, int number) throws IOException {
      Path file;
      try (Stream<Path> files = Files.list(folder.resolve("index"))) {
        file = files.findFirst().orElseThrow();
      }
      try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.write(ByteBuffer.allocate(4).putInt(0, number), position);
      }
    }

    @Test
    void shouldFindAMessageByEveryNameThatItHas() throws Exception {
      long offset = records.get(3).wroteOffset();
      String offsetId = records.get(3).msgId();

      assertThat(Stream.of("ID3", "key3", offsetId, "" + offset, "" + (offset + 5)))
          .allSatisfy(id -> assertThat(find(id).offset()).as(id).isEqualTo(offset));
    }

    @Test
    void shouldFindNothingUnderANameThatNoMessageHas() throws Exception {
      assertThat(new MessageSearch(store()).find("key9").records()).isEmpty();
      assertThat(new MessageSearch(store()).find("7F".repeat(16)).records()).isEmpty();
    }

    @Test
    void shouldSearchTheLogWhereThereIsNoIndex() throws Exception {
      TestStore.delete(folder.resolve("index"));

      var found = new MessageSearch(store()).find("key3");

      assertThat(found.way()).contains("the whole log");
      assertThat(found.records())
          .extracting(LogPiece::offset)
          .containsExactly(records.get(3).wroteOffset());
    }

    @Test
    void shouldLeadFromTheRecordToUnitAndIndexEntries() throws Exception {
      var trail = new MessageTrail(store(), find("key3"));

      UnitPlace unit = trail.unit().orElseThrow();
      assertThat(unit.queue().queueId()).isEqualTo(1);
      assertThat(unit.number()).isEqualTo(1);
      assertThat(unit.unit().value("physical offset")).isEqualTo("" + records.get(3).wroteOffset());
      assertThat(trail.indexEntries())
          .extracting(place -> place.key(), place -> place.entry().value("physical offset"))
          .containsExactly(
              tuple("T#ID3", "" + records.get(3).wroteOffset()),
              tuple("T#key3", "" + records.get(3).wroteOffset()));
    }

    @Test
    void shouldSayThatNoUnitLeadsToTheRecord() throws Exception {
      TestStore.delete(folder.resolve("consumequeue"));

      assertThat(new MessageTrail(store(), find("key3")).unit()).isEmpty();
    }

    @Test
    void shouldFindOutTheSizesOfTheIndex() throws Exception {
      IndexView index = store().index().get(0);

      assertThat(index.layout()).contains(new IndexLayout(SLOTS, ENTRIES));
      assertThat(index.endEntry()).isEqualTo(13);
      assertThat(index.usedSlots())
          .isEqualTo(Integer.parseInt(index.header().value("hash slot count")));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 5, 1 << 30, Integer.MIN_VALUE})
    void shouldEndAChainWhereItIsDamaged(int number) throws Exception {
      var layout = new IndexLayout(SLOTS, ENTRIES);
      for (int entry = 1; entry < 13; entry++) {
        overwriteIndex(layout.entryAt(entry) + IndexEntry.PREVIOUS_OFFSET, number);
      }
      for (int slot = 0; slot < SLOTS; slot++) {
        overwriteIndex(layout.slotAt(slot), number);
      }

      var trail = new MessageTrail(store(), find("" + records.get(3).wroteOffset()));

      assertThat(trail.indexEntries().size()).isLessThanOrEqualTo(2);
      assertThat(find("key3").offset()).isEqualTo(records.get(3).wroteOffset());
    }

    @Test
    void shouldShowAnIndexFileThatIsCutOffAnywhere() throws Exception {
      Path file = folder.resolve("index").resolve(store().index().get(0).name().substring(6));
      for (long size = Files.size(file) - 1; size >= 0; size -= 7) {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
          channel.truncate(size);
        }

        IndexView index = store().index().get(0);

        assertThat(index.header().layout().length()).isEqualTo(Math.min(size, IndexHeader.LENGTH));
        assertThat(index.endEntry()).isBetween(1, 13);
        assertThat(index.usedSlots()).isBetween(0, 50);
        assertThat(find("key3").offset()).isEqualTo(records.get(3).wroteOffset());
      }
    }
  }

  @Test
  void shouldLeadFromAUnitToItsExtension() throws Exception {
    Map<String, String> tag = Map.of(MessageConst.PROPERTY_TAGS, "paid");
    try (var store = TestStore.open(folder, "enableConsumeQueueExt", "true")) {
      store.put(Messages.message("T", 0, "first", tag));
      store.put(Messages.message("T", 0, "second", tag));
      store.awaitDispatched();
    }
    QueueView queue = StoreView.of(folder).queues().get(0);

    Excerpt extension = queue.extension(1).orElseThrow();

    assertThat(extension.file()).isEqualTo("consumequeue_ext/T/0/" + "0".repeat(20));
    assertThat(extension.position()).isEqualTo(20);
    assertThat(extension.value("tags code")).isEqualTo("" + "paid".hashCode());
    assertThat(queue.extension(2)).isEmpty();
  }
}
