package io.glassmq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.testkit.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mq up} and {@code mq demo} as real processes. */
class UpProcessTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Pattern NAMESRV = Pattern.compile("name server (\\S+),");

  /** SIGTERM: 128 + 15. */
  private static final int TERMINATED = 143;

  @TempDir Path folder;

  @Test
  void shouldTakeAMessageAsSoonAsItIsReadyAndKeepItOverARestart() throws Exception {
    try (ServerProcess up = up()) {
      String namesrv = namesrv(up);

      Run send = Run.mq("send", "-n", namesrv, "Orders", "hello", "--tags", "a", "--keys", "k1");

      assertThat(send.err()).isEmpty();
      assertThat(send.exitCode()).isZero();
      assertThat(send.out()).startsWith("SEND_OK: ").hasLineCount(1);
      assertThat(folder.resolve("abort")).exists();
      assertThat(up.terminate()).isEqualTo(TERMINATED);
      assertThat(up.lines()).hasSize(1);
    }

    assertThat(folder.resolve("abort")).doesNotExist();
    try (ServerProcess up = up()) {
      Run consume = Run.mq("consume", "-n", namesrv(up), "Orders", "--from-first", "--count", "1");

      assertThat(consume.exitCode()).isZero();
      assertThat(consume.out().strip()).endsWith("offset 0 tags a keys k1: hello");
    }
  }

  @Test
  void shouldKeepWhatItAnsweredWhenItIsKilled() throws Exception {
    try (ServerProcess up = up()) {
      assertThat(Run.mq("send", "-n", namesrv(up), "Orders", "hello", "-c", "3").exitCode())
          .isZero();
      up.kill();
    }

    assertThat(folder.resolve("abort")).exists();
    try (ServerProcess up = up()) {
      Run consume = Run.mq("consume", "-n", namesrv(up), "Orders", "--from-first", "--count", "3");

      assertThat(consume.out().lines()).hasSize(3).allMatch(line -> line.endsWith(": hello"));
    }
  }

  @Test
  void shouldRunNameServerAndBrokerApart() throws Exception {
    try (ServerProcess namesrv = mq("up", "--namesrv-only", "--namesrv-port", "0")) {
      String address = namesrv.awaitLine("ready", LIMIT).replaceFirst(".* ", "");
      try (ServerProcess broker =
          mq(
              "up",
              "--broker-only",
              "--namesrv",
              address,
              "--broker-port",
              "0",
              "--store",
              "" + folder)) {
        broker.awaitLine("ready", LIMIT);

        Run send = Run.mq("send", "-n", address, "Orders", "hello");

        assertThat(send.exitCode()).isZero();
        assertThat(broker.terminate()).isEqualTo(TERMINATED);
      }
      assertThat(namesrv.terminate()).isEqualTo(TERMINATED);
    }
  }

  @Test
  void shouldNameTheNearestSettingWhenOneIsUnknown() throws Exception {
    Path config = Files.writeString(folder.resolve("namesrv.conf"), "listenPrt=1\n");

    try (ServerProcess namesrv =
        mq("up", "--namesrv-only", "--namesrv-port", "0", "--config", config.toString())) {
      namesrv.awaitLine("ready", LIMIT);

      assertThat(namesrv.lines()).anyMatch(line -> line.contains("did you mean listenPort?"));
    }
  }

  @Test
  void shouldTellTheStoryOfTheDemo() throws Exception {
    try (ServerProcess demo = mq("demo")) {
      int exitCode = demo.awaitExit(LIMIT);

      assertThat(exitCode).as("%s", demo.lines()).isZero();
      assertThat(demo.lines())
          .hasSizeLessThanOrEqualTo(90)
          .anyMatch(line -> line.contains("created the topic with 4 queues"))
          .anyMatch(line -> line.contains("A owns queues 0, 1"))
          .anyMatch(line -> line.contains("B owns queues 2, 3"))
          .anyMatch(line -> line.contains("Nothing was lost, and nothing came twice."))
          .anyMatch(line -> line.contains("physical offset"))
          .anyMatch(line -> line.contains("00 00 00 00 00 00 00 00  where in the log: byte 0"))
          .allMatch(line -> line.length() <= 110);
    }
  }

  private ServerProcess up() throws Exception {
    return mq("up", "--namesrv-port", "0", "--broker-port", "0", "--store", folder.toString());
  }

  private ServerProcess mq(String... args) throws Exception {
    Map<String, String> env = Map.of("GLASSMQ_NAMESRV_kvConfigPath", folder + "/kvConfig.json");
    return ServerProcess.start(Mq.class.getName(), List.of(), List.of(args), env, folder);
  }

  private static String namesrv(ServerProcess up) {
    Matcher matcher = NAMESRV.matcher(up.awaitLine("ready", LIMIT));
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }
}
