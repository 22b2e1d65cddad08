package io.glassmq.classroom.generate;

import io.glassmq.classroom.source.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Formats Java files as the build does, and drops imports that nothing uses. The formatter reads
 * with the insides of the compiler, which a JVM opens only when it starts; so it runs in one of its
 * own.
 */
final class JavaFormat {
  private static final List<String> INSIDES =
      List.of("api", "code", "file", "parser", "tree", "util");

  private JavaFormat() {}

  /** The same files in the same order; those that are no Java stay as they are. */
  static List<GeneratedFile> format(List<GeneratedFile> files) {
    if (files.stream().noneMatch(JavaFormat::isJava)) {
      return files;
    }
    try {
      Path folder = Files.createTempDirectory("glassmq-generate-");
      try {
        return format(files, folder);
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot format the generated files", e);
    }
  }

  private static List<GeneratedFile> format(List<GeneratedFile> files, Path folder)
      throws IOException {
    List<Path> written = new ArrayList<>();
    for (GeneratedFile file : files) {
      Path path = folder.resolve(file.name());
      Files.createDirectories(path.getParent());
      written.add(Files.writeString(path, file.text()));
    }
    run(written.stream().filter(path -> path.toString().endsWith(".java")).toList());
    List<GeneratedFile> formatted = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      GeneratedFile file = files.get(i);
      formatted.add(new GeneratedFile(file.name(), Checkout.read(written.get(i)), file.from()));
    }
    return formatted;
  }

  private static boolean isJava(GeneratedFile file) {
    return file.name().endsWith(".java");
  }

  private static void run(List<Path> files) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String inside : INSIDES) {
      command.add("--add-exports=jdk.compiler/com.sun.tools.javac." + inside + "=ALL-UNNAMED");
    }
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "com.google.googlejavaformat.java.Main",
            "-i"));
    files.forEach(file -> command.add(file.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    try {
      if (process.waitFor() != 0) {
        throw new IllegalStateException("the formatter refused what was generated: " + output);
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while formatting", e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    }
  }
}
