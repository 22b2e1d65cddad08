package io.glassmq.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefaultMessageStoreTest {
  @TempDir Path root;

  @Test
  void shouldReadWhatWasPut() throws StoreException {
    try (var store = TestStore.open(root)) {
      store.put("A", 0, "one", "two");
      store.put("A", 1, "three");

      assertThat(store.bodies("A", 0)).containsExactly("one", "two");
      assertThat(store.bodies("A", 1)).containsExactly("three");
    }
  }

  @Test
  void shouldRollOverManyFilesAndReadThemAfterACleanRestart() throws StoreException {
    String[] bodies = IntStream.range(0, 500).mapToObj(i -> "body " + i).toArray(String[]::new);
    try (var store = TestStore.open(root)) {
      store.put("A", 0, bodies);
      assertThat(store.bodies("A", 0)).containsExactly(bodies);
    }
    assertThat(root.resolve("abort")).doesNotExist();

    try (var store = TestStore.open(root)) {
      store.put("A", 0, "last");

      assertThat(store.bodies("A", 0)).hasSize(501).startsWith(bodies).endsWith("last");
      assertThat(Files.exists(root.resolve("abort"))).isTrue();
    }
  }
}
