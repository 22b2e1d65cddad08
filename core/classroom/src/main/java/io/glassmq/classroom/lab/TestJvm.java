package io.glassmq.classroom.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.glassmq.classroom.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A JVM that waits for one learner's tests, runs them and ends; {@code io.glassmq.labs.run.TestRun}
 * says in which events. A thread of its own reads them.
 */
final class TestJvm implements AutoCloseable {
  private static final long END_LIMIT_MILLIS = 5_000;
  private static final String MAIN = "io.glassmq.labs.run.TestRun";
  private static final List<String> OPTIONS =
      List.of(
          // A learner's mistake shall fill this heap, not the machine.
          "-Xmx256m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:-UsePerfData",
          "-Xshare:auto",
          "-Djava.net.preferIPv4Stack=true",
          "-Dlogback.configurationFile=io/glassmq/labs/run/logback.xml");

  private final JsonMapper json = new JsonMapper();
  private final Process process;
  private final TempFolder temp;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  /** What was written that is no event: what the JVM itself said. */
  private final List<String> said = new ArrayList<>();

  private final Thread reader;

  private TestJvm(Process process, TempFolder temp) {
    this.process = process;
    this.temp = temp;
    reader = new Thread(this::read, "lab-events");
    reader.setDaemon(true);
    reader.start();
  }

  static TestJvm start(String classPath) {
    List<String> arguments = new ArrayList<>(OPTIONS);
    // What is killed deletes nothing: what tests and libraries unpack goes into a folder of ours.
    TempFolder temp = TempFolder.create();
    arguments.add("-Djava.io.tmpdir=" + temp.path());
    arguments.add(MAIN);
    ProcessBuilder builder = ChildJvm.with(arguments).redirectErrorStream(true);
    // Not as an argument: it may be longer than some systems let a command be.
    builder.environment().put("CLASSPATH", classPath);
    try {
      return new TestJvm(builder.start(), temp);
    } catch (IOException e) {
      temp.close();
      throw new UncheckedIOException("cannot start the JVM for the tests", e);
    }
  }

  boolean alive() {
    return process.isAlive();
  }

  /**
   * Runs the tests and shows each event to {@code sink}, until the JVM is done, is gone, or is
   * killed because nothing came for longer than {@code silence}.
   *
   * @return what the JVM itself said, and how it ended unless it said that it was done
   */
  List<String> run(
      Path classes, String test, Set<Integer> steps, LabLimits limits, Consumer<JsonNode> sink) {
    try (var to = process.outputWriter(UTF_8)) {
      to.write(
          json.writeValueAsString(
              Map.of(
                  "classes", classes.toString(),
                  "test", test,
                  "steps", steps,
                  "testLimitMillis", limits.test().toMillis(),
                  "wireLimitMillis", limits.wireTest().toMillis())));
      to.newLine();
    } catch (IOException e) {
      // It is gone; what it said tells more than this.
      said.add("The JVM for the tests did not start.");
    }
    boolean done = false;
    try {
      done = follow(limits.silence(), sink);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close();
    return done ? List.of() : List.copyOf(said);
  }

  private boolean follow(Duration silence, Consumer<JsonNode> sink) throws InterruptedException {
    while (true) {
      String line = lines.poll(silence.toMillis(), TimeUnit.MILLISECONDS);
      if (line == null) {
        said.add(
            "Nothing was heard for %d s, so the JVM was stopped.".formatted(silence.toSeconds()));
        return false;
      }
      if (line.isEmpty()) {
        said.add("The JVM of the tests ended with code %d.".formatted(process.waitFor()));
        return false;
      }
      JsonNode event = parse(line);
      if (event == null) {
        said.add(line);
        continue;
      }
      sink.accept(event);
      if (event.path("event").asText().equals("done")) {
        return true;
      }
    }
  }

  private JsonNode parse(String line) {
    if (!line.startsWith("{\"event\":")) {
      return null;
    }
    try {
      return json.readTree(line);
    } catch (IOException e) {
      return null;
    }
  }

  private void read() {
    try (BufferedReader from = process.inputReader(UTF_8)) {
      for (String line = from.readLine(); line != null; line = from.readLine()) {
        if (!line.isBlank()) {
          lines.add(line);
        }
      }
    } catch (IOException e) {
      // The stream was closed because we ended the process.
    }
    lines.add("");
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(END_LIMIT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    temp.close();
  }
}
