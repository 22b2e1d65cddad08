package io.glassmq.namesrv.kvconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KVConfigManagerTest {
  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("namesrv/kvConfig.json");
  }

  @Test
  void shouldKnowNothingAtFirstAndLeaveNoFile() {
    var manager = new KVConfigManager(file());

    assertThat(manager.get("ns", "k")).isNull();
    assertThat(manager.getAll("ns")).isNull();
    assertThat(file()).doesNotExist();
  }

  @Test
  void shouldWriteTheOfficialForm() throws IOException {
    new KVConfigManager(file()).put("ORDER_TOPIC_CONFIG", "T", "broker-a:4");

    assertThat(file())
        .hasContent("{\"configTable\":{\"ORDER_TOPIC_CONFIG\":{\"T\":\"broker-a:4\"}}}");
  }

  @Test
  void shouldFindEverythingAgainAfterARestart() throws IOException {
    var before = new KVConfigManager(file());
    before.put("ns", "k", "1");
    before.put("ns", "k", "2");
    before.put("ns", "l", "3");
    before.delete("ns", "l");
    before.delete("ns", "never was");

    var after = new KVConfigManager(file());

    assertThat(after.getAll("ns")).isEqualTo(Map.of("k", "2"));
    after.put("other", "k", "v");
    assertThat(new KVConfigManager(file()).get("other", "k")).isEqualTo("v");
  }

  @Test
  void shouldRefuseABrokenFileByName() throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), "{\"configTable\":");

    assertThatThrownBy(() -> new KVConfigManager(file()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(file().toString());
  }
}
