package io.glassmq.classroom.reference;

import io.glassmq.classroom.page.Block;
import io.glassmq.classroom.page.Page;
import io.glassmq.classroom.source.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A checkout with a few files, and a page to fill in it. */
record ReferenceDesk(Path root) {
  static final String PAGE = "docs-site/docs/reference/page.md";

  Checkout checkout() {
    return new Checkout(root);
  }

  void write(String name, String text) throws IOException {
    Files.createDirectories(root.resolve(name).getParent());
    Files.writeString(root.resolve(name), text);
  }

  /** The lines that {@code block} puts in the place of {@code <!-- kind: argument -->}. */
  List<String> fill(String kind, String argument, Block block) {
    String text = "<!-- %s: %s -->\n<!-- end -->\n".formatted(kind, argument);
    List<String> lines = new Page(PAGE, text).filled(Map.of(kind, block)).lines().toList();
    return lines.subList(1, lines.size() - 1);
  }
}
