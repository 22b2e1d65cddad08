package io.glassmq.house;

import io.glassmq.classroom.source.Checkout;
import java.nio.file.Path;
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

  static final Checkout CHECKOUT = Checkout.around(Path.of(""));

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

  /** All Java files below {@code core}. */
  static List<Path> sources() {
    return CHECKOUT.files("core", name -> name.endsWith(".java"));
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
    return CHECKOUT.files(
        "",
        name -> {
          String last = name.substring(name.lastIndexOf('/') + 1);
          return !last.contains(".") || TEXTS.contains(last.substring(last.lastIndexOf('.') + 1));
        });
  }

  /** The path of a file within the checkout, with slashes. */
  static String name(Path file) {
    return CHECKOUT.name(file);
  }
}
