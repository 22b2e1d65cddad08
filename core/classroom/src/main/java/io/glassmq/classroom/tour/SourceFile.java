package io.glassmq.classroom.tour;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import io.glassmq.classroom.Mistake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A Java file as the compiler reads it: which lines its classes, methods and statements have. */
final class SourceFile {
  /** A declaration with a name. */
  private record Member(String name, Lines lines, boolean isMethod) {}

  private final String name;
  private final String className;
  private final List<String> lines;
  private final List<Member> members = new ArrayList<>();
  private final TreeSet<Integer> statements = new TreeSet<>();

  /**
   * @param name in the checkout
   * @param className of its class, with the package
   */
  SourceFile(String name, String className, String text) {
    this.name = name;
    this.className = className;
    this.lines = text.lines().toList();
    try {
      var compiler = ToolProvider.getSystemJavaCompiler();
      var file = new InMemory(name, text);
      var task =
          (JavacTask)
              compiler.getTask(null, null, it -> {}, List.of("-proc:none"), null, List.of(file));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        new Scanner(unit, positions).scan(unit, "");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }

  String name() {
    return name;
  }

  String className() {
    return className;
  }

  String text(int line) {
    return lines.get(line - 1);
  }

  boolean isComment(int line) {
    String text = text(line).strip();
    return text.startsWith("//") || text.startsWith("*") || text.startsWith("/*");
  }

  /**
   * The lines of a class.
   *
   * @param nested its name within the file's class, empty for that one
   */
  Lines type(String nested, String where) {
    String top = className.substring(className.lastIndexOf('.') + 1);
    String full = nested.isEmpty() ? top : top + "." + nested;
    return members.stream()
        .filter(it -> !it.isMethod && it.name.equals(full))
        .map(Member::lines)
        .findFirst()
        .orElseThrow(() -> new Mistake(where, name + " has no class " + full, "Write it as it is"));
  }

  /** The lines of all methods of that name in a class. */
  List<Lines> methods(Lines type, String method, String where) {
    List<Lines> found =
        members.stream()
            .filter(it -> it.isMethod && it.name.equals(method))
            .map(Member::lines)
            .filter(it -> type.has(it.first()))
            .toList();
    if (found.isEmpty()) {
      throw new Mistake(where, type.what() + " has no method " + method, "Write it as it is now");
    }
    return found;
  }

  int firstStatement(Lines part, String where) {
    Integer line = statements.ceiling(part.first());
    if (line == null || !part.has(line)) {
      throw new Mistake(where, part.what() + " has no statement to stop at", "Write line:");
    }
    return line;
  }

  Place place(int line) {
    Optional<Member> method =
        members.stream()
            .filter(it -> it.isMethod && it.lines.has(line))
            .max(Comparator.comparingInt(it -> it.lines.first()));
    return new Place(
        className, method.map(Member::name).orElse(null), name, line, text(line).strip());
  }

  /** Collects members and statements; its argument is the name of the class around. */
  private final class Scanner extends TreeScanner<Void, String> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;

    private Scanner(CompilationUnitTree unit, SourcePositions positions) {
      this.unit = unit;
      this.positions = positions;
    }

    private int first(Tree tree) {
      return line(positions.getStartPosition(unit, tree));
    }

    private int line(long position) {
      return (int) unit.getLineMap().getLineNumber(position);
    }

    private void add(String member, String what, Tree tree, boolean isMethod) {
      int last = line(positions.getEndPosition(unit, tree));
      members.add(new Member(member, new Lines(what + " " + member, first(tree), last), isMethod));
    }

    @Override
    public Void visitClass(ClassTree type, String around) {
      String simple = type.getSimpleName().toString();
      if (simple.isEmpty()) {
        return super.visitClass(type, around); // anonymous: its methods are found by name
      }
      String full = around.isEmpty() ? simple : around + "." + simple;
      add(full, "class", type, false);
      return super.visitClass(type, full);
    }

    @Override
    public Void visitMethod(MethodTree method, String around) {
      String member = method.getName().toString();
      // The parser has no places for what the compiler adds by itself.
      if (positions.getEndPosition(unit, method) >= 0) {
        add(member, "method", method, true);
      }
      return super.visitMethod(method, around);
    }

    @Override
    public Void visitBlock(BlockTree block, String around) {
      for (StatementTree statement : block.getStatements()) {
        boolean runs =
            switch (statement.getKind()) {
              case VARIABLE -> ((VariableTree) statement).getInitializer() != null;
              case BLOCK, CLASS, RECORD, INTERFACE, ENUM, EMPTY_STATEMENT, TRY -> false;
              default -> true;
            };
        if (runs) {
          statements.add(first(statement));
        }
      }
      return super.visitBlock(block, around);
    }
  }

  /** The text of a file, so that it is the same one that the lines come from. */
  private static final class InMemory extends SimpleJavaFileObject {
    private final String text;

    private InMemory(String name, String text) {
      super(URI.create("string:///" + name), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
