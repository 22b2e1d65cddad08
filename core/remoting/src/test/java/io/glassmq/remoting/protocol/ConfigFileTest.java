package io.glassmq.remoting.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glassmq.common.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  /** What a crash leaves at each step, see the table in {@link ConfigFile}. */
  @ParameterizedTest
  @CsvSource({
    "2, 1, half, 2",
    "2, 1, 3, 2",
    " , 2, 3, 2",
    "3, 2,  , 3",
    " ,  , half, ",
    "empty, 2, 3, 2",
    "half, 2, 3, 2",
    "empty, , , "
  })
  void shouldHaveAWholeVersionAfterACrash(String main, String bak, String tmp, Integer whole)
      throws IOException {
    write("topics.json", main);
    write("topics.json.bak", bak);
    write("topics.json.tmp", tmp);

    assertThat(file.load(Content.class).map(Content::edition))
        .isEqualTo(Optional.ofNullable(whole));
    assertThat(file.persist(new Content(4))).isTrue();

    assertThat(new ConfigFile(path).load(Content.class)).contains(new Content(4));
    if (whole != null) {
      Files.delete(path);
      assertThat(new ConfigFile(path).load(Content.class)).contains(new Content(whole));
    }
  }

  private void write(String name, String edition) throws IOException {
    if (edition != null) {
      String content =
          switch (edition) {
            case "half" -> "{\"edition\":";
            case "empty" -> "";
            default -> "{\"edition\":" + edition + "}";
          };
      Files.writeString(folder.resolve(name), content);
    }
  }

  @Test
  void shouldKeepABrokenVersionForPeopleToLookAt() throws IOException {
    write("topics.json", "half");
    write("topics.json.bak", "1");

    file.load(Content.class);
    file.persist(new Content(2));

    assertThat(folder.resolve("topics.json.broken")).hasContent("{\"edition\":");
    assertThat(folder.resolve("topics.json.bak")).hasContent("{\"edition\":1}");
  }

  @Test
  void shouldKeepMembersThatAreNotItsOwn() throws IOException {
    Files.writeString(path, "{\"edition\":1,\"ofAnotherBroker\":{3:4}}");

    file.load(Content.class);
    file.persist(new Content(2));

    assertThat(path)
        .content()
        .isEqualTo("{\n\t\"edition\":2,\n\t\"ofAnotherBroker\":{\n\t\t\"3\":4\n\t}\n}");
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
