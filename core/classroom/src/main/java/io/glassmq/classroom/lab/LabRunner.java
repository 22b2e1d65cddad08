package io.glassmq.classroom.lab;

import io.glassmq.classroom.lab.LabReport.CompileProblem;
import io.glassmq.classroom.lab.LabReport.Hole;
import io.glassmq.classroom.lab.LabReport.StepReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compiles a learner's code in this JVM and runs its tests in another one, which may hang, exit or
 * run out of memory as it likes.
 *
 * <p>Not thread-safe: for one thread at a time.
 */
public final class LabRunner implements AutoCloseable {
  private final String classPath;
  private final LabLimits limits;
  private final LearnerCompiler compiler;
  private TestJvm spare;

  /** Runs with the class path of this JVM; the contracts of the labs have to be on it. */
  public LabRunner() {
    this(System.getProperty("java.class.path"), LabLimits.defaults());
  }

  public LabRunner(String classPath, LabLimits limits) {
    this.classPath = classPath;
    this.limits = limits;
    this.compiler = new LearnerCompiler(classPath);
  }

  /** Starts the next test JVM already, so that the next run need not wait for it. */
  public void prepare() {
    if (spare != null && !spare.alive()) {
      spare.close();
      spare = null;
    }
    if (spare == null) {
      spare = TestJvm.start(classPath);
    }
  }

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
   * @param roots source roots
   */
  public LabReport run(Lab lab, List<Path> roots, Set<Integer> steps) {
    long started = System.nanoTime();
    // The JVM gets ready while the compiler works.
    prepare();
    List<Path> sources = roots.stream().flatMap(LabRunner::javaFiles).toList();
    if (sources.isEmpty()) {
      throw new LabException("%s: no Java files in %s".formatted(lab.slug(), roots));
    }
    try (TempFolder folder = TempFolder.create()) {
      Path classes = folder.path();
      List<CompileProblem> problems = compiler.compile(sources, classes);
      var log = new EventLog(sources);
      if (problems.isEmpty()) {
        List<String> said = takeSpare().run(classes, lab.test(), steps, limits, log::accept);
        if (!said.isEmpty()) {
          log.endedEarly(said);
        }
      }
      return new LabReport(
          lab,
          problems,
          lab.steps().stream()
              .filter(step -> steps.isEmpty() || steps.contains(step.number()))
              .map(step -> new StepReport(step, log.testsOf(step.number())))
              .toList(),
          log.trouble(),
          nextHole(lab, sources),
          Duration.ofNanos(System.nanoTime() - started));
    }
  }

  private TestJvm takeSpare() {
    TestJvm taken = spare;
    spare = null;
    return taken;
  }

  private static Optional<Hole> nextHole(Lab lab, List<Path> sources) {
    List<SourceLines> files = sources.stream().map(SourceLines::of).toList();
    return lab.steps().stream()
        .flatMap(
            step ->
                step.todo().entrySet().stream()
                    .map(todo -> hole(lab, step, todo.getKey(), todo.getValue(), files)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Hole> hole(
      Lab lab, LabStep step, String region, String what, List<SourceLines> files) {
    return files.stream()
        .flatMap(file -> file.todo(lab.id(), region).stream())
        .findFirst()
        .map(place -> new Hole(step.number(), region, what, place));
  }

  /** Editors keep locks and drafts beside a file, such as {@code .#MyFrameCodec.java}. */
  private static boolean isSource(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".java") && !name.startsWith(".") && Files.isRegularFile(file);
  }

  private static Stream<Path> javaFiles(Path root) {
    if (!Files.isDirectory(root)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(LabRunner::isSource).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the JVM that waits for a next run. */
  @Override
  public void close() {
    if (spare != null) {
      spare.close();
    }
    compiler.close();
  }
}
