package io.glassmq.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import io.glassmq.classroom.source.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** What can be seen in the sources alone. */
class SourcesTest {
  private static final int MAX_FILE_LINES = 400;
  private static final int MAX_METHOD_LINES = 60;

  /** Files that may be longer, each with the reason. */
  private static final Map<String, String> LONGER_FILES =
      Map.of(
          "core/client/src/test/java/io/glassmq/client/DefaultMQProducerTest.java",
          "one scripted cluster, a nested class for each way to send",
          "core/client/src/test/java/io/glassmq/client/DefaultMQPushConsumerTest.java",
          "one scripted cluster, a nested class for each part of a consumer's life");

  /** Methods that may be longer, as {@code path#name}, each with the reason. */
  private static final Map<String, String> LONGER_METHODS = Map.of();

  @Test
  void shouldBeFilesThatAChapterCanShow() {
    assertThat(House.sources())
        .filteredOn(file -> Checkout.read(file).lines().count() > MAX_FILE_LINES)
        .extracting(House::name)
        .isSubsetOf(LONGER_FILES.keySet());
  }

  @Test
  void shouldBeMethodsThatAScreenCanShow() throws IOException {
    List<String> tooLong = new ArrayList<>();
    scan(
        House.sources(),
        (trees, path) -> {
          if (path.getLeaf() instanceof MethodTree method && method.getBody() != null) {
            CompilationUnitTree unit = path.getCompilationUnit();
            long first = line(unit, trees.getSourcePositions().getStartPosition(unit, method));
            long last = line(unit, trees.getSourcePositions().getEndPosition(unit, method));
            if (last - first + 1 > MAX_METHOD_LINES) {
              tooLong.add(nameOf(unit) + "#" + method.getName());
            }
          }
        });

    assertThat(tooLong).isSubsetOf(LONGER_METHODS.keySet());
  }

  @Test
  void shouldSayInOneSentenceWhatEachClassIs() throws IOException {
    List<String> silent = new ArrayList<>();
    scan(
        House.mainSources(),
        (trees, path) -> {
          boolean topLevel =
              path.getParentPath() != null
                  && path.getParentPath().getLeaf() instanceof CompilationUnitTree
                  && isType(path.getLeaf());
          if (topLevel && trees.getDocComment(path) == null) {
            silent.add(nameOf(path.getCompilationUnit()));
          }
        });

    assertThat(silent).isEmpty();
  }

  @Test
  void shouldSayWhatLivesInEachPackage() {
    assertThat(House.mainSources())
        .extracting(Path::getParent)
        .filteredOn(folder -> !Files.exists(folder.resolve("package-info.java")))
        .extracting(House::name)
        .isEmpty();
  }

  private static boolean isType(Tree tree) {
    return switch (tree.getKind()) {
      case CLASS, INTERFACE, ENUM, RECORD, ANNOTATION_TYPE -> true;
      default -> false;
    };
  }

  private static long line(CompilationUnitTree unit, long position) {
    return unit.getLineMap().getLineNumber(position);
  }

  private static String nameOf(CompilationUnitTree unit) {
    return House.name(Path.of(unit.getSourceFile().toUri()));
  }

  private interface Visitor {
    void visit(Trees trees, TreePath path);
  }

  /** Shows every node of every file, as the compiler reads it, to {@code visitor}. */
  private static void scan(List<Path> files, Visitor visitor) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var manager = compiler.getStandardFileManager(null, null, null)) {
      var units = manager.getJavaFileObjectsFromPaths(files);
      var task =
          (JavacTask)
              compiler.getTask(null, manager, problem -> {}, List.of("-proc:none"), null, units);
      Trees trees = Trees.instance(task);
      var scanner =
          new TreePathScanner<Void, Void>() {
            @Override
            public Void scan(Tree tree, Void nothing) {
              if (tree != null && getCurrentPath() != null) {
                visitor.visit(trees, new TreePath(getCurrentPath(), tree));
              }
              return super.scan(tree, nothing);
            }
          };
      for (CompilationUnitTree unit : task.parse()) {
        scanner.scan(unit, null);
      }
    }
  }
}
