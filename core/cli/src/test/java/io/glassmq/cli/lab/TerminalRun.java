package io.glassmq.cli.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.glassmq.cli.Mq;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The mq command on a pseudo terminal, which {@code script} of util-linux makes. A daemon thread
 * {@code TerminalRun} collects what it shows.
 */
final class TerminalRun implements AutoCloseable {
  static final Path SCRIPT = Path.of("/usr/bin/script");
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int CTRL_C = 3;

  private final Process process;
  private final StringBuffer shown = new StringBuffer();
  private final Thread reader;
  private int mark;

  private TerminalRun(Process process) {
    this.process = process;
    reader = new Thread(this::read, "TerminalRun");
    reader.setDaemon(true);
    reader.start();
  }

  /** Whether there is what is needed for it. */
  static boolean isPossible() {
    return Files.isExecutable(SCRIPT) && System.getProperty("os.name").equals("Linux");
  }

  static TerminalRun start(Path folder, Map<String, String> env, String args) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var builder =
        new ProcessBuilder(
                SCRIPT.toString(),
                "-qec",
                "exec '%s' -XX:TieredStopAtLevel=1 -Dfile.encoding=UTF-8 %s %s"
                    .formatted(java, Mq.class.getName(), args),
                "/dev/null")
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put("TERM", "xterm");
    builder.environment().putAll(env);
    return new TerminalRun(builder.start());
  }

  private void read() {
    try (InputStream in = process.getInputStream()) {
      byte[] bytes = new byte[4096];
      for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
        shown.append(new String(bytes, 0, length, UTF_8));
      }
    } catch (IOException e) {
      // The terminal is gone: there is no more to read.
    }
  }

  /** Waits until {@code text} is shown, after what was awaited before. */
  void awaitText(String text) {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              int at = shown.indexOf(text, mark);
              if (at < 0) {
                throw new AssertionError("no \"" + text + "\" in: " + shown.substring(mark));
              }
            });
    mark = shown.indexOf(text, mark) + text.length();
  }

  void pressCtrlC() throws IOException {
    process.getOutputStream().write(CTRL_C);
    process.getOutputStream().flush();
  }

  /** All that was shown, when it has ended. */
  String awaitEnd() throws InterruptedException {
    if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("still running; it showed: " + shown);
    }
    reader.join(LIMIT.toMillis());
    return shown.toString();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
