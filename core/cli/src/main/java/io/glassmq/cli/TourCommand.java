package io.glassmq.cli;

import io.glassmq.boot.CommonOptions;
import io.glassmq.classroom.source.Checkout;
import io.glassmq.classroom.tour.Recording;
import io.glassmq.classroom.tour.Recordings;
import io.glassmq.classroom.tour.Tour;
import io.glassmq.classroom.tour.TourRunner;
import io.glassmq.classroom.tour.Tours;
import io.glassmq.classroom.tour.WaitingDemo;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes the tours of a chapter with a debugger, and shows what it saw, stop by stop. */
@Command(
    name = "tour",
    description =
        "Walk through the running broker, stop by stop. Without a chapter: list the tours.",
    sortOptions = false)
final class TourCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "CHAPTER",
      description = "The number of a chapter, as in 4.")
  private Integer chapter;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "TOUR",
      description = "One of its tours. Default: all of them.")
  private String id;

  @Option(names = "--check", description = "Show nothing but what is not as the tour says.")
  private boolean check;

  @Option(
      names = "--attach",
      description = "Start the demo of one tour and wait for your own debugger at port 5005.")
  private boolean attach;

  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    CommonOptions.logErrorsOnly();
    Checkout checkout = Checkout.here();
    Tours tours = Tours.of(checkout);
    var page = new Page(spec.commandLine().getOut(), Ansi.AUTO, 1);
    if (chapter == null && !check) {
      list(tours, page);
      return 0;
    }
    List<Tour> chosen = chapter == null ? tours.all() : choose(tours);
    if (attach) {
      return waitForDebugger(chosen, page);
    }
    PrintWriter err = spec.commandLine().getErr();
    if (!check) {
      say(err, "mq: the demo runs under a debugger, a few seconds");
    }
    List<Recording> recordings =
        new TourRunner(checkout).takeAll(chosen, text -> say(err, "mq: " + text));
    Recordings.write(recordings, Recordings.folder(checkout));
    boolean allRight =
        check ? new TourVerdict(page).show(recordings) : play(recordings, page, checkout);
    page.out().flush();
    return allRight ? 0 : 1;
  }

  private int waitForDebugger(List<Tour> chosen, Page page) throws Exception {
    if (chosen.size() > 1) {
      throw new ParameterException(
          spec.commandLine(),
          "--attach takes one tour: "
              + chosen.stream().map(Tour::id).collect(Collectors.joining(", ")));
    }
    Tour tour = chosen.get(0);
    page.line("%s waits at 127.0.0.1:%d.", tour.demo(), WaitingDemo.PORT);
    page.line("Set the breakpoints that chapters/%s names, then attach.", tour.chapter());
    page.out().flush();
    return WaitingDemo.run(tour);
  }

  private static void say(PrintWriter err, String text) {
    err.println(text);
    err.flush();
  }

  private static boolean play(List<Recording> recordings, Page page, Checkout checkout)
      throws Exception {
    // Without a terminal nobody presses keys: all is printed at once.
    BufferedReader keys =
        System.console() == null
            ? null
            : new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    return new TourPlayer(page, checkout, keys).play(recordings);
  }

  private List<Tour> choose(Tours tours) {
    List<Tour> all = tours.of(chapter);
    if (all.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "Chapter "
              + chapter
              + " has no tours; there are tours of "
              + tours.all().stream()
                  .map(tour -> "" + tour.chapterNumber())
                  .distinct()
                  .collect(Collectors.joining(", ")));
    }
    List<Tour> chosen = all.stream().filter(tour -> id == null || id.equals(tour.id())).toList();
    if (chosen.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "Chapter "
              + chapter
              + " has no tour "
              + id
              + "; there are "
              + all.stream().map(Tour::id).collect(Collectors.joining(", ")));
    }
    return chosen;
  }

  private static void list(Tours tours, Page page) {
    String last = "";
    for (Tour tour : tours.all()) {
      if (!tour.chapter().equals(last)) {
        page.heading("%s", tour.chapter());
        last = tour.chapter();
      }
      page.line("  ./mq tour %d %s", tour.chapterNumber(), tour.id());
      page.line("      %s (%d stops)", tour.question(), tour.stops().size());
    }
    page.gap();
    page.line("./mq tour 0 takes all tours of chapter 0.");
    page.out().flush();
  }
}
