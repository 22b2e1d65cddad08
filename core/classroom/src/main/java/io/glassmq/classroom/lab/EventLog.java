package io.glassmq.classroom.lab;

import com.fasterxml.jackson.databind.JsonNode;
import io.glassmq.classroom.lab.LabReport.Failure;
import io.glassmq.classroom.lab.LabReport.Outcome;
import io.glassmq.classroom.lab.LabReport.Place;
import io.glassmq.classroom.lab.LabReport.TestReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the events of one run say about each test. Written and read by the thread that runs it. */
final class EventLog {
  private final List<Path> sources;
  private final Map<String, Entry> tests = new LinkedHashMap<>();
  private final List<String> trouble = new ArrayList<>();
  private Entry running;

  /** One test, as far as it has come. */
  private static final class Entry {
    private final int step;
    private final String name;
    private final StringBuilder printed = new StringBuilder();
    private Outcome outcome = Outcome.NOT_REACHED;
    private Optional<Failure> failure = Optional.empty();
    private long millis;

    Entry(int step, String name) {
      this.step = step;
      this.name = name;
    }

    TestReport report() {
      return new TestReport(name, outcome, failure, printed.toString(), millis);
    }
  }

  EventLog(List<Path> sources) {
    this.sources = sources;
  }

  void accept(JsonNode event) {
    switch (event.path("event").asText()) {
      case "planned" ->
          tests.put(
              event.path("test").asText(),
              new Entry(event.path("step").asInt(), event.path("name").asText()));
      case "started" -> running = tests.get(event.path("test").asText());
      case "printed" -> printed(event.path("text").asText());
      case "finished" -> finished(event);
      case "stuck", "exited", "broken" -> brokeOff(event);
      default -> {
        // "done" says only that nothing more comes.
      }
    }
  }

  private void printed(String text) {
    if (running != null) {
      running.printed.append(text).append('\n');
    }
  }

  private void finished(JsonNode event) {
    Entry test = tests.get(event.path("test").asText());
    test.outcome =
        Outcome.valueOf(event.path("outcome").asText().toUpperCase(java.util.Locale.ROOT));
    test.millis = event.path("millis").asLong();
    if (test.outcome != Outcome.PASSED) {
      test.failure = Optional.of(failure(event));
    }
    running = null;
  }

  /** What ends all tests: the one that runs is to blame, if one does. */
  private void brokeOff(JsonNode event) {
    if (running == null) {
      broken(event);
      return;
    }
    running.outcome = Outcome.FAILED;
    running.failure = Optional.of(failure(event));
    running = null;
  }

  /** Not a test failed but what stands around it. */
  private void broken(JsonNode event) {
    Failure failure = failure(event);
    trouble.add(
        failure.message()
            + failure
                .where()
                .map(at -> "\n  at " + at.file().getFileName() + ":" + at.line())
                .orElse(""));
  }

  /** The JVM ended before it was done, and this is all that it said. */
  void endedEarly(List<String> said) {
    String text = String.join("\n", said);
    if (running != null) {
      running.outcome = Outcome.FAILED;
      running.failure = Optional.of(new Failure(text, "", 1, "", Optional.empty(), List.of()));
      running = null;
    } else if (tests.values().stream().noneMatch(test -> test.outcome == Outcome.FAILED)) {
      trouble.add(text);
    }
  }

  private Failure failure(JsonNode event) {
    List<String> trace = new ArrayList<>();
    event.path("trace").forEach(line -> trace.add(line.asText()));
    return new Failure(
        event.path("message").asText(),
        event.path("meaning").asText(""),
        event.path("hint").asInt(1),
        event.path("region").asText(""),
        place(event),
        trace);
  }

  private Optional<Place> place(JsonNode event) {
    String name = event.path("file").asText();
    return sources.stream()
        .filter(file -> file.getFileName().toString().equals(name))
        .findFirst()
        .map(file -> SourceLines.of(file).place(event.path("line").asInt()));
  }

  List<TestReport> testsOf(int step) {
    return tests.values().stream().filter(test -> test.step == step).map(Entry::report).toList();
  }

  /** Why tests could not run; empty if nothing stood in their way. */
  String trouble() {
    return String.join("\n", trouble);
  }
}
