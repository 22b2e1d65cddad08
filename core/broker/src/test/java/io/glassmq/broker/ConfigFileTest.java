package io.glassmq.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glassmq.common.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
  @TempDir Path folder;
  private Path path;
  private ConfigFile file;

  private record Content(int edition) {}

  @BeforeEach
  void setUp() {
    path = folder.resolve("topics.json");
    file = new ConfigFile(path);
  }

  @Test
  void shouldBeEmptyAtFirst() {
    assertThat(file.load(Content.class)).isEmpty();
  }

  @Test
  void shouldGiveBackTheLastVersion() {
    file.persist(new Content(1));
    file.persist(new Content(2));

    assertThat(file.load(Content.class)).contains(new Content(2));
  }

  @Test
  void shouldFallBackToTheVersionBeforeABrokenOne() throws IOException {
    file.persist(new Content(1));
    file.persist(new Content(2));
    Files.writeString(path, "{\"edition\":");

    assertThat(file.load(Content.class)).contains(new Content(1));
  }

  @Test
  void shouldRefuseToStartFromNothingWhenTheOnlyVersionIsBroken() throws IOException {
    Files.writeString(path, "{\"edition\":");

    assertThatThrownBy(() -> file.load(Content.class))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(path.toString());
    assertThat(path).hasContent("{\"edition\":");
  }
}
