package io.glassmq.classroom.generate;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import io.glassmq.classroom.generate.Source.Cut;
import io.glassmq.classroom.source.Checkout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Moves a reference class, or what is left of it, into another package under another name. What it
 * used of its old package is imported; imports that nothing needs are left to the formatter.
 *
 * @param renames all learner's classes of the lab: from the reference's name to theirs
 */
record LearnerClass(Checkout checkout, String newPackage, Map<String, String> renames) {

  /**
   * @param moreImports names of classes that the text needs besides
   * @param javadoc of the class; null to keep what is there
   */
  String moved(Source source, Set<String> moreImports, String javadoc) {
    String oldPackage = source.unit().getPackageName().toString();
    Set<String> imports = new TreeSet<>(keptImports(source));
    imports.addAll(neighbours(source, oldPackage));
    moreImports.forEach(name -> imports.add("import " + name + ";"));
    int bodyStart =
        source.unit().getImports().stream()
            .mapToInt(source::end)
            .max()
            .orElseGet(() -> source.text().indexOf(';', source.end(packageName(source))) + 1);
    String head = "package " + newPackage + ";\n\n" + String.join("\n", imports) + "\n";
    return head + new Words(renames).renamed(withJavadoc(source, javadoc).substring(bodyStart));
  }

  private static Tree packageName(Source source) {
    return source.unit().getPackageName();
  }

  private Set<String> keptImports(Source source) {
    return source.unit().getImports().stream()
        .filter(line -> line.isStatic() || !renames.containsKey(lastName(line)))
        .map(line -> (line.isStatic() ? "import static " : "import ") + target(line) + ";")
        .collect(Collectors.toSet());
  }

  /** What is imported; from a learner's class if it is a static name of its reference. */
  private String target(ImportTree line) {
    String name = line.getQualifiedIdentifier().toString();
    for (var rename : renames.entrySet()) {
      var owner = Pattern.compile("^[a-z0-9_.]+\\." + Pattern.quote(rename.getKey()) + "\\.");
      name = owner.matcher(name).replaceFirst(newPackage + "." + rename.getValue() + ".");
    }
    return name;
  }

  private static String lastName(ImportTree line) {
    String name = line.getQualifiedIdentifier().toString();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** Imports for the classes of the old package that the text may mean. */
  private List<String> neighbours(Source source, String oldPackage) {
    Set<String> known = new HashSet<>(renames.keySet());
    source.unit().getImports().forEach(line -> known.add(lastName(line)));
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitClass(ClassTree type, Void nothing) {
        known.add(type.getSimpleName().toString());
        return super.visitClass(type, nothing);
      }
    }.scan(source.unit(), null);
    Path folder = checkout.file(source.file()).getParent();
    List<String> imports = new ArrayList<>();
    for (Path file : checkout.files(checkout.name(folder), name -> name.endsWith(".java"))) {
      String name = file.getFileName().toString().replace(".java", "");
      boolean used =
          file.getParent().equals(folder)
              && !known.contains(name)
              && Pattern.compile("\\b" + Pattern.quote(name) + "\\b").matcher(source.text()).find();
      if (used) {
        imports.add("import " + oldPackage + "." + name + ";");
      }
    }
    return imports;
  }

  private static String withJavadoc(Source source, String javadoc) {
    if (javadoc == null) {
      return source.text();
    }
    int start = source.start(source.unit().getTypeDecls().get(0));
    String above = source.text().substring(0, start);
    int old = above.stripTrailing().endsWith("*/") ? above.lastIndexOf("/**") : start;
    String text =
        javadoc.strip().lines().map(line -> " * " + line).collect(Collectors.joining("\n"));
    return Source.replace(source.text(), List.of(new Cut(old, start, "/**\n" + text + "\n */\n")));
  }
}
