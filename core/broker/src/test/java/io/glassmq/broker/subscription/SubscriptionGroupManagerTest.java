package io.glassmq.broker.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.broker.TestClock;
import io.glassmq.remoting.protocol.ConfigFile;
import io.glassmq.remoting.protocol.subscription.GroupRetryPolicy;
import io.glassmq.remoting.protocol.subscription.SubscriptionGroupConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubscriptionGroupManagerTest {
  @TempDir Path folder;

  private SubscriptionGroupManager open(boolean autoCreate) {
    var file = new ConfigFile(folder.resolve("subscriptionGroup.json"));
    var groups = new SubscriptionGroupManager(autoCreate, file, new TestClock());
    groups.load();
    return groups;
  }

  @Test
  void shouldCreateAGroupWhenItIsFirstHeardOf() {
    var groups = open(true);

    assertThat(groups.contains("G")).isFalse();
    assertThat(groups.findSubscriptionGroupConfig("G").retryMaxTimes()).isEqualTo(16);
    assertThat(groups.contains("G")).isTrue();
    assertThat(open(true).contains("G")).isTrue();
  }

  @Test
  void shouldCreateNoGroupWhenThatIsNotAllowedOrTheNameIsWrong() {
    assertThat(open(false).findSubscriptionGroupConfig("G")).isNull();
    assertThat(open(true).findSubscriptionGroupConfig("bad name")).isNull();
  }

  @Test
  void shouldHaveTheGroupsOfTheSystem() {
    assertThat(open(false).findSubscriptionGroupConfig("TOOLS_CONSUMER")).isNotNull();
    assertThat(folder.resolve("subscriptionGroup.json")).doesNotExist();
  }

  @Test
  void shouldForgetADeletedGroup() {
    var groups = open(true);
    groups.update(SubscriptionGroupConfig.of("G"));

    groups.delete("G");

    assertThat(open(true).contains("G")).isFalse();
  }

  @Test
  void shouldKeepWhatAnAdministratorHasForbidden() throws IOException {
    Files.writeString(
        folder.resolve("subscriptionGroup.json"),
        "{\"forbiddenTable\":{\"G\":{\"T\":1,\"U\":2}},\"subscriptionGroupTable\":{}}");

    open(true).update(SubscriptionGroupConfig.of("G"));
    var groups = open(true);

    assertThat(groups.isReadForbidden("G", "T")).isTrue();
    assertThat(groups.isReadForbidden("G", "U")).isFalse();
    assertThat(groups.isReadForbidden("H", "T")).isFalse();
  }

  @Test
  void shouldKeepAllSettingsOfAGroup() {
    var group =
        new SubscriptionGroupConfig(
            "G",
            false,
            false,
            false,
            true,
            3,
            7,
            GroupRetryPolicy.DEFAULT,
            1,
            2L,
            false,
            1,
            5,
            Set.of(),
            Map.of("priority.factor", "0.5"));

    open(true).update(group);

    assertThat(open(true).findSubscriptionGroupConfig("G")).isEqualTo(group);
  }
}
