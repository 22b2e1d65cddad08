package io.glassmq.classroom.generate;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import io.glassmq.classroom.Mistake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The text of one Java file and how the compiler reads it: its syntax only, no types.
 *
 * @param file as named in the checkout
 */
record Source(String file, String text, CompilationUnitTree unit, SourcePositions positions) {

  /**
   * @throws Mistake if the text is not Java
   */
  static Source parse(String file, String text) {
    var problems = new DiagnosticCollector<JavaFileObject>();
    var compiler = ToolProvider.getSystemJavaCompiler();
    var task =
        (JavacTask)
            compiler.getTask(
                null,
                null,
                problems,
                List.of("-proc:none"),
                null,
                List.of(new InMemory(file, text)));
    try {
      CompilationUnitTree unit = task.parse().iterator().next();
      for (Diagnostic<? extends JavaFileObject> problem : problems.getDiagnostics()) {
        if (problem.getKind() == Diagnostic.Kind.ERROR) {
          throw new Mistake(
              file + ":" + problem.getLineNumber(),
              "this is not Java: " + problem.getMessage(Locale.ROOT),
              "Mend the syntax");
        }
      }
      return new Source(file, text, unit, Trees.instance(task).getSourcePositions());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot parse " + file, e);
    }
  }

  int start(Tree tree) {
    return (int) positions.getStartPosition(unit, tree);
  }

  int end(Tree tree) {
    return (int) positions.getEndPosition(unit, tree);
  }

  /** The number of the line that {@code offset} lies in, from 1. */
  int line(int offset) {
    return (int) unit.getLineMap().getLineNumber(offset);
  }

  /** Where line {@code number} begins; the end of the text for the line behind the last one. */
  int offset(int number) {
    int at = 0;
    for (int line = 1; line < number && at < text.length(); line++) {
      int feed = text.indexOf('\n', at);
      at = feed < 0 ? text.length() : feed + 1;
    }
    return at;
  }

  /** The line at {@code offset}, for messages. */
  String lineAt(int offset) {
    return text.lines().skip(line(offset) - 1L).findFirst().orElse("").strip();
  }

  /** The first line of {@code tree}. */
  String firstLine(Tree tree) {
    return lineAt(start(tree));
  }

  /** The text with pieces replaced; {@code cuts} do not overlap. */
  static String replace(String text, List<Cut> cuts) {
    List<Cut> ordered = new ArrayList<>(cuts);
    ordered.sort((a, b) -> Integer.compare(b.start(), a.start()));
    var result = new StringBuilder(text);
    ordered.forEach(cut -> result.replace(cut.start(), cut.end(), cut.instead()));
    return result.toString();
  }

  /** A piece of text that something else takes the place of. */
  record Cut(int start, int end, String instead) {}

  /** A file that stands in memory only. */
  static final class InMemory extends SimpleJavaFileObject {
    private final String name;
    private final String text;

    InMemory(String name, String text) {
      super(URI.create("string:///" + name), Kind.SOURCE);
      this.name = name;
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }

    @Override
    public String getName() {
      return name;
    }
  }
}
