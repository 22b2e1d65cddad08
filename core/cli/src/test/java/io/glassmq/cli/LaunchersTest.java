package io.glassmq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launchers at the top of the checkout: mq, and mq.cmd for Windows. */
class LaunchersTest {
  private static final Path TOP = Path.of("..", "..").toAbsolutePath().normalize();

  @Test
  void shouldNameTheSameMainClassesModulesAndSources() throws Exception {
    String unix = Files.readString(TOP.resolve("mq"));
    String windows = Files.readString(TOP.resolve("mq.cmd")).replace('\\', '/');

    for (String what : new String[] {"\\bmain=[\\w.]+", "\\bmodule=[\\w/]+", "\\S*/src/main\\b"}) {
      assertThat(found(what, windows)).isEqualTo(found(what, unix)).isNotEmpty();
    }
    for (String main : found("\\bmain=[\\w.]+", unix)) {
      String source = main.substring("main=".length()).replace('.', '/') + ".java";
      assertThat(
              found("\\bmodule=[\\w/]+", unix).stream()
                  .map(module -> TOP.resolve(module.substring("module=".length())))
                  .map(module -> module.resolve("src/main/java").resolve(source)))
          .anyMatch(Files::exists);
    }
  }

  private static Set<String> found(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toSet());
  }

  /** On a folder that looks like a checkout, with a Maven that only counts how often it builds. */
  @Nested
  @DisabledOnOs(OS.WINDOWS)
  class Builds {
    private static final String COUNTING_MAVEN =
        """
        #!/bin/sh
        [ "$1" != -v ] || { echo "Apache Maven 3.9.9"; exit 0; }
        echo build >> builds
        read nothing < slow
        """;

    @TempDir private Path folder;

    @BeforeEach
    void makeCheckout() throws Exception {
      Files.copy(TOP.resolve("mq"), folder.resolve("mq"));
      Path maven = Files.writeString(folder.resolve("mvn"), COUNTING_MAVEN);
      assertThat(maven.toFile().setExecutable(true)).isTrue();
      Files.writeString(folder.resolve("pom.xml"), "");
      Files.writeString(folder.resolve("slow"), "\n");
      for (String source : new String[] {"core/cli", "chapters", "labs/01-frame"}) {
        Path sources = Files.createDirectories(folder.resolve(source).resolve("src/main"));
        Files.writeString(sources.resolve("A.java"), "");
      }
    }

    @Test
    void shouldBuildOnceWhenTwoStartTogether() throws Exception {
      Files.delete(folder.resolve("slow"));
      assertThat(new ProcessBuilder("mkfifo", "" + folder.resolve("slow")).start().waitFor())
          .isZero();
      Process first = mq();
      Process second = mq();

      // Maven builds until somebody writes here: so long the second one has to wait.
      assertThat(first.isAlive() && second.isAlive()).isTrue();
      Files.writeString(folder.resolve("slow"), "\n");
      awaitEnd(first);
      awaitEnd(second);

      assertThat(builds()).isEqualTo(1);
      assertThat(folder.resolve("target/mq-build.lock")).doesNotExist();
    }

    @Test
    void shouldBuildWhenTheOwnerOfTheLockIsGone() throws Exception {
      Process gone = new ProcessBuilder("true").start();
      gone.waitFor();
      Path lock = Files.createDirectories(folder.resolve("target/mq-build.lock"));
      Files.writeString(lock.resolve("pid"), gone.pid() + "\n");

      awaitEnd(mq());

      assertThat(builds()).isEqualTo(1);
    }

    @Test
    void shouldBuildAgainForWhatItRunsButNotForWhatLearnersWrite() throws Exception {
      awaitEnd(mq());
      save("labs/01-frame/src/main/A.java");
      awaitEnd(mq());
      assertThat(builds()).isEqualTo(1);

      save("chapters/src/main/A.java");
      awaitEnd(mq());
      assertThat(builds()).isEqualTo(2);
    }

    private void save(String name) throws IOException {
      Files.setLastModifiedTime(folder.resolve(name), FileTime.from(Instant.now().plusSeconds(60)));
    }

    private Process mq() throws IOException {
      var builder =
          new ProcessBuilder("bash", folder.resolve("mq").toString(), "lab")
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("output").toFile());
      builder.environment().merge("PATH", "" + folder, (path, ours) -> ours + ":" + path);
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      return builder.start();
    }

    private void awaitEnd(Process mq) throws InterruptedException {
      assertThat(mq.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    private long builds() throws IOException {
      return Files.readAllLines(folder.resolve("builds")).size();
    }
  }
}
