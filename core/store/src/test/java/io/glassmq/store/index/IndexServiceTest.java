package io.glassmq.store.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glassmq.store.logfile.FileLayer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of three slots and four entries, so that chains collide and files are soon full. */
class IndexServiceTest {
  private static final IndexLayout LAYOUT = new IndexLayout(3, 5);
  private static final long T0 = 1_795_324_000_000L;

  @TempDir Path folder;

  private final AtomicLong now = new AtomicLong(T0);
  private IndexService index;

  @AfterEach
  void close() {
    if (index != null) {
      index.close();
    }
  }

  private IndexService open() throws IOException {
    return open(true, 0);
  }

  private IndexService open(boolean lastExitOk, long flushedTimestamp) throws IOException {
    close();
    index = new IndexService(folder, LAYOUT, FileLayer.DISK, now::get);
    index.load(lastExitOk, flushedTimestamp);
    return index;
  }

  /** Record i starts at 100 * i and is stored i seconds after T0. */
  private void put(int record, String... keys) throws IOException {
    index.put(record * 100L, T0 + record * 1000L, List.of(keys));
  }

  private List<Long> find(String key) {
    return find(key, 0, Long.MAX_VALUE);
  }

  private List<Long> find(String key, long begin, long end) {
    List<Long> found = new ArrayList<>();
    index.find(key, begin, end, found::add);
    return found;
  }

  private List<Path> files() throws IOException {
    try (var list = Files.list(folder)) {
      return list.sorted().toList();
    }
  }

  @Nested
  class Find {
    @Test
    void shouldShowTheNewestFirstOverAllFiles() throws IOException {
      open();
      for (int i = 0; i < 10; i++) {
        put(i, "a", "b" + i);
      }

      assertThat(files()).hasSize(5);
      assertThat(find("a"))
          .containsExactly(900L, 800L, 700L, 600L, 500L, 400L, 300L, 200L, 100L, 0L);
      assertThat(find("b7")).containsExactly(700L);
      assertThat(find("c")).isEmpty();
    }

    @Test
    void shouldLookAtTimesToTheSecond() throws IOException {
      open();
      for (int i = 0; i < 10; i++) {
        put(i, "a");
      }

      assertThat(find("a", T0 + 3000, T0 + 5000)).containsExactly(500L, 400L, 300L);
      assertThat(find("a", T0 + 2001, T0 + 2001)).containsExactly(200L);
      assertThat(find("a", T0 - 9, T0 - 1)).isEmpty();
      assertThat(find("a", T0 + 10_000, Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void shouldStopWhenToldTo() throws IOException {
      open();
      for (int i = 0; i < 10; i++) {
        put(i, "a");
      }
      List<Long> found = new ArrayList<>();

      index.find("a", 0, Long.MAX_VALUE, offset -> found.add(offset) && found.size() < 6);

      assertThat(found).containsExactly(900L, 800L, 700L, 600L, 500L, 400L);
    }

    @Test
    void shouldNotTellKeysWithTheSameHashApart() throws IOException {
      open();
      put(1, "Aa");
      put(2, "BB");

      assertThat(find("Aa")).containsExactly(200L, 100L);
    }

    @Test
    void shouldEndWhereAChainBitesItsTail() throws IOException {
      open();
      put(1, "a");
      put(2, "a");
      close();
      overwrite(LAYOUT.entryAt(2) + IndexEntry.PREVIOUS_OFFSET, 2);
      overwrite(LAYOUT.entryAt(1) + IndexEntry.PREVIOUS_OFFSET, 99);
      open();

      assertThat(find("a")).containsExactly(200L);
    }
  }

  private void overwrite(int at, int value) throws IOException {
    byte[] bytes = Files.readAllBytes(files().get(0));
    ByteBuffer.wrap(bytes).putInt(at, value);
    Files.write(files().get(0), bytes);
  }

  @Nested
  class Put {
    @Test
    void shouldGoOnInANewFileInTheMiddleOfARecord() throws IOException {
      open();
      put(1, "a", "b", "c");
      put(2, "a", "b", "c");

      assertThat(files()).hasSize(2);
      assertThat(find("a")).containsExactly(200L, 100L);
      assertThat(find("b")).containsExactly(200L, 100L);
    }

    @Test
    void shouldIgnoreRecordsThatComeAgain() throws IOException {
      open();
      put(1, "a");
      put(2, "a", "b");
      put(1, "a");
      put(2, "a", "b", "c");

      assertThat(find("a")).containsExactly(200L, 100L);
      assertThat(find("b")).containsExactly(200L);
      assertThat(find("c")).as("left out the first time").containsExactly(200L);
    }

    @Test
    void shouldGiveEachFileANameOfItsOwnEvenIfTheClockStandsStillOrGoesBack() throws IOException {
      open();
      for (int i = 0; i < 12; i++) {
        put(i, "a");
        now.addAndGet(i < 6 ? 0 : -5_000);
      }

      assertThat(files())
          .hasSize(3)
          .allMatch(path -> path.getFileName().toString().matches("\\d{17}"));
      assertThat(find("a")).hasSize(12).startsWith(1100L, 1000L);
      open();
      assertThat(find("a")).hasSize(12).startsWith(1100L, 1000L);
    }

    @Test
    void shouldMakeNoFileForARecordWithoutKeys() throws IOException {
      open();
      put(1);

      assertThat(folder).isEmptyDirectory();
      assertThat(index.incompleteFrom()).isZero();
    }
  }

  @Nested
  class Load {
    @Test
    void shouldGoOnWhereItStopped() throws IOException {
      open();
      for (int i = 0; i < 6; i++) {
        put(i, "a");
      }
      open();
      assertThat(index.incompleteFrom()).isEqualTo(500);
      assertThat(index.lastUpdatePhyOffset()).isEqualTo(500);
      assertThat(index.lastUpdateTimestamp()).isEqualTo(T0 + 5000);
      put(6, "a");

      assertThat(files()).hasSize(2);
      assertThat(find("a")).containsExactly(600L, 500L, 400L, 300L, 200L, 100L, 0L);
    }

    @Test
    void shouldKeepWhatACrashLeftAndAskForTheLastRecordAgain() throws IOException {
      open();
      for (int i = 0; i < 6; i++) {
        put(i, "a");
      }
      List<byte[]> before = contents();

      open(false, 0);

      assertThat(index.incompleteFrom()).isEqualTo(500);
      assertThat(find("a")).containsExactly(500L, 400L, 300L, 200L, 100L, 0L);
      put(5, "a");
      assertThat(contents()).usingElementComparator(Arrays::compare).isEqualTo(before);
    }

    private List<byte[]> contents() throws IOException {
      List<byte[]> contents = new ArrayList<>();
      for (Path file : files()) {
        contents.add(Files.readAllBytes(file));
      }
      return contents;
    }

    @Test
    void shouldDropFilesOfAnotherSizeWithAllThatFollow() throws IOException {
      open();
      for (int i = 0; i < 14; i++) {
        put(i, "a");
      }
      close();
      Files.write(files().get(1), new byte[0]);

      open();

      assertThat(files()).hasSize(1);
      assertThat(find("a")).containsExactly(300L, 200L, 100L, 0L);
      assertThat(index.incompleteFrom()).isEqualTo(300);
    }

    @Test
    void shouldLeaveNoHoleWhereAFileInTheMiddleIsEmptyOrCut() throws IOException {
      open();
      for (int i = 0; i < 14; i++) {
        put(i, "a");
      }
      close();
      Files.write(files().get(2), new byte[LAYOUT.fileSize()]);

      open();

      assertThat(files()).hasSize(2);
      assertThat(index.incompleteFrom()).isEqualTo(700);
    }

    @Test
    void shouldLeaveOtherFilesAlone() throws IOException {
      Files.writeString(folder.resolve("README"), "hands off");
      Files.writeString(folder.resolve("20269999999999999"), "no time");

      open();

      assertThat(files()).hasSize(2);
    }

    @Test
    void shouldBelieveAFileThatTheCheckpointKnowsToBeFlushed() throws IOException {
      open();
      for (int i = 0; i < 4; i++) {
        put(i, "a");
      }
      close();
      overwrite(LAYOUT.entryAt(2), 77);

      open(false, T0 + 3000);
      assertThat(find("a")).as("known: not looked at").containsExactly(300L, 200L, 0L);
      open(false, T0 + 2999);
      assertThat(find("a")).as("not known: cut before the damage").containsExactly(0L);
    }
  }

  @Nested
  class Truncate {
    @Test
    void shouldTakeOutWhatLiesBehindTheEnd() throws IOException {
      open();
      for (int i = 0; i < 10; i++) {
        put(i, "a", "b");
      }

      index.truncate(250);

      assertThat(find("a")).containsExactly(200L, 100L, 0L);
      assertThat(files()).hasSize(2);
      assertThat(index.lastUpdatePhyOffset()).isEqualTo(200);
      index.put(250, T0 + 3000, List.of("a"));
      assertThat(find("a")).containsExactly(250L, 200L, 100L, 0L);
      index.truncate(0);
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Nested
  class Flush {
    @Test
    void shouldTellHowFarTheFullFilesReach() throws IOException {
      open();
      assertThat(index.flush(true)).isZero();
      for (int i = 0; i < 4; i++) {
        put(i, "a");
      }
      assertThat(index.flush(false)).as("full, but nothing follows it yet").isZero();
      put(4, "a");

      assertThat(index.flush(false)).isEqualTo(T0 + 3000);
    }
  }

  @Nested
  class DeleteBefore {
    @Test
    void shouldDeleteFilesWhoseRecordsAreGoneButNeverTheLast() throws IOException {
      open();
      for (int i = 0; i < 10; i++) {
        put(i, "a");
      }
      index.deleteBefore(300);
      assertThat(files()).as("record 300 is still there").hasSize(3);
      index.deleteBefore(301);
      assertThat(files()).hasSize(2);
      assertThat(find("a")).startsWith(900L).endsWith(400L);

      index.deleteBefore(Long.MAX_VALUE);

      assertThat(files()).hasSize(1);
      assertThat(find("a")).containsExactly(900L, 800L);
    }
  }

  @Test
  void shouldNotServeAFileThatCannotBeMade() throws IOException {
    Files.delete(folder);
    Files.writeString(folder, "a file where the folder should be");
    open();

    assertThatThrownBy(() -> put(1, "a")).isInstanceOf(IOException.class);
    assertThat(find("a")).isEmpty();

    Files.delete(folder);
    put(1, "a");
    assertThat(find("a")).containsExactly(100L);
  }
}
