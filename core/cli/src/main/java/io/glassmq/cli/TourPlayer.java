package io.glassmq.cli;

import io.glassmq.classroom.source.Checkout;
import io.glassmq.classroom.tour.Recording;
import io.glassmq.classroom.tour.Recording.Frame;
import io.glassmq.classroom.tour.Recording.Look;
import io.glassmq.classroom.tour.Recording.Seen;
import io.glassmq.classroom.tour.Recording.SourceLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;

/**
 * Shows what a debugger saw on tours, at the reader's pace; all at once where there is no reader
 * with a keyboard.
 */
final class TourPlayer {
  private static final String KEYS =
      "[Enter] next  [b] back  [s] stack  [v] all values  [c] more source  [q] quit";

  private static final int MORE_LINES = 25;

  private final Page page;
  private final Checkout checkout;
  private BufferedReader keys;

  /** What the reader wants. */
  private enum Move {
    NEXT,
    BACK,
    QUIT
  }

  /**
   * @param keys where the reader's lines come from; null if there is none
   */
  TourPlayer(Page page, Checkout checkout, BufferedReader keys) {
    this.page = page;
    this.checkout = checkout;
    this.keys = keys;
  }

  /** Returns whether all tours were as they say. */
  boolean play(List<Recording> recordings) throws IOException {
    boolean allRight = true;
    for (Recording recording : recordings) {
      Move move = play(recording);
      allRight &= recording.isAsTheTourSays();
      if (move == Move.QUIT) {
        return allRight;
      }
    }
    return allRight;
  }

  private Move play(Recording recording) throws IOException {
    page.gap();
    page.heading("%s", recording.question());
    page.line(
        "Chapter %s, tour %s. Seen a moment ago in %s.",
        recording.chapter(), recording.id(), recording.demo());
    for (int i = 0; i < recording.stops().size(); ) {
      show(recording.stops().get(i), recording.stops().size());
      Move move = ask(recording.stops().get(i));
      if (move == Move.QUIT) {
        return move;
      }
      i = move == Move.BACK ? Math.max(0, i - 1) : i + 1;
    }
    end(recording);
    return Move.NEXT;
  }

  private void end(Recording recording) {
    page.gap();
    if (recording.isAsTheTourSays()) {
      page.line("The end of the tour. The demo printed:");
      recording.output().forEach(line -> page.line("  %s", line));
      return;
    }
    page.line("This tour did not go as its author says:");
    recording.problems().forEach(problem -> page.problem("%s", problem));
  }

  private void show(Seen stop, int stops) {
    page.gap();
    page.heading("Stop %d of %d: %s", stop.number(), stops, stop.place().shortName());
    page.line("  on thread %s", stop.thread());
    page.line("  in %s", stop.place().file());
    page.gap();
    stop.source().forEach(line -> source(line, stop.place().line()));
    page.gap();
    for (Look value : stop.values()) {
      page.line("  %s = %s", value.expression(), value.shown());
    }
    if (!stop.values().isEmpty()) {
      page.gap();
    }
    paragraph(stop.says());
    if (keys == null) {
      stack(stop);
    }
  }

  private void source(SourceLine line, int stopLine) {
    boolean isStop = line.number() == stopLine;
    String text = String.format("%s %4d  %s", isStop ? "->" : "  ", line.number(), line.text());
    if (isStop) {
      page.heading("%s", text);
    } else {
      page.line("%s", text);
    }
  }

  /** Folded between words. */
  private void paragraph(String text) {
    var line = new StringBuilder();
    for (String word : text.split(" ")) {
      if (line.length() + word.length() > 90) {
        page.line("  %s", line.toString().strip());
        line.setLength(0);
      }
      line.append(word).append(' ');
    }
    page.line("  %s", line.toString().strip());
  }

  private void stack(Seen stop) {
    page.gap();
    page.line("  Stack of thread %s, innermost first:", stop.thread());
    for (Frame frame : stop.stack()) {
      page.line("    %s", frame);
    }
  }

  private Move ask(Seen stop) throws IOException {
    while (keys != null) {
      page.gap();
      page.out().print(KEYS + " > ");
      page.out().flush();
      String key = keys.readLine();
      if (key == null) {
        keys = null; // the input has ended: the rest comes at once
        page.gap();
        break;
      }
      switch (key.strip()) {
        case "", "n" -> {
          return Move.NEXT;
        }
        case "b" -> {
          return Move.BACK;
        }
        case "q" -> {
          return Move.QUIT;
        }
        case "s" -> stack(stop);
        case "v" -> variables(stop);
        case "c" -> moreSource(stop);
        default -> page.line("There is no key %s.", key.strip());
      }
    }
    return Move.NEXT;
  }

  private void variables(Seen stop) {
    page.gap();
    stop.variables().forEach((name, value) -> page.line("  %s = %s", name, value));
  }

  private void moreSource(Seen stop) {
    List<String> lines = checkout.read(stop.place().file()).lines().toList();
    int at = stop.place().line();
    page.gap();
    int last = Math.min(lines.size(), at + MORE_LINES);
    for (int line = Math.max(1, at - MORE_LINES); line <= last; line++) {
      source(new SourceLine(line, lines.get(line - 1)), at);
    }
  }
}
