package io.glassmq.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An mq command on a pseudo terminal, made by the {@code script} command of Linux: it has colours
 * and a keyboard. A daemon thread {@code TerminalOutput} collects what it shows.
 */
final class Terminal implements AutoCloseable {
  private static final Path SCRIPT = Path.of("/usr/bin/script");
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Process process;
  private final StringBuffer shown = new StringBuffer();
  private int seen;

  private Terminal(Process process) {
    this.process = process;
    var output = new Thread(this::collect, "TerminalOutput");
    output.setDaemon(true);
    output.start();
  }

  /** Whether this machine has what it takes. */
  static boolean isThere() {
    return System.getProperty("os.name").equals("Linux") && Files.isExecutable(SCRIPT);
  }

  /** Starts {@code mq} with arguments. */
  static Terminal mq(String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Mq.class.getName()));
    command.addAll(List.of(args));
    String quoted = command.stream().map(it -> "'" + it + "'").collect(Collectors.joining(" "));
    var builder = new ProcessBuilder(SCRIPT.toString(), "-qec", quoted, "/dev/null");
    builder.environment().put("TERM", "xterm");
    return new Terminal(builder.redirectErrorStream(true).start());
  }

  private void collect() {
    var buffer = new byte[4096];
    try (InputStream in = process.getInputStream()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        shown.append(new String(buffer, 0, read, UTF_8));
      }
    } catch (IOException e) {
      shown.append("(output ended: ").append(e.getMessage()).append(')');
    }
  }

  /** Presses the keys of {@code text}, then Enter. */
  void type(String text) throws IOException {
    seen = shown.length();
    OutputStream keyboard = process.getOutputStream();
    keyboard.write((text + "\n").getBytes(UTF_8));
    keyboard.flush();
  }

  /** Waits until all of {@code texts} have been shown since the last key; colours do not count. */
  void awaitText(String... texts) {
    await(String.join(", ", texts))
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> Stream.of(texts).allMatch(sinceLastKey()::contains));
  }

  private String sinceLastKey() {
    return shown.substring(seen).replaceAll("\u001b\\[[0-9;]*m", "");
  }

  /** All that was shown, with the commands for colours. */
  String shown() {
    return shown.toString();
  }

  int awaitExit() throws InterruptedException {
    if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("still runs after " + LIMIT + ": " + shown);
    }
    return process.exitValue();
  }

  /** Kills it if it still runs. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
