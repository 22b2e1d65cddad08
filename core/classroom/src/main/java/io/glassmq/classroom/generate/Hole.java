package io.glassmq.classroom.generate;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import io.glassmq.classroom.Mistake;
import io.glassmq.classroom.source.Region;
import java.util.List;

/**
 * A region of a lab as the compiler sees it: statements up to the end of a method, which the
 * learner writes; or members of a class that belong to the answer.
 *
 * @param statements false for members
 * @param start offset of its first character in the file
 * @param end behind its last character
 */
record Hole(Region region, boolean statements, int start, int end) {

  /**
   * @throws Mistake if the region holds neither
   */
  static Hole of(Region region, Source source) {
    int start = source.offset(region.firstLine());
    int end = source.offset(region.lastLine() + 1);
    if (source.text().substring(start, end).isBlank()) {
      throw new Mistake(region.where(), "region " + region.id() + " is empty", "Move its marks");
    }
    var finder = new Finder(source, start, end);
    finder.scan(source.unit(), null);
    TreePath around = finder.innermost;
    if (around != null && around.getLeaf() instanceof ClassTree type) {
      checkMembers(region, source, type, start, end);
      return new Hole(region, false, start, end);
    }
    if (around != null
        && around.getLeaf() instanceof BlockTree body
        && around.getParentPath().getLeaf() instanceof MethodTree method) {
      checkStatements(region, source, method, body, start, end);
      return new Hole(region, true, start, end);
    }
    throw new Mistake(
        region.where(),
        "region "
            + region.id()
            + " holds neither members of a class nor the last statements of a method",
        "Set its marks in the body of a method, not deeper, or around whole members");
  }

  private static void checkMembers(
      Region region, Source source, ClassTree type, int start, int end) {
    String above = source.text().substring(0, source.offset(region.markLine())).stripTrailing();
    if (above.endsWith("*/")) {
      throw new Mistake(
          region.where(),
          "region " + region.id() + " begins between a Javadoc and its member",
          "Set the mark above the Javadoc");
    }
    checkWhole(region, source, type.getMembers(), start, end);
  }

  private static void checkStatements(
      Region region, Source source, MethodTree method, BlockTree body, int start, int end) {
    checkWhole(region, source, body.getStatements(), start, end);
    for (StatementTree statement : body.getStatements()) {
      if (source.start(statement) >= end) {
        int last = source.line(source.end(body)) - 1;
        throw new Mistake(
            region.where(),
            "region %s ends before the end of method %s: line %d, %s, would stay behind the hole"
                .formatted(
                    region.id(),
                    method.getName(),
                    source.line(source.start(statement)),
                    needs(source, method, body, statement)),
            "Set // endregion below line " + last + ", the last one of the method");
      }
    }
  }

  /** The statement, and what it would lack. */
  private static String needs(
      Source source, MethodTree method, BlockTree body, StatementTree statement) {
    StatementTree last = body.getStatements().get(body.getStatements().size() - 1);
    String says = "\"" + source.firstLine(statement) + "\"";
    return last.getKind() == Tree.Kind.RETURN && method.getReturnType() != null
        ? says
            + " (in the end the method has to return a "
            + method.getReturnType()
            + " in line "
            + source.line(source.start(last))
            + ")"
        : says;
  }

  private static void checkWhole(
      Region region, Source source, List<? extends Tree> parts, int start, int end) {
    for (Tree part : parts) {
      boolean begins = source.start(part) >= start && source.start(part) < end;
      boolean ends = source.end(part) > start && source.end(part) <= end;
      if (begins != ends) {
        throw new Mistake(
            region.where(),
            "region %s cuts through line %d, \"%s\""
                .formatted(region.id(), source.line(source.start(part)), source.firstLine(part)),
            "Set its marks around whole statements or members");
      }
    }
  }

  /** Finds the smallest piece of syntax around a region. */
  private static final class Finder extends TreePathScanner<Void, Void> {
    private final Source source;
    private final int start;
    private final int end;
    private TreePath innermost;

    Finder(Source source, int start, int end) {
      this.source = source;
      this.start = start;
      this.end = end;
    }

    @Override
    public Void scan(Tree tree, Void nothing) {
      if (tree != null
          && getCurrentPath() != null
          && source.start(tree) <= start
          && source.end(tree) >= end) {
        innermost = new TreePath(getCurrentPath(), tree);
      }
      return super.scan(tree, nothing);
    }
  }
}
