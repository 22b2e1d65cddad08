package io.glassmq.classroom.tour;

import io.glassmq.classroom.Mistake;
import io.glassmq.classroom.source.Checkout;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Takes tours: runs their demos under a debugger, one after the other; tours of one demo with the
 * same JVM options share a run. Used by one thread.
 */
public final class TourRunner {
  private static final Duration DEMO_LIMIT = Duration.ofSeconds(60);

  private final Checkout checkout;
  private final Places places;
  private final Duration demoLimit;

  /** What can share a run. */
  private record Demo(String main, List<String> jvm) {}

  public TourRunner(Checkout checkout) {
    this(checkout, DEMO_LIMIT);
  }

  TourRunner(Checkout checkout, Duration demoLimit) {
    this.checkout = checkout;
    this.places = new Places(checkout);
    this.demoLimit = demoLimit;
  }

  /**
   * Takes all tours; those that are not as they say once more, for the regular work of a client or
   * broker can come between any two stops.
   *
   * @param log is told why a tour is taken again
   * @throws Mistake if a stop is nowhere in the source, or in several lines
   */
  public List<Recording> takeAll(List<Tour> tours, Consumer<String> log)
      throws IOException, InterruptedException {
    List<Recording> recordings = new ArrayList<>(take(tours));
    List<Integer> failed =
        IntStream.range(0, tours.size())
            .filter(i -> !recordings.get(i).isAsTheTourSays())
            .boxed()
            .toList();
    if (!failed.isEmpty()) {
      failed.forEach(
          i -> log.accept("again: " + tours.get(i).where() + ": " + recordings.get(i).problems()));
      List<Recording> again = take(failed.stream().map(tours::get).toList());
      for (int i = 0; i < failed.size(); i++) {
        recordings.set(failed.get(i), again.get(i));
      }
    }
    return recordings;
  }

  /**
   * Takes all tours once.
   *
   * @return what was seen, in the order of {@code tours}
   */
  public List<Recording> take(List<Tour> tours) throws IOException, InterruptedException {
    Map<Demo, List<TourRun>> runs = new LinkedHashMap<>();
    for (Tour tour : tours) {
      runs.computeIfAbsent(new Demo(tour.demo(), tour.jvm()), it -> new ArrayList<>())
          .add(prepare(tour));
    }
    Map<Tour, Recording> recordings = new LinkedHashMap<>();
    for (Map.Entry<Demo, List<TourRun>> entry : runs.entrySet()) {
      recordings.putAll(run(entry.getKey(), entry.getValue()));
    }
    return tours.stream().map(recordings::get).toList();
  }

  private TourRun prepare(Tour tour) {
    List<Place> found = new ArrayList<>();
    for (int number = 1; number <= tour.stops().size(); number++) {
      found.add(places.find(tour.stops().get(number - 1), tour.where(number)));
    }
    List<List<String>> sources =
        found.stream().map(place -> checkout.read(place.file()).lines().toList()).toList();
    return new TourRun(tour, found, sources);
  }

  private Map<Tour, Recording> run(Demo demo, List<TourRun> runs)
      throws IOException, InterruptedException {
    try (var jvm = DemoJvm.start(demo.main, demo.jvm, demoLimit)) {
      var debugger = new Debugger(jvm.vm(), runs);
      debugger.run();
      int exitCode = jvm.exitCode();
      List<String> ending = ending(jvm, exitCode);
      Map<Tour, Recording> recordings = new LinkedHashMap<>();
      for (TourRun run : runs) {
        List<String> problems = new ArrayList<>(missed(run, debugger));
        problems.addAll(ending);
        recordings.put(run.tour(), run.recording(jvm.output(), problems));
      }
      return recordings;
    }
  }

  private List<String> ending(DemoJvm jvm, int exitCode) {
    if (!jvm.timedOut() && exitCode == 0) {
      return List.of();
    }
    String how =
        jvm.timedOut()
            ? "did not end within " + demoLimit.toSeconds() + " s"
            : "ended with exit code " + exitCode;
    return List.of("the demo " + how + "; its last lines: " + jvm.lastLines());
  }

  private static List<String> missed(TourRun run, Debugger debugger) {
    List<Integer> missed = run.progress().missed();
    if (missed.isEmpty()) {
      return List.of();
    }
    int first = missed.get(0);
    String why =
        run.otherThatPassed(first)
            .map(seen -> "threads came there, but not when it says; the last one had " + seen)
            .orElseGet(() -> whyNobodyCame(run, first, debugger));
    String others =
        missed.size() == 1 ? "" : "; nor were the " + (missed.size() - 1) + " that follow";
    return List.of(
        "stop " + first + " was not met: " + why + " (" + run.place(first) + ")" + others);
  }

  private static String whyNobodyCame(TourRun run, int number, Debugger debugger) {
    boolean waited = run.progress().hasBegun() || number == 1;
    if (waited && !debugger.couldStop(run, number)) {
      return "the demo did not load the class, or the line has no code";
    }
    return "no thread came there" + (number > 1 ? " after stop " + run.tour().before(number) : "");
  }
}
