package io.glassmq.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that somebody else wrote, or changed. */
class TopicFolderTest {
  @TempDir Path folder;

  @Test
  void shouldTakeARecordWhoseTopicLeadsOutOfTheStoreForADamagedOne() throws Exception {
    Path root = folder.resolve("store");
    try (var store = TestStore.open(root)) {
      store.put("AAAAAAAAAA", 0, "x");
      store.awaitDispatched();
    }
    TestStore.delete(root.resolve("consumequeue"));
    Path log = root.resolve("commitlog/00000000000000000000");
    String bytes = Files.readString(log, ISO_8859_1).replace("AAAAAAAAAA", "../../evil");
    Files.writeString(log, bytes, ISO_8859_1);
    Files.createFile(root.resolve("abort"));

    try (var store = TestStore.open(root)) {
      assertThat(store.store.getMaxPhyOffset()).isZero();
    }
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(root));
  }
}
