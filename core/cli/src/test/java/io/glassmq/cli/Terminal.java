package io.glassmq.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An mq command on a pseudo terminal, which {@code script} of util-linux makes: it has colours and
 * a keyboard. A daemon thread {@code TerminalOutput} collects what it shows.
 */
public final class Terminal implements AutoCloseable {
  private static final Path SCRIPT = Path.of("/usr/bin/script");
  private static final Duration LIMIT = Duration.ofSeconds(100);
  private static final String COLOURS = "\033\\[[0-9;]*m";
  private static final String CTRL_C = "\003";

  private final Process process;
  private final Thread output = new Thread(this::collect, "TerminalOutput");
  private final StringBuffer shown = new StringBuffer();
  private int seen;

  private Terminal(Process process) {
    this.process = process;
    output.setDaemon(true);
    output.start();
  }

  /** Whether this machine has what it takes. */
  public static boolean isThere() {
    return System.getProperty("os.name").equals("Linux") && Files.isExecutable(SCRIPT);
  }

  /** Starts {@code mq} with arguments in this folder. */
  public static Terminal mq(String... args) throws IOException {
    return mq(Path.of(""), Map.of(), args);
  }

  /** Starts {@code mq} with arguments in {@code folder}, with more environment. */
  public static Terminal mq(Path folder, Map<String, String> environment, String... args)
      throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String command =
        Stream.concat(
                Stream.of(
                    java, "-XX:TieredStopAtLevel=1", "-Dfile.encoding=UTF-8", Mq.class.getName()),
                Stream.of(args))
            .map(it -> "'" + it + "'")
            .collect(Collectors.joining(" ", "exec ", ""));
    var builder =
        new ProcessBuilder(List.of(SCRIPT.toString(), "-qec", command, "/dev/null"))
            .directory(folder.toAbsolutePath().toFile())
            .redirectErrorStream(true);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put("TERM", "xterm");
    builder.environment().putAll(environment);
    return new Terminal(builder.start());
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

  /** Presses the keys of {@code text}, then Enter. What was shown before counts no more. */
  public void type(String text) throws IOException {
    seen = shown.length();
    press(text + "\n");
  }

  public void pressCtrlC() throws IOException {
    press(CTRL_C);
  }

  private void press(String keys) throws IOException {
    process.getOutputStream().write(keys.getBytes(UTF_8));
    process.getOutputStream().flush();
  }

  /**
   * Waits until {@code texts} are shown in this order, after what was awaited before and since the
   * last {@link #type}; colours do not count.
   */
  public void awaitText(String... texts) {
    for (String text : texts) {
      await()
          .atMost(LIMIT)
          .pollInterval(Duration.ofMillis(20))
          .untilAsserted(() -> seen += endOf(text, shown.substring(seen)));
    }
  }

  /** Where {@code text} ends in what has colours. */
  private static int endOf(String text, String shown) {
    int end = shown.replaceAll(COLOURS, "").indexOf(text) + text.length();
    if (end < text.length()) {
      throw new AssertionError("no \"" + text + "\" in: " + shown);
    }
    var colour = Pattern.compile(COLOURS).matcher(shown);
    while (colour.find() && colour.start() < end) {
      end += colour.end() - colour.start();
    }
    return end;
  }

  /** All that was shown so far, with the commands for colours. */
  public String shown() {
    return shown.toString();
  }

  /** Waits for its end, after which {@link #shown} is complete. */
  public int awaitExit() throws InterruptedException {
    if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("still runs after " + LIMIT + ": " + shown);
    }
    output.join(LIMIT.toMillis());
    return process.exitValue();
  }

  /** Kills it if it still runs. */
  @Override
  public void close() throws IOException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.getOutputStream().close();
  }
}
