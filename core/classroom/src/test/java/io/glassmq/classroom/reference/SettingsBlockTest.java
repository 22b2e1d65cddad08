package io.glassmq.classroom.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glassmq.classroom.Mistake;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsBlockTest {
  private static final Map<String, List<String>> ONE_TABLE =
      Map.of("All", List.of("io.glassmq.store.LogConfig"));

  @TempDir private Path root;

  private final Map<String, String> defaults = new LinkedHashMap<>();

  @BeforeEach
  void writeConfig() throws IOException {
    new ReferenceDesk(root)
        .write(
            "core/store/src/main/java/io/glassmq/store/LogConfig.java",
            """
            package io.glassmq.store;

            /**
             * The settings of a log.
             *
             * @param pauseMillis {@code pauseTime}: milliseconds between
             *     two rounds of {@link Log#flush}
             * @param fileSize bytes of a file
             * @param host by default this one
             * @param check {@code fast} and {@code slow}: a | b
             */
            record LogConfig(int pauseMillis, int fileSize, String host, Check check) {
              /** Minutes until it ends. */
              public int getPatience() {
                return 1;
              }

              public void setPatience(int minutes) {}
            }
            """);
  }

  private List<String> table(Map<String, List<String>> tables) {
    var desk = new ReferenceDesk(root);
    var settings = List.of(new Settings("log", defaults, tables));
    return desk.fill("settings", "log", new SettingsBlock(desk.checkout(), settings));
  }

  @Test
  void shouldShowEachKeyWithDefaultUnitAndMeaning() {
    defaults.put("fileSize", "2097152");
    defaults.put("pauseTime", "500");
    defaults.put("host", "mine");
    defaults.put("slow", "false");
    defaults.put("patience", "15");

    assertThat(table(ONE_TABLE))
        .containsExactly(
            "| key | default | meaning |",
            "| --- | --- | --- |",
            "| `fileSize` | `2097152` bytes, 2 MiB | Bytes of a file |",
            "| `pauseTime` | `500` ms | Milliseconds between two rounds of `Log#flush` |",
            "| `host` |  | By default this one |",
            "| `slow` | `false` | A \\| b |",
            "| `patience` | `15` min | Minutes until it ends |",
            "",
            "Read by [LogConfig]"
                + "(../../../core/store/src/main/java/io/glassmq/store/LogConfig.java).");
  }

  @Test
  void shouldGiveEachOfSeveralTablesItsTitle() {
    defaults.put("fileSize", "1");
    Map<String, List<String>> tables = new LinkedHashMap<>();
    tables.put("First", List.of("io.glassmq.store.LogConfig"));
    tables.put("Second", List.of("io.glassmq.store.LogConfig"));

    assertThat(table(tables)).startsWith("### First", "").contains("### Second");
  }

  @Test
  void shouldNameEveryKeyThatNothingExplains() {
    defaults.put("fileSize", "1");
    defaults.put("pauseMillis", "1");
    defaults.put("colour", "red");

    assertThatThrownBy(() -> table(ONE_TABLE))
        .isInstanceOf(Mistake.class)
        .hasMessageStartingWith(
            ReferenceDesk.PAGE
                + ":1: nothing says what these settings mean: [colour, pauseMillis]."
                + " Write it in the Javadoc of one of [io.glassmq.store.LogConfig]");
  }

  @Test
  void shouldNameTheProgramsThatThereAre() {
    var desk = new ReferenceDesk(root);
    var block =
        new SettingsBlock(desk.checkout(), List.of(new Settings("log", defaults, ONE_TABLE)));

    assertThatThrownBy(() -> desk.fill("settings", "lock", block))
        .hasMessage(ReferenceDesk.PAGE + ":1: there are no settings of lock. Choose one of [log].");
  }
}
