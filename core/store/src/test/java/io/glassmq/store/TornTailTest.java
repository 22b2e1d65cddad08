package io.glassmq.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.common.attribute.CQType;
import io.glassmq.common.message.MessageExt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cuts or flips the last bytes of a killed store's files, one after the other.
 *
 * <p>What is promised: whole messages up to the damage, no wrong body, and no error. The format has
 * no checksum over the rest of a record, so a flipped bit in there may pass, unless {@code
 * enabledAppendPropCRC} and {@code forceVerifyPropCRC} are on. (A crash does not flip bits; it
 * leaves zeros.)
 */
class TornTailTest {
  private static final String LOG_FILE = "commitlog/00000000000000000000";
  private static final int TAIL = 4096;
  private static final int SAMPLE = 131;
  private static final int COUNT = 20;

  @TempDir(factory = InMemoryDir.class)
  Path folder;

  private Path killed;
  private final Map<Long, MessageExt> original = new TreeMap<>();
  private long end;
  private String[] settings = {"mapperFileSizeBatchConsumeQueue", "460"};

  /** How a file is damaged at one byte. */
  private interface Damage extends BiConsumer<byte[], Integer> {
    Damage CUT = (bytes, at) -> Arrays.fill(bytes, at, bytes.length, (byte) 0);
    Damage FLIP = (bytes, at) -> bytes[at] ^= (byte) (1 << at % 8);
    Damage INVERT = (bytes, at) -> bytes[at] ^= (byte) 0xFF;
  }

  @BeforeEach
  void kill() throws Exception {
    killed = folder.resolve("killed");
    Path running = folder.resolve("running");
    try (var store = open(running)) {
      for (int i = 0; i < COUNT; i++) {
        store.put(Messages.message("A", 0, "a".repeat(i) + i, Map.of("TAGS", "t", "KEYS", "k")));
        store.put("B", i % 2, "b" + i);
        store.put(Messages.batch("C", 0, "c" + i, "d" + i));
        store.put(Messages.innerBatch("Inner", "e" + i, "f" + i));
      }
      store.awaitDispatched();
      end = store.store.getMaxPhyOffset();
      for (long at = 0; at < end; at += original.get(at).getStoreSize()) {
        original.put(at, store.store.lookMessageByOffset(at).orElseThrow());
      }
      TestStore.copy(running, killed);
    }
  }

  @Test
  void shouldKeepWhatLiesBeforeTheDamageOfTheLog() throws Exception {
    damageLog(SAMPLE);
  }

  @Test
  @Tag("slow")
  void shouldKeepWhatLiesBeforeTheDamageOfTheLogWhereverItIs() throws Exception {
    damageLog(1);
  }

  @Test
  void shouldMendTheQueues() throws Exception {
    damageQueues(67);
  }

  @Test
  @Tag("slow")
  void shouldMendTheQueuesWhereverTheyAreDamaged() throws Exception {
    damageQueues(1);
  }

  @Test
  void shouldMendQueuesWithExtensions() throws Exception {
    killAgain("enableConsumeQueueExt", "true", "mappedFileSizeConsumeQueueExt", "65536");
    assertThat(killed.resolve("consumequeue_ext")).exists();
    damageQueues(SAMPLE);
  }

  @Test
  void shouldLeaveOutAMessageWhoseUnitWasDamagedAfterACleanStop() throws Exception {
    open(killed).close();
    damageUnits(17);
  }

  @Test
  @Tag("slow")
  void shouldLeaveOutEveryMessageWhoseUnitWasDamagedAfterACleanStop() throws Exception {
    open(killed).close();
    damageUnits(1);
  }

  @Test
  void shouldLetNothingWrongPassWhereTheWholeRecordHasAChecksum() throws Exception {
    damageCheckedLog(SAMPLE);
  }

  @Test
  @Tag("slow")
  void shouldLetNothingWrongPassAnywhereWhereTheWholeRecordHasAChecksum() throws Exception {
    damageCheckedLog(1);
  }

  private void killAgain(String... otherSettings) throws Exception {
    settings = Stream.concat(Stream.of(settings), Stream.of(otherSettings)).toArray(String[]::new);
    original.clear();
    TestStore.delete(folder.resolve("running"));
    TestStore.delete(killed);
    kill();
  }

  private void damageCheckedLog(int step) throws Exception {
    killAgain("enabledAppendPropCRC", "true", "forceVerifyPropCRC", "true");
    for (int at = (int) end - TAIL; at < end; at += step) {
      for (Damage damage : List.of(Damage.CUT, Damage.FLIP, Damage.INVERT)) {
        try (var store = open(LOG_FILE, at, damage)) {
          assertThat(store.store.getMaxPhyOffset()).isEqualTo(startOfRecordAt(at));
          StoreAudit.assertLogAndQueuesAgree(store, TestStore.LOG_FILE);
        } catch (AssertionError | Exception e) {
          throw new AssertionError("Damaged at %d".formatted(at), e);
        }
      }
    }
  }

  private void damageLog(int step) throws Exception {
    for (int at = (int) end - TAIL; at < end; at += step) {
      long broken = startOfRecordAt(at);
      try (var store = open(LOG_FILE, at, Damage.CUT)) {
        assertThat(store.store.getMaxPhyOffset()).as("cut at %d", at).isBetween(broken, end);
        StoreAudit.assertLogAndQueuesAgree(store, TestStore.LOG_FILE);
        assertNoWrongBody(store, broken);
      }
      for (Damage damage : List.of(Damage.FLIP, Damage.INVERT)) {
        try (var store = open(LOG_FILE, at, damage)) {
          assertNoWrongBody(store, broken);
          assertEachQueueCanBeRead(store);
        } catch (AssertionError | Exception e) {
          throw new AssertionError("Damaged at %d, record at %d".formatted(at, broken), e);
        }
      }
    }
  }

  private long startOfRecordAt(int at) {
    return original.keySet().stream().filter(start -> start <= at).max(Long::compare).orElseThrow();
  }

  /** What is there is as it was, and everything before the broken record is. */
  private void assertNoWrongBody(TestStore store, long broken) {
    original.forEach(
        (at, message) -> {
          var found = store.store.lookMessageByOffset(at);
          if (at < broken) {
            assertThat(found).as("message at %d", at).isPresent();
          }
          found.ifPresent(
              there -> assertThat(there.getBody()).as("at %d", at).isEqualTo(message.getBody()));
        });
  }

  private static void assertEachQueueCanBeRead(TestStore store) {
    for (String topic : List.of("A", "B", "C", "Inner")) {
      for (int queueId = 0; queueId < 2; queueId++) {
        store.readAll(topic, queueId);
      }
    }
  }

  private void damageQueues(int step) throws Exception {
    for (String file : queueFiles()) {
      int size = (int) Files.size(killed.resolve(file));
      for (int at = Math.max(0, size - TAIL); at < size; at += step) {
        for (Damage damage : List.of(Damage.CUT, Damage.FLIP, Damage.INVERT)) {
          try (var store = open(file, at, damage)) {
            assertThat(store.store.getMaxPhyOffset()).isEqualTo(end);
            StoreAudit.assertLogAndQueuesAgree(store, TestStore.LOG_FILE);
          } catch (AssertionError | Exception e) {
            throw new AssertionError("%s damaged at %d".formatted(file, at), e);
          }
        }
      }
    }
  }

  private void damageUnits(int step) throws Exception {
    String file = "consumequeue/A/0/00000000000000000000";
    for (int at = 0; at < TestStore.QUEUE_FILE; at += step) {
      for (Damage damage : List.of(Damage.FLIP, Damage.INVERT)) {
        try (var store = open(file, at, damage)) {
          List<MessageExt> read = store.readAll("A", 0);
          assertThat(read).hasSizeBetween(COUNT - 1, COUNT);
          assertThat(read)
              .allSatisfy(
                  message ->
                      assertThat(message.getBody())
                          .isEqualTo(original.get(message.getCommitLogOffset()).getBody()));
          assertThat(read).extracting(MessageExt::getTopic).containsOnly("A");
        } catch (AssertionError | Exception e) {
          throw new AssertionError("Unit damaged at %d".formatted(at), e);
        }
      }
    }
  }

  private List<String> queueFiles() throws IOException {
    try (var all = Files.walk(killed)) {
      return all.filter(Files::isRegularFile)
          .map(path -> killed.relativize(path).toString())
          .filter(name -> name.matches("(batch)?consumequeue.*"))
          .sorted()
          .toList();
    }
  }

  /** Opens a copy of the killed store with one file damaged. */
  private TestStore open(String file, int at, Damage damage) throws Exception {
    Path copy = folder.resolve("copy");
    if (Files.exists(copy)) {
      TestStore.delete(copy);
    }
    TestStore.copy(killed, copy);
    byte[] bytes = Files.readAllBytes(copy.resolve(file));
    damage.accept(bytes, at);
    Files.write(copy.resolve(file), bytes);
    return open(copy);
  }

  private TestStore open(Path root) throws StoreException {
    return TestStore.open(
        TestStore.config(root, settings),
        StoreParts.defaults(),
        topic -> topic.equals("Inner") ? CQType.BatchCQ : CQType.SimpleCQ,
        MessageArrivingListener.NONE);
  }
}
