package io.glassmq.cli.lab;

import io.glassmq.classroom.lab.Lab;
import io.glassmq.classroom.lab.LabException;
import io.glassmq.classroom.lab.LabRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs a lab again whenever one of its sources is saved. It looks at their times: file events come
 * seconds late on some systems. Ends with the process, by Ctrl-C.
 */
record LabWatch(Paper paper, Lab lab, Set<Integer> steps) {
  private static final long LOOK_EVERY_MILLIS = 150;
  private static final String CLEAR = "\033[H\033[2J\033[3J";

  void untilInterrupted() throws IOException, InterruptedException {
    var page = new LabPage(paper);
    try (var runner = new LabRunner()) {
      while (true) {
        Map<Path, FileTime> seen = sources();
        try {
          var report = runner.run(lab, steps);
          runner.prepare();
          clear();
          page.print(report);
        } catch (LabException | UncheckedIOException e) {
          // A file was away when it was read: the next save tells whether it comes back.
          clear();
          paper.bad("", e.getMessage());
        }
        paper.gap();
        paper.line("%s", paper.ink().faint(now() + "  Save to run again. Ctrl-C ends."));
        paper.out().flush();
        awaitSave(seen);
        paper.line("%s", paper.ink().faint(now() + "  Saved. Running ..."));
        paper.out().flush();
      }
    }
  }

  private void clear() {
    if (paper.ink().colours()) {
      paper.out().print(CLEAR);
    }
  }

  /** Returns when sources differ from those seen, and an editor has written them to their ends. */
  private void awaitSave(Map<Path, FileTime> seen) throws IOException, InterruptedException {
    var never = new CountDownLatch(1);
    Map<Path, FileTime> before = seen;
    Map<Path, FileTime> now = sources();
    while (now.equals(seen) || !now.equals(before)) {
      never.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
      before = now;
      now = sources();
    }
  }

  private Map<Path, FileTime> sources() throws IOException {
    Map<Path, FileTime> times = new TreeMap<>();
    for (Path root : new LearnerFiles(lab).roots()) {
      if (!Files.isDirectory(root)) {
        continue;
      }
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
          try {
            times.put(file, Files.getLastModifiedTime(file));
          } catch (NoSuchFileException e) {
            // An editor replaces it in this moment; the next look finds it.
            continue;
          }
        }
      } catch (UncheckedIOException e) {
        // A folder went while it was listed; the next look finds what is there.
        continue;
      }
    }
    return times;
  }

  private static LocalTime now() {
    return LocalTime.now().truncatedTo(ChronoUnit.SECONDS);
  }
}
