package io.glassmq.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.boot.AllInOne;
import io.glassmq.boot.AllInOneConfig;
import io.glassmq.common.message.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The tables in the modules' THREADS.md against a running system; alone, for it looks at all
 * threads.
 */
@Isolated
class ThreadsTest {
  private static final Path CORE = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\|[^|]*");
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");

  /** What a name in a table may hold instead of letters: see boot's THREADS.md. */
  private static final Pattern PLACEHOLDER = Pattern.compile("<[^>]*>|1\\.\\.n|(?<=_)n$");

  /** Of one name server, one broker and four clients. */
  private static final int MAX_THREADS = 150;

  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** Threads of the JVM and the test that may appear at any time. */
  private static final Pattern FOREIGN =
      Pattern.compile(
          "junit.*|ForkJoinPool-.*|surefire.*|Attach Listener|awaitility.*|process reaper.*|JFR .*");

  /** Rows of client and broker that a running system need not show, each with the reason. */
  private static final Map<String, String> MAY_BE_MISSING =
      Map.of("SendMessageThread_<n>", "none unless sendMessageThreadPoolNums says so");

  @Test
  void shouldListEveryThreadOfNameServerBrokerAndClients(@TempDir Path folder) throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    Set<String> seen = new TreeSet<>();

    try (var servers = AllInOne.start(AllInOneConfig.in(folder));
        var clients = new EveryClient(servers.namesrvAddr())) {
      var audience = new DemoAudience(1, 1, 4);
      clients.producer().send(new Message("Demo", new byte[] {1}));
      var consumer = audience.join("A", "Demo", servers.namesrvAddr());
      audience.awaitAll(LIMIT.toSeconds(), TimeUnit.SECONDS);
      clients.useEverything();
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () -> {
                seen.addAll(newThreads(before));
                assertThat(notSeen("client", seen)).as("rows of the client").isEmpty();
                assertThat(notSeen("broker", seen)).as("rows of the broker").isEmpty();
              });
      consumer.shutdown();
    }

    List<Pattern> listed = listed();
    assertThat(seen)
        .as("threads that no THREADS.md knows")
        .filteredOn(name -> listed.stream().noneMatch(row -> row.matcher(name).matches()))
        .filteredOn(name -> !FOREIGN.matcher(name).matches())
        .isEmpty();
    assertThat(newThreads(before)).hasSizeLessThan(MAX_THREADS);
  }

  /** Names in a module's table that no thread has had. */
  private static List<String> notSeen(String module, Set<String> seen) throws IOException {
    return names(CORE.resolve(module).resolve("THREADS.md"))
        .filter(name -> !MAY_BE_MISSING.containsKey(name))
        .filter(name -> seen.stream().noneMatch(it -> pattern(name).matcher(it).matches()))
        .toList();
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
          names(file).map(ThreadsTest::pattern).forEach(patterns::add);
        }
      }
    }
    return patterns;
  }

  private static Stream<String> names(Path file) throws IOException {
    return FIRST_CELL
        .matcher(Files.readString(file))
        .results()
        .flatMap(cell -> NAME.matcher(cell.group()).results())
        .map(name -> name.group(1));
  }

  private static Pattern pattern(String name) {
    String[] texts = PLACEHOLDER.split(name, -1);
    return Pattern.compile(Stream.of(texts).map(Pattern::quote).collect(Collectors.joining(".+")));
  }
}
