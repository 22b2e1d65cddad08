package io.glassmq.walks;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The walks of the docs against a program under a debugger. */
@Execution(ExecutionMode.CONCURRENT)
class WalksTest {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final Path PAGE = ROOT.resolve("docs-site/docs/walks.md");
  private static final int MOST_CLASSES = 9;
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final String LISTENS = "Listening for transport dt_socket at address: ";

  private static final List<String> VM_ARGS =
      List.of(
          "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=127.0.0.1:0",
          "-XX:TieredStopAtLevel=1",
          "-Drocketmq.client.rebalance.waitInterval=3600000",
          "-Drocketmq.client.rebalance.lockInterval=3600000",
          "-Drocketmq.client.rebalance.lockMaxLiveTime=3600000");

  /** What is shipped; the page speaks of nothing else. */
  private static final List<String> MODULES =
      List.of("common", "remoting", "store", "namesrv", "client", "broker", "boot");

  @TempDir private Path folder;

  private static Stream<Stop> stops() throws IOException {
    return Walk.readAll(PAGE).values().stream().flatMap(walk -> walk.stops().stream()).distinct();
  }

  /** Full names of all classes of that simple name. */
  private static Map<String, List<String>> types() throws IOException {
    Map<String, List<String>> types = new TreeMap<>();
    for (String module : MODULES) {
      Path sources = ROOT.resolve("core").resolve(module).resolve("src/main/java");
      try (Stream<Path> files = Files.walk(sources)) {
        files
            .map(file -> sources.relativize(file).toString())
            .filter(name -> name.endsWith(".java"))
            .map(name -> name.substring(0, name.length() - 5).replaceAll("[/\\\\]", "."))
            .forEach(
                name ->
                    types
                        .computeIfAbsent(
                            name.substring(name.lastIndexOf('.') + 1), it -> new ArrayList<>())
                        .add(name));
      }
    }
    return types;
  }

  private static long methods(Stop stop, List<String> types) throws ClassNotFoundException {
    if (types.size() != 1) {
      return 0;
    }
    Class<?> type = Class.forName(types.get(0), false, WalksTest.class.getClassLoader());
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> method.getName().equals(stop.method()) && !method.isBridge())
        .count();
  }

  @Test
  void shouldNameMethodsOfWhichThereIsExactlyOne() throws Exception {
    Map<String, List<String>> types = types();
    List<Stop> unclear = new ArrayList<>();
    for (Stop stop : stops().toList()) {
      if (methods(stop, types.getOrDefault(stop.type(), List.of())) != 1) {
        unclear.add(stop);
      }
    }

    assertThat(unclear).isEmpty();
  }

  @Test
  void shouldNeedNineClassesAtMost() throws Exception {
    assertThat(Walk.readAll(PAGE).values())
        .hasSizeGreaterThan(12)
        .allSatisfy(
            walk -> {
              assertThat(walk.stops()).hasSizeGreaterThan(2);
              assertThat(walk.classes()).as(walk.question()).isLessThanOrEqualTo(MOST_CLASSES);
            });
  }

  /** Twice if need be: the regular work of a client can come into any single walk. */
  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES) // twice on a crowded machine, beside other tests
  void shouldMeetEveryStopInTheOrderAndOnTheThreadThatThePageSays() throws Exception {
    Map<String, String> problems = takeAll("once");
    if (!problems.isEmpty()) {
      Map<String, String> again = takeAll("again");
      problems.keySet().retainAll(again.keySet());
    }

    assertThat(problems).isEmpty();
  }

  private Map<String, String> takeAll(String when) throws Exception {
    Map<String, List<String>> all = types();
    Map<String, String> types = new TreeMap<>();
    stops().forEach(stop -> types.put(stop.type(), all.get(stop.type()).get(0)));
    Path ours = Files.createDirectory(folder.resolve(when));
    List<String> args = new ArrayList<>(types.values());
    args.add(0, ours.toString());

    try (var program =
        ServerProcess.start(WalkScenes.class.getName(), VM_ARGS, args, Map.of(), ours)) {
      String port = program.awaitLine(LISTENS, START_LIMIT).substring(LISTENS.length());
      Map<String, String> problems = new Walker(port, Walk.readAll(PAGE), types).run();
      if (!problems.isEmpty()) {
        System.err.println("Walks, taken " + when + ": " + problems);
        program.lines().forEach(System.err::println);
      }
      return problems;
    }
  }

  /** What would make the test above fail. */
  @Nested
  class Progress {
    private final WalkInProgress progress =
        new WalkInProgress(
            new Walk(
                "Who?",
                List.of(
                    new Stop("A", "a", "main"),
                    new Stop("B", "b", "pool_<n>"),
                    new Stop("A", "a", "of_<group>_<n>"))));

    @Test
    void shouldTakeEachStopOnItsThread() {
      progress.enter("A.a", "main");
      progress.enter("B.b", "pool_12");
      progress.enter("A.a", "of_readers_1");
      progress.enter("B.b", "main");

      assertThat(progress.isOver()).isTrue();
      assertThat(progress.problem()).isEmpty();
    }

    @Test
    void shouldTellWhichStopWasMissed() {
      progress.enter("A.a", "main");

      assertThat(progress.isOver()).isFalse();
      assertThat(progress.problem()).contains("missed stop 2, B.b on pool_<n>");
    }

    @Test
    void shouldTellWhichStopCameTooEarly() {
      progress.enter("B.b", "pool_1");
      progress.enter("A.a", "main");

      assertThat(progress.problem()).contains("B.b on pool_1 came before stop 1, A.a on main");
    }

    @Test
    void shouldTellWhichThreadWasAnotherOne() {
      progress.enter("A.a", "main");
      progress.enter("B.b", "pool_x");

      assertThat(progress.problem()).contains("on thread pool_x: stop 2, B.b on pool_<n>");
    }
  }
}
