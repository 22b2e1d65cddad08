package io.glassmq.classroom.lab;

import io.glassmq.classroom.lab.LabReport.CompileProblem;
import io.glassmq.classroom.lab.LabReport.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The compiler of this JVM, kept warm between attempts. Warnings are no faults here: a learner's
 * unused variable shall not stop a test.
 */
final class LearnerCompiler implements AutoCloseable {
  private static final int JAVA = 17;

  private final JavaCompiler compiler;

  /** What reading found, such as letters that are not UTF-8; the compiler does not tell that. */
  private final List<Diagnostic<? extends JavaFileObject>> unreadable = new ArrayList<>();

  private final StandardJavaFileManager files;
  private final List<String> options = new ArrayList<>();

  LearnerCompiler(String classPath) {
    compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new LabException(
          "this Java has no compiler. Set JAVA_HOME to a JDK 17 or newer, not to a JRE.");
    }
    files =
        compiler.getStandardFileManager(unreadable::add, Locale.ENGLISH, StandardCharsets.UTF_8);
    options.addAll(List.of("-cp", classPath, "-g", "-parameters", "-proc:none", "-nowarn"));
    if (Runtime.version().feature() > JAVA) {
      options.addAll(List.of("--release", Integer.toString(JAVA)));
    }
  }

  /** Compiles {@code sources} into {@code classes} and returns what it refused. */
  List<CompileProblem> compile(List<Path> sources, Path classes) {
    var found = new DiagnosticCollector<JavaFileObject>();
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("-d", classes.toString()));
    unreadable.clear();
    compiler
        .getTask(null, files, found, all, null, files.getJavaFileObjectsFromPaths(sources))
        .call();
    return Stream.concat(unreadable.stream(), found.getDiagnostics().stream())
        .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
        .map(LearnerCompiler::problem)
        .toList();
  }

  private static CompileProblem problem(Diagnostic<? extends JavaFileObject> problem) {
    String message = problem.getMessage(Locale.ENGLISH);
    if (problem.getSource() == null) {
      return new CompileProblem(new Place(Path.of(""), 0, ""), message);
    }
    Path file = Path.of(problem.getSource().toUri());
    int line = (int) problem.getLineNumber();
    return new CompileProblem(SourceLines.of(file).place(line), message);
  }

  @Override
  public void close() {
    try {
      files.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
