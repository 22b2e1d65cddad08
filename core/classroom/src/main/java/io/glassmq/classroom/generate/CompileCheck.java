package io.glassmq.classroom.generate;

import io.glassmq.classroom.Mistake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles what was generated, against the class path of this program; keeps no class file. */
final class CompileCheck {
  /** Stands in for the class of the labs where that is not on the class path. */
  private static final Source.InMemory LAB_TODO =
      new Source.InMemory(
          "io/glassmq/labs/LabTodo.java",
          "package io.glassmq.labs; public class LabTodo extends Error {"
              + " public LabTodo(String lab, String region, String what) {} }");

  private CompileCheck() {}

  /**
   * @throws Mistake naming the first place that does not compile
   */
  static void check(List<GeneratedFile> files) {
    if (files.isEmpty()) {
      return;
    }
    if (files.isEmpty()) {
      return; // the compiler would complain
    }
    var problems = new DiagnosticCollector<JavaFileObject>();
    List<JavaFileObject> units = new ArrayList<>();
    files.forEach(file -> units.add(new Source.InMemory(file.name(), file.text())));
    if (CompileCheck.class.getResource("/io/glassmq/labs/LabTodo.class") == null) {
      units.add(LAB_TODO);
    }
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var manager = new Forgetful(compiler.getStandardFileManager(problems, null, null))) {
      List<String> options =
          List.of("-proc:none", "-nowarn", "-cp", System.getProperty("java.class.path"));
      if (!compiler.getTask(null, manager, problems, options, null, units).call()) {
        throw mistake(files, problems);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Mistake mistake(
      List<GeneratedFile> files, DiagnosticCollector<JavaFileObject> problems) {
    Diagnostic<? extends JavaFileObject> first =
        problems.getDiagnostics().stream()
            .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
            .findFirst()
            .orElseThrow();
    String name = first.getSource() == null ? "?" : first.getSource().getName();
    GeneratedFile file =
        files.stream()
            .filter(it -> it.name().equals(name))
            .findFirst()
            .orElse(new GeneratedFile(name, "", name));
    String line =
        file.text().lines().skip(Math.max(0, first.getLineNumber() - 1)).findFirst().orElse("");
    return new Mistake(
        file.from(),
        "%s, made of it, would not compile in line %d, \"%s\": %s"
            .formatted(
                name,
                first.getLineNumber(),
                line.strip(),
                first.getMessage(Locale.ROOT).replaceAll("\\s+", " ")),
        advice(first.getCode()));
  }

  private static String advice(String code) {
    if (code.contains("not.def.public")
        || code.contains("not.def.access")
        || code.contains("report.access")) {
      return "Learners stand in another package: make it public, with its Javadoc";
    }
    if (code.contains("cant.resolve")) {
      return "What stays must not use what a region takes away: put both into regions, or neither";
    }
    return "Move the marks of its regions, so that what is left compiles";
  }

  /** Writes class files to nowhere. */
  private static final class Forgetful extends ForwardingJavaFileManager<JavaFileManager> {
    Forgetful(JavaFileManager manager) {
      super(manager);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(
          java.net.URI.create("string:///" + className.replace('.', '/') + kind.extension), kind) {
        @Override
        public java.io.OutputStream openOutputStream() {
          return java.io.OutputStream.nullOutputStream();
        }
      };
    }
  }
}
