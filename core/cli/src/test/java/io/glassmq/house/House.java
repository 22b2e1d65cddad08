package io.glassmq.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The checkout that this test runs in: its rooms and its files. */
final class House {
  /** Which rooms each room may use. What is not shipped may use everything. */
  static final Map<String, Set<String>> DOORS =
      Map.of(
          "common", Set.of(),
          "remoting", Set.of("common"),
          "store", Set.of("common"),
          "namesrv", Set.of("remoting", "common"),
          "client", Set.of("remoting", "common"),
          "broker", Set.of("remoting", "store", "common"),
          "boot", Set.of("namesrv", "broker", "client", "remoting", "store", "common"),
          "classroom", Set.of("remoting", "store", "common"),
          "cli",
              Set.of(
                  "classroom",
                  "boot",
                  "namesrv",
                  "broker",
                  "client",
                  "remoting",
                  "store",
                  "common"));

  private static final Set<String> NOT_OURS = Set.of("target", ".git", ".idea", "node_modules");
  private static final Set<String> TEXTS =
      Set.of(
          "java",
          "xml",
          "md",
          "yml",
          "yaml",
          "json",
          "properties",
          "conf",
          "sh",
          "svg",
          "toml",
          "txt",
          "html",
          "css",
          "js");

  private House() {}

  /** The folder with the parent pom. */
  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("core/common"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("no checkout above " + Path.of("").toAbsolutePath());
      }
    }
    return folder;
  }

  /** All Java files below {@code core}. */
  static List<Path> sources() {
    return files().stream()
        .filter(file -> name(file).startsWith("core/") && name(file).endsWith(".java"))
        .toList();
  }

  /** Java files that are shipped. */
  static List<Path> mainSources() {
    return sources().stream()
        .filter(file -> name(file).contains("/src/main/java/"))
        .filter(file -> DOORS.containsKey(name(file).split("/")[1]))
        .toList();
  }

  /** Every file that people read; those without an ending are scripts. */
  static List<Path> texts() {
    return files().stream()
        .filter(
            file -> {
              String last = file.getFileName().toString();
              return !last.contains(".")
                  || TEXTS.contains(last.substring(last.lastIndexOf('.') + 1));
            })
        .toList();
  }

  private static List<Path> files() {
    List<Path> files = new ArrayList<>();
    try {
      Files.walkFileTree(
          root(),
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return NOT_OURS.contains(folder.getFileName().toString())
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              files.add(file);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  /** The path within the checkout, with slashes. */
  static String name(Path file) {
    return root().relativize(file).toString().replace('\\', '/');
  }

  static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }
}
