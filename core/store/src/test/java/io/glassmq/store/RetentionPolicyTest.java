package io.glassmq.store;

import static io.glassmq.store.RetentionPolicy.Deletion.EXPIRED;
import static io.glassmq.store.RetentionPolicy.Deletion.NOTHING;
import static io.glassmq.store.RetentionPolicy.Deletion.OLDEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glassmq.common.config.ConfigException;
import io.glassmq.common.config.ConfigReader;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RetentionPolicyTest {

  private static RetentionPolicy policy(String... keysAndValues) {
    var properties = new Properties();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      properties.setProperty(keysAndValues[i], keysAndValues[i + 1]);
    }
    return new RetentionPolicy(RetentionConfig.read(new ConfigReader(properties)));
  }

  @Nested
  class Decide {
    @Test
    void shouldDeleteNothingAtAnOrdinaryHourOfAnOrdinaryDisk() {
      assertThat(policy().decide(3, 75, false)).isEqualTo(NOTHING);
    }

    @Test
    void shouldDeleteExpiredFilesAtTheirHours() {
      var policy = policy("deleteWhen", "04; 5;23");

      assertThat(policy.decide(4, 0, false)).isEqualTo(EXPIRED);
      assertThat(policy.decide(5, 0, false)).isEqualTo(EXPIRED);
      assertThat(policy.decide(23, 0, false)).isEqualTo(EXPIRED);
      assertThat(policy.decide(0, 0, false)).isEqualTo(NOTHING);
    }

    @Test
    void shouldDeleteExpiredFilesWhenSomebodyAsks() {
      assertThat(policy().decide(3, 0, true)).isEqualTo(EXPIRED);
    }

    @Test
    void shouldDeleteExpiredFilesAtAnyHourOfAFullerDisk() {
      assertThat(policy().decide(3, 75.1, false)).isEqualTo(EXPIRED);
      assertThat(policy().decide(3, 85, false)).isEqualTo(EXPIRED);
    }

    @Test
    void shouldDeleteTheOldestFilesOfANearlyFullDiskWhateverTheirAge() {
      assertThat(policy().decide(3, 85.1, false)).isEqualTo(OLDEST);
      assertThat(policy().decide(4, 100, true)).isEqualTo(OLDEST);
    }

    @Test
    void shouldNotDeleteBeforeTheTimeWhenThatIsForbidden() {
      assertThat(policy("cleanFileForciblyEnable", "false").decide(3, 99, false))
          .isEqualTo(EXPIRED);
    }
  }

  @Nested
  class IsExpired {
    @Test
    void shouldKeepAFileForTheReservedTimeExactly() {
      long now = Duration.ofDays(1000).toMillis();
      long limit = now - Duration.ofHours(72).toMillis();

      assertThat(policy().isExpired(limit, now)).isTrue();
      assertThat(policy().isExpired(limit + 1, now)).isFalse();
    }
  }

  @Nested
  class Settings {
    @Test
    void shouldRefuseAnHourThatNoDayHas() {
      assertThatThrownBy(() -> policy("deleteWhen", "04;24"))
          .isInstanceOf(ConfigException.class)
          .hasMessage("deleteWhen = 04;24: give hours from 00 to 23, separated by semicolons.");
    }

    @Test
    void shouldNotCleanForciblyLaterThanItRefusesMessages() {
      assertThatThrownBy(
              () -> policy("diskSpaceWarningLevelRatio", "50", "diskSpaceCleanForciblyRatio", "51"))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("diskSpaceCleanForciblyRatio = 51");
      assertThat(policy("diskSpaceWarningLevelRatio", "50").config().deleteForciblyPercent())
          .isEqualTo(50);
    }
  }
}
