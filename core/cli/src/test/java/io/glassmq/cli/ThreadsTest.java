package io.glassmq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.boot.AllInOne;
import io.glassmq.boot.AllInOneConfig;
import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.common.message.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables in the modules' THREADS.md against a running system. */
class ThreadsTest {
  private static final Path CORE = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\|[^|]*");
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");

  /** What a name in a table may hold instead of letters: see boot's THREADS.md. */
  private static final Pattern PLACEHOLDER = Pattern.compile("<[^>]*>|1\\.\\.n|(?<=_)n$");

  private static final int MAX_THREADS = 60;

  /** Threads of the JVM and the test that may appear at any time. */
  private static final Pattern FOREIGN =
      Pattern.compile("junit.*|surefire.*|Attach Listener|awaitility.*|process reaper.*|JFR .*");

  @Test
  void shouldListEveryThreadOfNameServerBrokerAndClients(@TempDir Path folder) throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    Set<String> unlisted;
    Set<String> seen;

    try (var servers = AllInOne.start(AllInOneConfig.in(folder))) {
      var audience = new DemoAudience(1, 1, 4);
      var producer = new DefaultMQProducer("ThreadsTest");
      producer.setNamesrvAddr(servers.namesrvAddr());
      producer.start();
      producer.send(new Message("Demo", new byte[] {1}));
      var consumer = audience.join("A", "Demo", servers.namesrvAddr());
      audience.awaitAll(10, TimeUnit.SECONDS);
      List<Pattern> listed = listed();
      seen = newThreads(before);
      unlisted =
          seen.stream()
              .filter(name -> listed.stream().noneMatch(p -> p.matcher(name).matches()))
              .filter(name -> !FOREIGN.matcher(name).matches())
              .collect(Collectors.toSet());
      consumer.shutdown();
      producer.shutdown();
    }

    assertThat(unlisted).as("threads that no THREADS.md knows").isEmpty();
    assertThat(seen).hasSizeBetween(5, MAX_THREADS);
  }

  private static Set<String> newThreads(Set<Thread> before) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !before.contains(thread))
        .map(Thread::getName)
        .collect(Collectors.toSet());
  }

  private static List<Pattern> listed() throws IOException {
    List<Pattern> patterns = new ArrayList<>();
    try (Stream<Path> modules = Files.list(CORE)) {
      for (Path file : modules.map(module -> module.resolve("THREADS.md")).toList()) {
        if (Files.exists(file)) {
          FIRST_CELL
              .matcher(Files.readString(file))
              .results()
              .flatMap(cell -> NAME.matcher(cell.group()).results())
              .map(name -> pattern(name.group(1)))
              .forEach(patterns::add);
        }
      }
    }
    return patterns;
  }

  private static Pattern pattern(String name) {
    String[] texts = PLACEHOLDER.split(name, -1);
    return Pattern.compile(Stream.of(texts).map(Pattern::quote).collect(Collectors.joining(".+")));
  }
}
