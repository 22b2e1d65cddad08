package io.glassmq.labs.run;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.glassmq.labs.Lesson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs one learner's tests and ends. Gets ready first, then reads what to run as one line of JSON
 * from standard input; so one that was started ahead answers at once. Ends when the line does not
 * come.
 *
 * <p>Writes these events, each a line of JSON; {@code test} is an id:
 *
 * <pre>
 * {"event": "planned", "test", "step", "name"}    before the first test, for each
 * {"event": "started", "test"}
 * {"event": "printed", "text"}                    a line that the learner's code printed
 * {"event": "finished", "test", "outcome": "passed" | "open" | "failed", "millis",
 *    and unless passed "message", "meaning", "hint", "region", "file", "line", "trace"}
 * {"event": "broken", "message", "file", "line", "trace"}    a class could not be loaded
 * {"event": "stuck" | "exited", "message", "file", "line", "trace"}    the last one of this JVM
 * {"event": "done"}
 * </pre>
 */
public final class TestRun {
  private TestRun() {}

  /**
   * What to run.
   *
   * @param classes the folder of the learner's compiled classes
   * @param test the test class
   * @param steps the steps to run, all if empty
   * @param testLimitMillis how long a test may take
   * @param wireLimitMillis how long a test of the wire step may take
   */
  record Request(
      Path classes, String test, Set<Integer> steps, long testLimitMillis, long wireLimitMillis) {}

  public static void main(String[] args) throws IOException {
    var events = new Events(System.out);
    InputStream in = System.in;
    var printed = new Printed(events);
    var out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    System.setOut(out);
    System.setErr(out);
    System.setIn(InputStream.nullInputStream());
    Launcher launcher = LauncherFactory.create();
    launcher.execute(request(Warmup.class));

    String line = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
    if (line != null) {
      run(launcher, new JsonMapper().readValue(line, Request.class), events, printed);
    }
    // Threads that the learner's code left behind, or its hooks, shall not hold us.
    Runtime.getRuntime().halt(0);
  }

  private static void run(Launcher launcher, Request request, Events events, Printed printed)
      throws MalformedURLException {
    var watchdog = new Watchdog(events, Thread.currentThread());
    Runtime.getRuntime().addShutdownHook(new Thread(watchdog::exiting, "lab-exit"));
    watchdog.start();
    URL[] classes = {request.classes().toUri().toURL()};
    var learner = new URLClassLoader(Stacks.LEARNER, classes, TestRun.class.getClassLoader());
    Thread.currentThread().setContextClassLoader(learner);
    try {
      Class<?> test = learner.loadClass(request.test());
      launcher.execute(
          request(test, new StepFilter(request.steps())),
          new EventListener(events, printed, watchdog, request));
    } catch (Throwable e) {
      events.write("broken", Stacks.describe(e));
    }
    watchdog.end();
    events.write("done", Map.of());
  }

  private static LauncherDiscoveryRequest request(Class<?> test, PostDiscoveryFilter... filters) {
    return LauncherDiscoveryRequestBuilder.request()
        .selectors(selectClass(test))
        .filters(filters)
        .build();
  }

  /** Leaves the tests of the steps that were asked for. */
  private record StepFilter(Set<Integer> steps) implements PostDiscoveryFilter {
    @Override
    public FilterResult apply(TestDescriptor test) {
      if (steps.isEmpty() || !(test.getSource().orElse(null) instanceof MethodSource method)) {
        return FilterResult.included("all");
      }
      int step = Lesson.of(method.getJavaClass(), method.getJavaMethod()).step();
      return FilterResult.includedIf(steps.contains(step));
    }
  }
}
