package io.glassmq.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientSideTest {

  @Test
  void shouldCompileAllOfTheLoadAgainstOurClient(@TempDir Path folder) throws Exception {
    Path sources = Path.of("src/main/java/io/glassmq/bench/load");

    ClientSide.glass(folder);

    try (var files = Files.list(sources)) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".java", "")))
          .filteredOn(name -> !name.equals("package-info"))
          .allSatisfy(
              name ->
                  assertThat(folder.resolve("io/glassmq/bench/load/" + name + ".class")).exists());
    }
  }
}
