package io.glassmq.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glassmq.store.logfile.MappedSlice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Finds by key what the official broker indexed, and what it would have indexed. */
class OfficialIndexTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"clean", "aborted"})
  void shouldAnswerAsTheOfficialStoreDoes(String name) throws Exception {
    try (var store = open(OfficialStore.unpack(name, folder))) {
      assertAnswers(store.store, name);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"clean", "aborted"})
  void shouldBuildTheIndexAnewFromTheLog(String name) throws Exception {
    Path root = OfficialStore.unpack(name, folder);
    TestStore.delete(root.resolve("index"));
    try (var store = open(root)) {
      assertAnswers(store.store, name);
    }
  }

  /** Names are times, but everything in the files is the same, bit by bit. */
  @ParameterizedTest
  @ValueSource(strings = {"clean", "aborted"})
  void shouldWriteTheSameBytesAsTheOfficialBroker(String name) throws Exception {
    Path root = OfficialStore.unpack(name, folder);
    List<byte[]> official = contents(root.resolve("index"));
    TestStore.delete(root.resolve("index"));

    open(root).close();

    assertThat(official).hasSizeGreaterThan(2);
    assertThat(contents(root.resolve("index")))
        .usingElementComparator(Arrays::compare)
        .isEqualTo(official);
  }

  private static List<byte[]> contents(Path folder) throws IOException {
    List<byte[]> contents = new ArrayList<>();
    try (var files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        contents.add(Files.readAllBytes(file));
      }
    }
    return contents;
  }

  /** The official broker deletes the last file after a crash; its entries were good, though. */
  @Test
  void shouldKeepTheUnfinishedFileOfACrashAsItIs() throws Exception {
    Path root = OfficialStore.unpack("aborted", folder);
    Path last = root.resolve("index/20261122060927870");
    byte[] before = Files.readAllBytes(last);

    open(root).close();

    assertThat(last).hasBinaryContent(before);
    try (var files = Files.list(root.resolve("index"))) {
      assertThat(files).hasSize(9);
    }
  }

  private static void assertAnswers(MessageStore store, String name) throws IOException {
    JsonNode queries = OfficialStore.expected(name).get("indexQueries");
    assertThat(queries.size()).isGreaterThan(100);
    for (JsonNode query : queries) {
      List<Long> newestFirst = new ArrayList<>();
      query.get("physicalOffsets").forEach(offset -> newestFirst.add(0, offset.asLong()));
      QueryMessageResult result =
          store.queryMessage(
              query.get("topic").asText(), query.get("key").asText(), 64, 0, Long.MAX_VALUE);
      assertThat(result.slices())
          .as(query.toString())
          .extracting(MappedSlice::startOffset)
          .isEqualTo(newestFirst);
      result.slices().forEach(MappedSlice::release);
    }
  }

  private static TestStore open(Path root) throws StoreException {
    return OfficialStore.open(root);
  }
}
