package io.glassmq.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
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
  private static final Duration LIMIT = Duration.ofSeconds(60);

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

    /** With HOLD it says what it read no sooner than somebody writes to the file hold. */
    private static final String HOLDING_CAT =
        """
        #!/bin/sh
        text=$(/bin/cat "$@") || exit
        if [ "$HOLD" ] && [ ! -e held ]; then : > held; read nothing < hold; fi
        echo "$text"
        """;

    /** Says its version, or with what it was called. */
    private static final String SAYING_JAVA =
        """
        #!/bin/sh
        [ "$1" != -version ] || { echo 'openjdk version "17.0.1"'; echo 'JRE (build build-1)'; exit; }
        echo "$@"
        """;

    @TempDir private Path folder;

    @BeforeEach
    void makeCheckout() throws Exception {
      Files.copy(TOP.resolve("mq"), folder.resolve("mq"));
      write("mvn", COUNTING_MAVEN);
      Files.writeString(folder.resolve("pom.xml"), "");
      Files.writeString(folder.resolve("slow"), "\n");
      for (String source : new String[] {"core/cli", "chapters", "labs/01-frame"}) {
        Path sources = Files.createDirectories(folder.resolve(source).resolve("src/main"));
        Files.writeString(sources.resolve("A.java"), "");
      }
    }

    @Test
    void shouldBuildOnceWhenTwoStartTogether() throws Exception {
      makeFifo("slow");
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
      leaveLockOfADeadOwner();

      awaitEnd(mq());

      assertThat(builds()).isEqualTo(1);
    }

    /** Both see the dead owner; one takes the lock; then the other goes on. */
    @Test
    void shouldNotTakeALockThatSomebodyElseHasJustTakenOver() throws Exception {
      makeFifo("slow");
      makeFifo("hold");
      write("cat", HOLDING_CAT);
      leaveLockOfADeadOwner();
      Process late = mq("HOLD=yes");
      await().atMost(LIMIT).until(() -> Files.exists(folder.resolve("held")));
      Process early = mq();
      await().atMost(LIMIT).until(() -> Files.exists(folder.resolve("builds")));

      Files.writeString(folder.resolve("hold"), "\n");
      await().atMost(LIMIT).until(() -> builds() == 2 || output().contains("another mq builds"));
      Files.writeString(folder.resolve("slow"), "\n");
      awaitEnd(early);
      awaitEnd(late);

      assertThat(builds()).isEqualTo(1);
      assertThat(folder.resolve("target/mq-build.lock")).doesNotExist();
    }

    @Test
    void shouldKeepTheArchivesOfEachJdkApart() throws Exception {
      write("bin/java", SAYING_JAVA);
      assertThat(called("JAVA_HOME=" + folder)).contains("-XX:ArchiveClassesAtExit=" + archive(1));
      Files.writeString(archive(1), "");
      assertThat(called("JAVA_HOME=" + folder)).contains("-XX:SharedArchiveFile=" + archive(1));

      write("bin/java", SAYING_JAVA.replace("build-1", "build-2"));
      assertThat(called("JAVA_HOME=" + folder))
          .contains("-XX:ArchiveClassesAtExit=" + archive(2))
          .doesNotContain("build-1");
    }

    /** How mq called Java. */
    private String called(String environment) throws Exception {
      Files.deleteIfExists(folder.resolve("output"));
      awaitEnd(mq(environment));
      return output();
    }

    private Path archive(int build) {
      return folder.resolve("core/cli/target/mq-lab-build-" + build + ".jsa");
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

    private void write(String name, String script) throws IOException {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      assertThat(Files.writeString(file, script).toFile().setExecutable(true)).isTrue();
    }

    private void makeFifo(String name) throws Exception {
      Files.deleteIfExists(folder.resolve(name));
      assertThat(new ProcessBuilder("mkfifo", "" + folder.resolve(name)).start().waitFor())
          .isZero();
    }

    private void leaveLockOfADeadOwner() throws Exception {
      Process gone = new ProcessBuilder("true").start();
      gone.waitFor();
      Path lock = Files.createDirectories(folder.resolve("target/mq-build.lock"));
      Files.writeString(lock.resolve("pid"), gone.pid() + "\n");
    }

    /** Starts {@code mq lab} with more variables, such as NAME=value, in its environment. */
    private Process mq(String... environment) throws IOException {
      var builder =
          new ProcessBuilder("bash", folder.resolve("mq").toString(), "lab")
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(Redirect.appendTo(folder.resolve("output").toFile()));
      builder.environment().merge("PATH", "" + folder, (path, ours) -> ours + ":" + path);
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      for (String each : environment) {
        String[] nameAndValue = each.split("=", 2);
        builder.environment().put(nameAndValue[0], nameAndValue[1]);
      }
      return builder.start();
    }

    private void awaitEnd(Process mq) throws InterruptedException {
      assertThat(mq.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private String output() throws IOException {
      return Files.readString(folder.resolve("output"));
    }

    private long builds() throws IOException {
      return Files.readAllLines(folder.resolve("builds")).size();
    }
  }
}
