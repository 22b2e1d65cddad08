package io.glassmq.classroom.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The repository on this machine. Files are named by their path in it, with slashes.
 *
 * @param root the folder with the parent pom
 */
public record Checkout(Path root) {
  private static final Set<String> NOT_OURS = Set.of("target", ".git", ".idea", "node_modules");

  /**
   * The checkout that {@code folder} lies in.
   *
   * @throws IllegalStateException if it lies in none
   */
  public static Checkout around(Path folder) {
    Path start = folder.toAbsolutePath().normalize();
    for (Path at = start; at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve("core/common"))) {
        return new Checkout(at);
      }
    }
    throw new IllegalStateException(
        start + " is not within a checkout of GlassMQ: go to its folder and try again");
  }

  /** The checkout that the launcher named, else the one that the program was started in. */
  public static Checkout here() {
    return around(Path.of(System.getProperty("glassmq.root", "")));
  }

  public Path file(String name) {
    return root.resolve(name);
  }

  /** The path within the checkout, with slashes. */
  public String name(Path file) {
    return root.relativize(file.toAbsolutePath()).toString().replace('\\', '/');
  }

  public boolean has(String name) {
    return Files.isRegularFile(file(name));
  }

  public String read(String name) {
    return read(file(name));
  }

  /** The text of a file, its lines ended by single line feeds. */
  public static String read(Path file) {
    try {
      return Files.readString(file).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** The main sources that are taught: those of core and the demos of the chapters; in order. */
  public List<Path> taughtSources() {
    return Stream.of("core", "chapters")
        .flatMap(
            top ->
                files(top, name -> name.contains("/src/main/java/") && name.endsWith(".java"))
                    .stream())
        .toList();
  }

  /** The source of a class of core, given its full name. */
  public Optional<Path> sourceOf(String className) {
    String tail = "/src/main/java/" + className.replace('.', '/') + ".java";
    return files("core", name -> name.endsWith(tail)).stream().findFirst();
  }

  /** The texts of chapters, labs, solutions and the site; in order. */
  public List<Path> pages() {
    return Stream.of("chapters", "labs", "solutions", "docs-site/docs")
        .flatMap(top -> files(top, name -> name.endsWith(".md")).stream())
        .toList();
  }

  /** The folders directly in {@code name}, in order; none if that does not exist. */
  public List<Path> folders(String name) {
    if (!Files.isDirectory(file(name))) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(file(name))) {
      return entries
          .filter(Files::isDirectory)
          .filter(folder -> !NOT_OURS.contains(folder.getFileName().toString()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + name, e);
    }
  }

  /** Files below {@code folder} whose names fit, in order; none if there is no such folder. */
  public List<Path> files(String folder, Predicate<String> which) {
    List<Path> files = new ArrayList<>();
    if (!Files.isDirectory(file(folder))) {
      return files;
    }
    try {
      Files.walkFileTree(
          file(folder),
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
              return NOT_OURS.contains(visited.getFileName().toString())
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path visited, BasicFileAttributes attributes) {
              if (which.test(name(visited))) {
                files.add(visited);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the files of " + folder, e);
    }
    files.sort(null);
    return files;
  }
}
