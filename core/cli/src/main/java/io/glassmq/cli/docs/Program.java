package io.glassmq.cli.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One run of another program.
 *
 * @param exitCode 0 if all went well
 * @param lines what it printed, to both of its outputs
 */
record Program(int exitCode, List<String> lines) {

  /**
   * Runs a program to its end.
   *
   * @return empty if there is no such program
   * @throws IOException if its output cannot be read
   */
  static Optional<Program> run(Path folder, List<String> command)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    // Else the theme warns of a successor of MkDocs that requirements.txt keeps out anyway.
    builder.environment().put("NO_MKDOCS_2_WARNING", "true");
    builder.environment().put("PYTHONUTF8", "1");
    Process process;
    try {
      process = builder.redirectInput(nothing()).start();
    } catch (IOException e) {
      return Optional.empty();
    }
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
    return Optional.of(new Program(process.waitFor(), lines));
  }

  private static File nothing() {
    return new File(System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null");
  }

  boolean failed() {
    return exitCode != 0;
  }

  String lastLine() {
    return lines.isEmpty() ? "it printed nothing" : lines.get(lines.size() - 1);
  }
}
