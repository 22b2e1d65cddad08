package io.glassmq.classroom.generate;

import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.util.TreeScanner;
import io.glassmq.classroom.generate.Source.Cut;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A generated class that only a compiler reads: its needless imports gone, but not formatted. */
final class Draft {
  private Draft() {}

  static GeneratedFile of(GeneratedFile file) {
    Source source = Source.parse(file.name(), file.text());
    Set<String> used = new HashSet<>();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitImport(ImportTree line, Void nothing) {
        return null;
      }

      @Override
      public Void visitIdentifier(IdentifierTree name, Void nothing) {
        used.add(name.getName().toString());
        return null;
      }
    }.scan(source.unit(), null);
    List<Cut> cuts = new ArrayList<>();
    for (ImportTree line : source.unit().getImports()) {
      String name = line.getQualifiedIdentifier().toString();
      String last = name.substring(name.lastIndexOf('.') + 1);
      if (!used.contains(last) && !last.equals("*")) {
        cuts.add(new Cut(source.start(line), source.end(line), ""));
      }
    }
    return new GeneratedFile(file.name(), Source.replace(file.text(), cuts), file.from());
  }
}
