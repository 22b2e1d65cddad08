package io.glassmq.broker;

import io.glassmq.broker.PopStep.Ack;
import io.glassmq.broker.PopStep.BatchAck;
import io.glassmq.broker.PopStep.Change;
import io.glassmq.broker.PopStep.Crash;
import io.glassmq.broker.PopStep.Pass;
import io.glassmq.broker.PopStep.Persist;
import io.glassmq.broker.PopStep.Pop;
import io.glassmq.broker.PopStep.Refuse;
import io.glassmq.broker.PopStep.Restart;
import io.glassmq.broker.PopStep.Send;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/** Pop against {@link PopModel}, by random histories; hours pass in each of them. */
class PopProperties {
  private static final int TRIES = 60;
  private static final int MANY = 3_000;
  private static final Path SHARED_MEMORY = Path.of("/dev/shm");
  private static final String[] IN_THE_LOG = {};
  private static final String[] IN_MEMORY = {"enablePopBufferMerge", "true"};

  private Path folder;

  @BeforeTry
  void create() throws IOException {
    folder =
        Files.isWritable(SHARED_MEMORY)
            ? Files.createTempDirectory(SHARED_MEMORY, "pop")
            : Files.createTempDirectory("pop");
  }

  @AfterTry
  void delete() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private void play(List<PopStep> steps, String... settings) throws Exception {
    try (var world = new PopWorld(folder, settings)) {
      new PopHistory(world).play(steps);
    }
  }

  private static Arbitrary<PopStep> consumer() {
    Arbitrary<Integer> ago =
        Arbitraries.frequency(
            Tuple.of(4, 0), Tuple.of(3, 1), Tuple.of(2, 2), Tuple.of(1, 4), Tuple.of(1, 8));
    Arbitrary<Long> invisible = Arbitraries.of(500L, 1_000L, 5_000L, 10_000L, 60_000L, 900_000L);
    Arbitrary<PopStep> send = Arbitraries.integers().between(0, PopWorld.QUEUES - 1).map(Send::new);
    Arbitrary<Integer> max = Arbitraries.of(1, 2, 3, 8, 32);
    Arbitrary<PopStep> pop = max.flatMap(n -> invisible.map(millis -> new Pop(n, millis)));
    Arbitrary<PopStep> change = ago.flatMap(n -> invisible.map(millis -> new Change(n, millis)));
    Arbitrary<PopStep> pass =
        Arbitraries.of(1L, 100L, 1_000L, 2_000L, 4_000L, 10_000L, 60_000L, 7_200_000L)
            .map(Pass::new);
    return Arbitraries.frequencyOf(
        Tuple.of(4, send),
        Tuple.of(4, pop),
        Tuple.of(4, ago.map(Ack::new)),
        Tuple.of(1, ago.map(BatchAck::new)),
        Tuple.of(2, change),
        Tuple.of(5, pass));
  }

  private static Arbitrary<List<PopStep>> histories(Arbitrary<PopStep> steps) {
    return steps.list().ofMinSize(1).ofMaxSize(40);
  }

  @Provide
  Arbitrary<List<PopStep>> calm() {
    return histories(
        Arbitraries.frequencyOf(
            Tuple.of(20, consumer()),
            Tuple.of(1, Arbitraries.just(new Persist())),
            Tuple.of(1, Arbitraries.just(new Restart()))));
  }

  @Provide
  Arbitrary<List<PopStep>> rough() {
    return histories(
        Arbitraries.frequencyOf(
            Tuple.of(20, consumer()),
            Tuple.of(2, Arbitraries.just(new Persist())),
            Tuple.of(1, Arbitraries.just(new Restart())),
            Tuple.of(2, Arbitraries.just(new Crash())),
            Tuple.of(1, Arbitraries.integers().between(1, 5).map(Refuse::new))));
  }

  @Provide
  Arbitrary<List<PopStep>> withClockPutBack() {
    return histories(
        Arbitraries.frequencyOf(
            Tuple.of(10, consumer()),
            Tuple.of(1, Arbitraries.of(-1L, -3_000L, -60_000L, -3_600_000L).map(Pass::new))));
  }

  @Property(tries = TRIES, seed = "5", edgeCases = EdgeCasesMode.NONE)
  void shouldKeepItsPromisesWhenTheClockIsPutBack(
      @ForAll("withClockPutBack") List<PopStep> steps, @ForAll boolean inMemory) throws Exception {
    play(steps, inMemory ? IN_MEMORY : IN_THE_LOG);
  }

  @Property(tries = TRIES, seed = "5", edgeCases = EdgeCasesMode.NONE)
  void shouldKeepItsPromisesInTheLog(@ForAll("calm") List<PopStep> steps) throws Exception {
    play(steps, IN_THE_LOG);
  }

  @Property(tries = TRIES, seed = "5", edgeCases = EdgeCasesMode.NONE)
  void shouldKeepItsPromisesInMemory(@ForAll("calm") List<PopStep> steps) throws Exception {
    play(steps, IN_MEMORY);
  }

  @Property(tries = TRIES, seed = "5", edgeCases = EdgeCasesMode.NONE)
  void shouldLoseNothingInTheLogWhenThingsBreak(@ForAll("rough") List<PopStep> steps)
      throws Exception {
    play(steps, IN_THE_LOG);
  }

  @Property(tries = TRIES, seed = "5", edgeCases = EdgeCasesMode.NONE)
  void shouldLoseNothingInMemoryWhenThingsBreak(@ForAll("rough") List<PopStep> steps)
      throws Exception {
    play(steps, IN_MEMORY);
  }

  @Tag("slow")
  @Property(tries = MANY, edgeCases = EdgeCasesMode.NONE)
  void shouldLoseNothingInManyHistories(
      @ForAll("rough") List<PopStep> steps, @ForAll boolean inMemory) throws Exception {
    play(steps, inMemory ? IN_MEMORY : IN_THE_LOG);
  }
}
