package io.glassmq.labs.run;

import io.glassmq.labs.LabTodo;
import io.glassmq.labs.Lesson;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Makes events of what JUnit reports. A test is a method: one that runs several times, with other
 * values, is one test and fails with the first failure. For the thread that runs the tests.
 */
final class EventListener implements TestExecutionListener {
  private static final TestTag WIRE = TestTag.create("wire");

  private final Events events;
  private final Printed printed;
  private final Watchdog watchdog;
  private final TestRun.Request request;
  private final Map<String, TestIdentifier> tests = new LinkedHashMap<>();
  private final Map<String, Throwable> failures = new HashMap<>();
  private TestPlan plan;
  private long startedNanos;

  EventListener(Events events, Printed printed, Watchdog watchdog, TestRun.Request request) {
    this.events = events;
    this.printed = printed;
    this.watchdog = watchdog;
    this.request = request;
  }

  @Override
  public void testPlanExecutionStarted(TestPlan plan) {
    this.plan = plan;
    plan.getRoots().forEach(this::announce);
  }

  private void announce(TestIdentifier at) {
    if (at.getSource().orElse(null) instanceof MethodSource method) {
      tests.put(at.getUniqueId(), at);
      events.write(
          "planned",
          Map.of(
              "test",
              at.getUniqueId(),
              "step",
              lesson(method).step(),
              "name",
              at.getDisplayName()));
      return;
    }
    plan.getChildren(at).forEach(this::announce);
  }

  @Override
  public void executionStarted(TestIdentifier at) {
    if (tests.containsKey(at.getUniqueId())) {
      startedNanos = System.nanoTime();
      events.write("started", Map.of("test", at.getUniqueId()));
      watchdog.watch(
          at.getTags().contains(WIRE) ? request.wireLimitMillis() : request.testLimitMillis());
    }
  }

  @Override
  public void executionFinished(TestIdentifier at, TestExecutionResult result) {
    Optional<String> test = testOf(at);
    if (test.isEmpty()) {
      result.getThrowable().ifPresent(e -> events.write("broken", Stacks.describe(e)));
      return;
    }
    result.getThrowable().ifPresent(e -> failures.putIfAbsent(test.get(), e));
    if (test.get().equals(at.getUniqueId())) {
      watchdog.rest();
      printed.endTest();
      finish(at, failures.get(at.getUniqueId()));
    }
  }

  /** The test that this is, or is one run of. */
  private Optional<String> testOf(TestIdentifier at) {
    Optional<TestIdentifier> candidate = Optional.of(at);
    while (candidate.isPresent() && !tests.containsKey(candidate.get().getUniqueId())) {
      candidate = plan.getParent(candidate.get());
    }
    return candidate.map(TestIdentifier::getUniqueId);
  }

  private void finish(TestIdentifier at, Throwable failure) {
    Map<String, Object> values = new HashMap<>();
    values.put("test", at.getUniqueId());
    values.put("millis", (System.nanoTime() - startedNanos) / 1_000_000);
    values.put("outcome", outcome(failure));
    if (failure != null) {
      Lesson lesson = lesson((MethodSource) at.getSource().orElseThrow());
      values.putAll(Stacks.describe(failure));
      values.put("meaning", lesson.meaning());
      values.put("hint", lesson.hint());
    }
    events.write("finished", values);
  }

  private static String outcome(Throwable failure) {
    if (failure == null) {
      return "passed";
    }
    return failure instanceof LabTodo ? "open" : "failed";
  }

  private static Lesson lesson(MethodSource method) {
    return Lesson.of(method.getJavaClass(), method.getJavaMethod());
  }
}
