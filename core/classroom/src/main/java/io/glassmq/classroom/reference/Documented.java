package io.glassmq.classroom.reference;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import io.glassmq.classroom.page.Markdown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;

/**
 * What the Javadoc of a class says, each piece as one line of Markdown.
 *
 * @param file of the class
 * @param name without the package
 * @param sentence the first one
 * @param text all but the block tags
 * @param components of a record, in order; those that have a text
 * @param methods in order; those that have a text; of several with one name the first
 */
record Documented(
    Path file,
    String name,
    String sentence,
    String text,
    Map<String, String> components,
    Map<String, String> methods) {

  /** The first class of each file, if it has Javadoc. */
  static List<Documented> of(Collection<Path> files) {
    if (files.isEmpty()) {
      return List.of(); // the compiler would complain
    }
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var manager = compiler.getStandardFileManager(null, null, null)) {
      var units = manager.getJavaFileObjectsFromPaths(files);
      var task =
          (JavacTask)
              compiler.getTask(null, manager, problem -> {}, List.of("-proc:none"), null, units);
      DocTrees trees = DocTrees.instance(task);
      List<Documented> all = new ArrayList<>();
      for (CompilationUnitTree unit : task.parse()) {
        if (!unit.getTypeDecls().isEmpty()) {
          add(all, trees, unit);
        }
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read Javadoc", e);
    }
  }

  private static void add(List<Documented> all, DocTrees trees, CompilationUnitTree unit) {
    var type = (ClassTree) unit.getTypeDecls().get(0);
    var path = new TreePath(new TreePath(unit), type);
    DocCommentTree comment = trees.getDocCommentTree(path);
    if (comment != null) {
      all.add(
          new Documented(
              Path.of(unit.getSourceFile().toUri()),
              type.getSimpleName().toString(),
              markdown(comment.getFirstSentence()),
              markdown(comment.getFullBody()),
              components(comment),
              methods(trees, path, type)));
    }
  }

  private static Map<String, String> components(DocCommentTree comment) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (DocTree tag : comment.getBlockTags()) {
      if (tag instanceof ParamTree component) {
        texts.put(component.getName().toString(), markdown(component.getDescription()));
      }
    }
    return texts;
  }

  private static Map<String, String> methods(DocTrees trees, TreePath path, ClassTree type) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Tree member : type.getMembers()) {
      DocCommentTree comment =
          member instanceof MethodTree ? trees.getDocCommentTree(new TreePath(path, member)) : null;
      if (comment != null) {
        String name = ((MethodTree) member).getName().toString();
        texts.putIfAbsent(name, markdown(comment.getFullBody()));
      }
    }
    return texts;
  }

  private static String markdown(List<? extends DocTree> javadoc) {
    return Markdown.of(javadoc.stream().map(DocTree::toString).collect(Collectors.joining()));
  }
}
