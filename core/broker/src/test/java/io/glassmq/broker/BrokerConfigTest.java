package io.glassmq.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glassmq.common.config.ConfigException;
import io.glassmq.common.config.ConfigReader;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerConfigTest {
  private final Properties properties = new Properties();

  @Test
  void shouldHaveTheOfficialDefaults() {
    var config = BrokerConfig.of(properties);

    assertThat(config.brokerClusterName()).isEqualTo("DefaultCluster");
    assertThat(config.server().listenPort()).isEqualTo(10_911);
    assertThat(config.brokerPermission()).isEqualTo(6);
    assertThat(config.defaultTopicQueueNums()).isEqualTo(8);
    assertThat(config.autoCreateTopicEnable()).isTrue();
    assertThat(config.registerNameServerPeriodMillis()).isEqualTo(30_000);
    assertThat(config.channelExpiredTimeoutMillis()).isEqualTo(120_000);
    assertThat(config.namesrvAddr()).isEmpty();
  }

  @Test
  void shouldReadAnOfficialFile() {
    properties.setProperty("namesrvAddr", "10.0.0.1:9876;10.0.0.2:9876");
    properties.setProperty("brokerName", "broker-b");
    properties.setProperty("brokerIP1", "10.0.0.3");
    properties.setProperty("brokerRole", "ASYNC_MASTER");
    properties.setProperty("storePathRootDir", "/data/store");

    var config = BrokerConfig.of(properties);

    assertThat(config.namesrvAddr()).containsExactly("10.0.0.1:9876", "10.0.0.2:9876");
    assertThat(config.brokerIP1()).isEqualTo("10.0.0.3");
    assertThat(config.store().root()).hasToString("/data/store");
    assertThat(config.asText()).containsEntry("brokerName", "broker-b");
  }

  @Test
  void shouldTellClientsTheAddressThatItListensOn() {
    properties.setProperty("bindAddress", "127.0.0.1");

    assertThat(BrokerConfig.of(properties).brokerIP1()).isEqualTo("127.0.0.1");
  }

  @Test
  void shouldNameKeyAndValueOfABadSetting() {
    properties.setProperty("brokerPermission", "9");

    assertThatThrownBy(() -> BrokerConfig.of(properties))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("brokerPermission = 9");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SLAVE", "SYNC_MASTER"})
  void shouldRefuseARoleThatPromisesCopies(String role) {
    properties.setProperty("brokerRole", role);

    assertThatThrownBy(() -> BrokerConfig.of(properties))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("brokerRole = " + role);
  }

  @Test
  void shouldKnowTheKeyThatWasNearlyMeant() {
    properties.setProperty("autoCreateTopicEnabled", "true");
    var reader = new ConfigReader(properties);

    BrokerConfig.read(reader);

    assertThat(reader.unknownKeys())
        .containsExactly(
            "Unknown setting autoCreateTopicEnabled; did you mean autoCreateTopicEnable?");
  }
}
