package io.glassmq.interop;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glassmq.interop.driver.StoreDriver;
import io.glassmq.interop.driver.StoreDriver.Put;
import io.glassmq.testkit.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A folder goes from one make of store to the other and back, without brokers around them: what one
 * wrote, the other reads and continues.
 */
@Execution(ExecutionMode.CONCURRENT)
class StoreExchangeTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int MESSAGES = 400;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void shouldReadAndContinueWhatTheOtherWrote(StoreMake first) throws Exception {
    var content = new StoreContent();
    for (StoreMake make : new StoreMake[] {first, first.other(), first}) {
      try (StoreDriver store = make.open(folder)) {
        awaitDispatched(store);
        content.check(store);

        content.write(store, MESSAGES);

        awaitDispatched(store);
        content.check(store);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldHaveAllThatTheOtherAcknowledgedBeforeItWasKilled(StoreMake killed) throws Exception {
    try (var process = writer(killed)) {
      Files.createFile(go());
      process.awaitLine(stored(MESSAGES), LIMIT);
      process.kill();

      checkAcknowledged(process, killed.other());
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldRefuseAFolderThatTheOtherHoldsAndDoNoHarm(StoreMake holder) throws Exception {
    try (var process = writer(holder)) {
      process.awaitLine(stored(MESSAGES), LIMIT);

      assertThatThrownBy(() -> holder.other().open(folder))
          .hasMessageContaining(holder == StoreMake.GLASSMQ ? "already started" : "in use");

      Files.createFile(go());
      process.awaitLine(stored(2 * MESSAGES), LIMIT);
      process.kill();
      checkAcknowledged(process, holder);
    }
  }

  private ServerProcess writer(StoreMake make) throws Exception {
    return ServerProcess.start(
        StoreWriter.class.getName(),
        make.name(),
        folder.toString(),
        Integer.toString(MESSAGES),
        go().toString());
  }

  /** When it is there, the writer goes on. */
  private Path go() {
    return folder.resolve("go");
  }

  private static String stored(long i) {
    return "stored " + i + " ";
  }

  /** All that the killed process said is there, and goes on from there. */
  private void checkAcknowledged(ServerProcess process, StoreMake make) throws Exception {
    var content = new StoreContent();
    try (StoreDriver store = make.open(folder)) {
      awaitDispatched(store);
      for (String line : process.lines()) {
        String[] words = line.split(" ");
        if (line.startsWith("stored") && line.endsWith("end")) {
          var put = new Put(words[2], Long.parseLong(words[3]), Long.parseLong(words[4]));
          content.add(store, StoreContent.message(Integer.parseInt(words[1])), put);
        }
      }
      content.checkAfterCrash(store);
    }
  }

  private static void awaitDispatched(StoreDriver store) {
    Awaitility.await().atMost(LIMIT).until(() -> store.dispatchBehindBytes() == 0);
  }
}
