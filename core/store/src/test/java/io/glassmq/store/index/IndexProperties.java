package io.glassmq.store.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.store.logfile.FileLayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/** The index against a list of what was put: few slots, small files, any times, any reopening. */
@PropertyDefaults(tries = 80, edgeCases = EdgeCasesMode.NONE)
class IndexProperties {
  private static final long T0 = 1_795_324_000_000L;

  private final List<Stored> model = new ArrayList<>();
  private Path folder;
  private IndexService index;

  /** What happens to the index between two records. */
  enum Event {
    NOTHING,
    FLUSH,
    REOPEN,
    CRASH,
    LOG_CUT
  }

  /**
   * One record to come.
   *
   * @param keys some of which have the same hash
   * @param millisLater than the record before
   */
  record Step(List<String> keys, int millisLater, Event event) {}

  private record Stored(List<String> keys, long time, long offset) {
    boolean hasHash(String key) {
      return keys.stream().anyMatch(k -> IndexEntry.keyHash(k) == IndexEntry.keyHash(key));
    }
  }

  @BeforeTry
  void beginAnew() throws IOException {
    model.clear();
    folder = Files.createTempDirectory("index-");
  }

  @AfterTry
  void deleteFolder() throws IOException {
    index.close();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Property
  void shouldFindWhatWasPut(
      @ForAll("steps") List<Step> steps,
      @ForAll @IntRange(min = 1, max = 6) int slots,
      @ForAll @IntRange(min = 2, max = 14) int entries,
      @ForAll("asked") List<String> asked,
      @ForAll @IntRange(min = -1_000, max = 60_000) int begin,
      @ForAll @IntRange(max = 60_000) int length,
      @ForAll @IntRange(min = 1, max = 9) int max)
      throws IOException {
    var layout = new IndexLayout(slots, entries);
    open(layout, true, 0);
    long time = T0;
    for (Step step : steps) {
      time += step.millisLater();
      var stored = new Stored(step.keys(), time, model.size() * 100L);
      model.add(stored);
      put(stored);
      happen(step.event(), layout);
    }

    for (String key : asked) {
      check(key, 0, Long.MAX_VALUE, Integer.MAX_VALUE);
      check(key, T0 + begin, T0 + begin + length, Integer.MAX_VALUE);
      check(key, T0 + begin, T0 + begin + length, max);
    }
  }

  private void open(IndexLayout layout, boolean lastExitOk, long flushed) throws IOException {
    index = new IndexService(folder, layout, FileLayer.DISK, () -> T0);
    index.load(lastExitOk, flushed);
  }

  private void put(Stored stored) throws IOException {
    index.put(stored.offset(), stored.time(), stored.keys());
  }

  private void happen(Event event, IndexLayout layout) throws IOException {
    switch (event) {
      case NOTHING -> {}
      case FLUSH -> index.flush(true);
      case REOPEN, CRASH -> {
        long flushed = index.flush(false);
        index.close();
        open(layout, event == Event.REOPEN, flushed);
        catchUp();
      }
      case LOG_CUT -> {
        model.remove(model.size() - 1);
        index.truncate(model.size() * 100L);
        catchUp();
      }
    }
  }

  private void catchUp() throws IOException {
    long from = index.incompleteFrom();
    for (Stored stored : model) {
      if (stored.offset() >= from) {
        put(stored);
      }
    }
  }

  private void check(String key, long begin, long end, int max) {
    List<Long> found = new ArrayList<>();
    index.find(key, begin, end, offset -> found.add(offset) && found.size() < max);
    List<Long> distinct = found.stream().distinct().toList();

    assertThat(distinct).isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(offsets(key, begin - 999, end < Long.MAX_VALUE ? end + 999 : end))
        .containsAll(distinct);
    if (found.size() < max) {
      assertThat(distinct).containsAll(offsets(key, begin, end));
    }
  }

  private List<Long> offsets(String key, long begin, long end) {
    return model.stream()
        .filter(stored -> stored.hasHash(key) && stored.time() >= begin && stored.time() <= end)
        .map(Stored::offset)
        .toList();
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Event> events =
        Arbitraries.frequency(
            Tuple.of(20, Event.NOTHING),
            Tuple.of(1, Event.FLUSH),
            Tuple.of(2, Event.REOPEN),
            Tuple.of(2, Event.CRASH),
            Tuple.of(1, Event.LOG_CUT));
    Arbitrary<Integer> later = Arbitraries.integers().between(0, 3_000);
    return Combinators.combine(keys().list().ofMaxSize(4), later, events)
        .as(Step::new)
        .list()
        .ofMaxSize(40);
  }

  @Provide
  Arbitrary<List<String>> asked() {
    return keys().list().ofMinSize(1).ofMaxSize(3);
  }

  private static Arbitrary<String> keys() {
    return Arbitraries.of("a", "b", "c", "Aa", "BB", "T#Aa", "polygenelubricants", "");
  }
}
