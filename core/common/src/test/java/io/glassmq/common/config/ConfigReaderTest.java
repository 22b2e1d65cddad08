package io.glassmq.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glassmq.common.TopicFilterType;
import java.util.Properties;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ConfigReaderTest {
  private final Properties file = new Properties();
  private final ConfigReader reader = new ConfigReader(file);

  @Nested
  class Values {
    @Test
    void shouldComeFromTheFileWithoutBlanksAroundThem() {
      file.setProperty("name", " broker-a ");
      file.setProperty("port", " 10911 ");
      file.setProperty("on", "true ");
      file.setProperty("type", "MULTI_TAG");

      assertThat(reader.text("name", "x")).isEqualTo("broker-a");
      assertThat(reader.intValue("port", 1, 0, 65535)).isEqualTo(10911);
      assertThat(reader.booleanValue("on", false)).isTrue();
      assertThat(reader.enumValue("type", TopicFilterType.SINGLE_TAG))
          .isEqualTo(TopicFilterType.MULTI_TAG);
    }

    @Test
    void shouldBeTheDefaultsWhenTheFileHasNoneOrABlank() {
      file.setProperty("port", "  ");

      assertThat(reader.intValue("port", 10911, 0, 65535)).isEqualTo(10911);
      assertThat(reader.longValue("size", 1L << 40, 1, Long.MAX_VALUE)).isEqualTo(1L << 40);
      assertThat(reader.text("name", null)).isNull();
    }

    @Test
    void shouldBeRefusedWithKeyValueAndWhatIsAllowed() {
      file.setProperty("port", "70000");
      file.setProperty("size", "1k");
      file.setProperty("on", "yes");
      file.setProperty("type", "TRIPLE_TAG");

      assertRefused(() -> reader.intValue("port", 1, 0, 65535), "port", "70000", "0", "65535");
      assertRefused(() -> reader.longValue("size", 1, 1, 9), "size", "1k", "1", "9");
      assertRefused(() -> reader.booleanValue("on", true), "on", "yes", "true", "false");
      assertRefused(
          () -> reader.enumValue("type", TopicFilterType.SINGLE_TAG),
          "type",
          "TRIPLE_TAG",
          "SINGLE_TAG",
          "MULTI_TAG");
    }

    private void assertRefused(Runnable read, String... parts) {
      assertThatThrownBy(read::run)
          .isInstanceOf(ConfigException.class)
          .hasMessageContainingAll(parts);
    }
  }

  @Nested
  class UnknownKeys {
    @Test
    void shouldBeReportedWithTheNearestKnownOne() {
      file.setProperty("listenport", "1");
      file.setProperty("lisenPort", "1");
      file.setProperty("somethingElse", "1");
      reader.intValue("listenPort", 1, 0, 65535);

      assertThat(reader.unknownKeys())
          .containsExactly(
              "Unknown setting lisenPort; did you mean listenPort?",
              "Unknown setting listenport; did you mean listenPort?",
              "Unknown setting somethingElse; it has no effect.");
    }

    @Test
    void shouldBeNoneWhenEveryKeyWasRead() {
      file.setProperty("listenPort", "1");
      reader.intValue("listenPort", 1, 0, 65535);

      assertThat(reader.unknownKeys()).isEmpty();
    }
  }

  @Test
  void shouldListEverySettingInForce() {
    file.setProperty("listenPort", "7");
    reader.intValue("listenPort", 1, 0, 65535);
    reader.text("name", "a");

    assertThat(reader.effective()).containsExactly(entry("listenPort", "7"), entry("name", "a"));
  }

  private static java.util.Map.Entry<String, String> entry(String key, String value) {
    return java.util.Map.entry(key, value);
  }
}
