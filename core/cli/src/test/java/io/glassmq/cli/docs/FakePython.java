package io.glassmq.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A program that behaves like Python as far as the site needs it, and notes its calls. It copies
 * itself into the virtual environments that it makes.
 *
 * @param file the program
 * @param folder where it is called
 */
record FakePython(Path file, Path folder) {
  private static final String SCRIPT =
      """
      #!/bin/sh
      echo "$*" >> calls
      case "$*" in
        *version_info*) cat version ;;
        *ensurepip*) test ! -f no-venv ;;
        "-m venv"*) mkdir -p target/venv/bin && cp "$0" target/venv/bin/python ;;
        "-m pip"*) test ! -f pip-says || { cat pip-says; exit 1; } ;;
        "-m mkdocs"*) test ! -f mkdocs-says || { cat mkdocs-says; exit 1; }
          mkdir -p target/site && echo "<p>front</p>" > target/site/index.html ;;
        *) exit 9 ;;
      esac
      """;

  /** Makes it in {@code folder}, with a file {@code requirements.txt} beside it. */
  static FakePython in(Path folder) throws IOException {
    Files.writeString(folder.resolve("requirements.txt"), "mkdocs==1.6.1\n");
    var python = new FakePython(folder.resolve("python3"), folder);
    Files.writeString(python.file, SCRIPT);
    assertThat(python.file.toFile().setExecutable(true)).isTrue();
    python.has("version", "3.11");
    return python;
  }

  /** Lets it find a file beside it. */
  void has(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text + "\n");
  }

  /** The arguments of its calls so far. */
  List<String> calls() throws IOException {
    Path calls = folder.resolve("calls");
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }
}
