package io.glassmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each official class that our Javadoc names, as a counterpart, is there under that name. */
class CounterpartTest {
  private static final Path CORE = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern COUNTERPART =
      Pattern.compile("\\{@code[\\s*]+(org\\.apache\\.rocketmq\\.[^}]+?)[\\s*]*}");

  @Test
  void shouldNameOnlyClassesThatTheOfficialJarsHold() throws Exception {
    var missing = new TreeMap<String, String>();
    var found = new TreeMap<String, String>();

    try (var official = new URLClassLoader(OfficialJars.v5().urls(), null)) {
      for (Path source : sources()) {
        COUNTERPART
            .matcher(Files.readString(source))
            .results()
            .map(match -> match.group(1))
            .forEach(
                name ->
                    (official.getResource(entry(name)) == null ? missing : found)
                        .put(name, source.getFileName().toString()));
      }
    }

    assertThat(missing).as("named as counterpart, but in no official jar").isEmpty();
    assertThat(found).hasSizeGreaterThan(20);
  }

  private static String entry(String className) {
    return className.replace('.', '/') + ".class";
  }

  private static List<Path> sources() throws IOException {
    try (var files = Files.walk(CORE)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> file.toString().contains("src/main/java"))
          .toList();
    }
  }
}
