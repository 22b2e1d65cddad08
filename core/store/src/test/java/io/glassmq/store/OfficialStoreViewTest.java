package io.glassmq.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glassmq.store.index.IndexLayout;
import io.glassmq.store.show.FolderEntry;
import io.glassmq.store.show.LogPiece;
import io.glassmq.store.show.MessageSearch;
import io.glassmq.store.show.MessageTrail;
import io.glassmq.store.show.QueueView;
import io.glassmq.store.show.StoreView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Looks into the folders that the official broker wrote, as {@code mq store show} does. */
class OfficialStoreViewTest {
  @TempDir static Path folder;

  /** The folders are only read, so each is unpacked but once. */
  private static StoreView store(String name) throws IOException {
    Path unpacked = folder.resolve(name);
    return StoreView.of(Files.exists(unpacked) ? unpacked : OfficialStore.unpack(name, folder));
  }

  @ParameterizedTest
  @ValueSource(strings = {"clean", "aborted"})
  void shouldShowEveryRecordAsTheOfficialCodeReadsIt(String name) throws Exception {
    JsonNode expected = OfficialStore.expected(name);
    StoreView store = store(name);
    List<LogPiece> pieces = new ArrayList<>();

    store.log().walk(0, pieces::add);

    assertThat(pieces)
        .filteredOn(piece -> piece.kind() == LogPiece.Kind.RECORD)
        .extracting(LogPiece::offset)
        .containsExactlyElementsOf(longs(expected.get("records"), "physicalOffset"));
    assertThat(pieces)
        .filteredOn(piece -> piece.kind() == LogPiece.Kind.BLANK)
        .extracting(piece -> List.of(piece.offset(), piece.length()))
        .containsExactlyElementsOf(
            stream(expected.get("fileEndMarkers"))
                .map(blank -> List.of(blank.get(0).asLong(), blank.get(1).asLong()))
                .toList());
    assertThat(pieces).noneMatch(piece -> piece.kind() == LogPiece.Kind.DAMAGE);
    assertThat(store.log().end()).isEqualTo(expected.get("maxPhyOffset").asLong());
  }

  @Test
  void shouldShowEveryQueueUnitAsTheOfficialCodeReadsIt() throws Exception {
    StoreView store = store("clean");
    Map<String, QueueView> queues = new TreeMap<>();
    store.queues().forEach(queue -> queues.put(queue.topic() + "/" + queue.queueId(), queue));
    int units = 0;

    for (JsonNode queue : OfficialStore.expected("clean").get("consumeQueues")) {
      QueueView view = queues.get(queue.get("topic").asText() + "/" + queue.get("queueId"));
      assertThat(view.minOffset()).isEqualTo(queue.get("minOffset").asLong());
      assertThat(view.maxOffset()).isEqualTo(queue.get("maxOffset").asLong());
      assertThat(view.endUnit() - view.firstUnit()).isEqualTo(queue.get("entries").size());
      long number = view.firstUnit();
      for (JsonNode entry : queue.get("entries")) {
        var unit = view.unit(number++);
        assertThat(unit.value("physical offset")).isEqualTo(entry.get(1).asText());
        assertThat(unit.value("size")).isEqualTo(entry.get(2).asText());
        assertThat(unit.value("tags code")).isEqualTo(entry.get(3).asText());
        units++;
      }
    }
    assertThat(units).isGreaterThan(400);
  }

  @Test
  void shouldNameTheFileThatAKilledBrokerLeaves() throws Exception {
    StoreView store = store("aborted");

    assertThat(store.abort()).hasValueSatisfying(process -> assertThat(process).matches("\\d+"));
    assertThat(store.others()).extracting(FolderEntry::name).doesNotContain("abort");
  }

  private static List<Long> longs(JsonNode list, String field) {
    return stream(list).map(one -> one.get(field).asLong()).toList();
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    List<JsonNode> list = new ArrayList<>();
    array.forEach(list::add);
    return list.stream();
  }

  @ParameterizedTest
  @ValueSource(strings = {"clean", "aborted"})
  void shouldFindOutTheSizesOfTheIndex(String name) throws Exception {
    StoreView store = store(name);

    assertThat(store.index()).isNotEmpty();
    assertThat(store.index())
        .allSatisfy(file -> assertThat(file.layout()).contains(new IndexLayout(500, 600)));
  }

  @Test
  void shouldFindWhatTheOfficialBrokerFindsByKey() throws Exception {
    StoreView store = store("clean");
    int queries = 0;

    for (JsonNode query : OfficialStore.expected("clean").get("indexQueries")) {
      List<Long> wanted = new ArrayList<>();
      query.get("physicalOffsets").forEach(offset -> wanted.add(offset.asLong()));
      if (!wanted.isEmpty()) {
        var found = new MessageSearch(store).find(query.get("key").asText());
        assertThat(found.records()).extracting(LogPiece::offset).containsAll(wanted);
        queries++;
      }
    }
    assertThat(queries).isPositive();
  }

  @Test
  void shouldLeadEveryRecordToItsUnitAndEveryKeyToItsEntry() throws Exception {
    StoreView store = store("clean");
    List<LogPiece> records = new ArrayList<>();
    store.log().walk(0, piece -> piece.kind() != LogPiece.Kind.RECORD || records.add(piece));

    for (LogPiece record : records) {
      var trail = new MessageTrail(store, record);

      assertThat(trail.unit().isPresent())
          .as("unit of the record at %d", record.offset())
          .isEqualTo(trail.hasQueueEntry());
      assertThat(trail.indexEntries())
          .extracting(place -> place.key())
          .containsExactlyInAnyOrderElementsOf(trail.keys());
    }
    assertThat(records).hasSize(520);
  }
}
