package io.glassmq.classroom.generate;

import io.glassmq.classroom.source.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A checkout with one small lab, as an author writes it. */
final class LabDesk {
  static final String REFERENCE = "core/store/src/main/java/io/glassmq/store/Adder.java";
  private static final String HINTS = "    hints: [weak, middle, strong]\n";

  private final Checkout checkout;

  LabDesk(Path root) {
    checkout = new Checkout(root);
    write("core/common/pom.xml", "");
    write(
        "core/store/src/main/java/io/glassmq/store/AppendPath.java", "public class AppendPath {}");
    manifest("");
  }

  Checkout checkout() {
    return checkout;
  }

  Generator generator() {
    return new Generator(checkout);
  }

  void write(String name, String text) {
    Path file = checkout.file(name);
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The manifest of a lab with two steps. */
  void manifest(String more) {
    write(
        "labs/01-adder/lab.yaml",
        """
        lab: 1
        title: The adder
        goal: It adds.
        minutes: 10
        port: io.glassmq.store.Adder
        test: io.glassmq.labs.lab01.MyAdderTest
        files:
          - reference: core/store/src/main/java/io/glassmq/store/Adder.java
            as: MyAdder
        steps:
          - step: 1
            name: add
            title: Add two numbers
            tests: 1
            todo: {add: "Say \\"sum\\", not what was said before by whoever wrote it in the same place."}
        """
            + HINTS
            + """
          - step: 2
            name: wire
            title: Use it
            tests: 1
            reds: [1]
        """
            + HINTS
            + more);
  }

  /** The reference, with this class body. */
  void reference(String body) {
    write(
        REFERENCE,
        "package io.glassmq.store;\n\nimport java.util.List;\nimport java.util.Map;\n\n"
            + "/** An {@link Adder} in a comment. */\n"
            + "final class Adder {\n"
            + body
            + "}\n");
  }

  /** The generated file whose name ends so. */
  String text(String ending) {
    return generator().files("").stream()
        .filter(file -> file.name().endsWith(ending))
        .findFirst()
        .orElseThrow()
        .text();
  }
}
