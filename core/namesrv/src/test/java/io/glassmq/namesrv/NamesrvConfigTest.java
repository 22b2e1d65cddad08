package io.glassmq.namesrv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glassmq.common.config.ConfigException;
import io.glassmq.common.config.ConfigReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class NamesrvConfigTest {

  private static Properties file(String text) {
    var properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IOException e) {
      throw new IllegalArgumentException(text, e);
    }
    return properties;
  }

  @Test
  void shouldHaveTheOfficialDefaults() {
    NamesrvConfig config = NamesrvConfig.of(new Properties());

    assertThat(config.server().listenPort()).isEqualTo(9876);
    assertThat(config.scanIntervalMillis()).isEqualTo(5_000);
    assertThat(config.kvConfigPath()).endsWithRaw(Path.of("namesrv", "kvConfig.json"));
    assertThat(config.enableAllTopicList()).isTrue();
    assertThat(config.orderMessageEnable()).isFalse();
    assertThat(config.returnOrderTopicConfigToBroker()).isTrue();
  }

  @Test
  void shouldReadAnOfficialFile() {
    var reader =
        new ConfigReader(
            file(
                """
                listenPort=19876
                bindAddress=127.0.0.1
                orderMessageEnable=true
                scanNotActiveBrokerInterval=1000
                serverSelectorThreads=2
                enableTopiclist=false
                """));

    NamesrvConfig config = NamesrvConfig.read(reader);

    assertThat(config.server().listenPort()).isEqualTo(19876);
    assertThat(config.server().bindAddress()).isEqualTo("127.0.0.1");
    assertThat(config.server().ioThreads()).isEqualTo(2);
    assertThat(config.orderMessageEnable()).isTrue();
    assertThat(config.scanIntervalMillis()).isEqualTo(1_000);
    assertThat(reader.unknownKeys())
        .containsExactly("Unknown setting enableTopiclist; did you mean enableTopicList?");
  }

  @Test
  void shouldBeTheSameAgainFromItsText() {
    NamesrvConfig config = NamesrvConfig.of(file("listenPort=0\nenableTopicList=false"));
    var text = new Properties();
    text.putAll(config.asText());

    assertThat(NamesrvConfig.of(text)).isEqualTo(config);
  }

  @Test
  void shouldRefuseABadValueByKey() {
    assertThatThrownBy(() -> NamesrvConfig.of(file("listenPort=98765")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll("listenPort", "98765");
  }
}
