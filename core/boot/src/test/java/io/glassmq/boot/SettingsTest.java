package io.glassmq.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glassmq.common.config.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @TempDir Path folder;

  @Test
  void shouldReadAPropertiesFile() throws Exception {
    Path file = Files.writeString(folder.resolve("broker.conf"), "# ours\nbrokerName = a\n");

    Settings settings = Settings.load(file, Settings.BROKER);

    assertThat(settings.get("brokerName")).isEqualTo("a");
  }

  @Test
  void shouldLetAFlagOutrankTheFileAndTheFileADefault() throws Exception {
    Path file = Files.writeString(folder.resolve("broker.conf"), "listenPort=1\nbrokerName=a");

    Settings settings =
        Settings.load(file, Settings.BROKER)
            .set("listenPort", 2)
            .set("brokerId", null)
            .setDefault("brokerName", "b")
            .setDefault("bindAddress", "127.0.0.1");

    assertThat(settings.get("listenPort")).isEqualTo("2");
    assertThat(settings.get("brokerId")).isNull();
    assertThat(settings.get("brokerName")).isEqualTo("a");
    assertThat(settings.get("bindAddress")).isEqualTo("127.0.0.1");
  }

  @Test
  void shouldSayThatTheFileIsNotThere() {
    Path missing = folder.resolve("broker.conf");

    assertThatThrownBy(() -> Settings.load(missing, Settings.BROKER))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(missing.toString());
  }

  @Test
  void shouldSayThatTheFileIsNoPropertiesFile() throws Exception {
    Path file = Files.writeString(folder.resolve("broker.conf"), "brokerName=\\u12");

    assertThatThrownBy(() -> Settings.load(file, Settings.BROKER))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(file.toString());
  }
}
