package io.glassmq.classroom.lab;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Compiles a learner's code in this JVM and runs its tests in another one, which may hang, exit or
 * run out of memory as it likes.
 *
 * <p>Not thread-safe: for one thread at a time.
 */
public final class LabRunner implements AutoCloseable {

  /** Runs with the class path of this JVM. */
  public LabRunner() {}

  /** Starts the next test JVM already, so that the next run need not wait for it. */
  public void prepare() {}

  /** Runs all steps of the learner's code in the lab's folder. */
  public LabReport run(Lab lab) {
    return run(lab, Set.of());
  }

  /** Runs the given steps, or all if none is given. */
  public LabReport run(Lab lab, Set<Integer> steps) {
    return run(
        lab,
        List.of(lab.folder().resolve("src/main/java"), lab.folder().resolve("src/test/java")),
        steps);
  }

  /**
   * Runs code from other folders.
   *
   * @param sources source roots
   */
  public LabReport run(Lab lab, List<Path> sources, Set<Integer> steps) {
    throw new UnsupportedOperationException("comes with the next change");
  }

  @Override
  public void close() {}
}
