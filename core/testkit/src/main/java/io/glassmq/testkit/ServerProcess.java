package io.glassmq.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A {@code main} in a JVM of its own, on the class path of this JVM unless told otherwise: it can
 * be told to stop, or killed, and does not outlive this JVM. A daemon thread {@code
 * ServerProcessOutput} collects what it prints, errors included.
 */
public final class ServerProcess implements AutoCloseable {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  private final Process process;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Thread output;
  private final Thread atExit;

  private ServerProcess(Process process) {
    this.process = process;
    this.output = new Thread(this::collect, "ServerProcessOutput");
    output.setDaemon(true);
    output.start();
    this.atExit = new Thread(process::destroyForcibly, "ServerProcessKill");
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** Starts {@code main} with arguments, in the working folder of this process. */
  public static ServerProcess start(String main, String... args) throws IOException {
    return start(main, List.of(), List.of(args), Map.of(), Path.of(""));
  }

  /**
   * Starts {@code main}.
   *
   * @param vmArgs options for the JVM
   * @param env environment variables, added to those of this process
   * @param folder the working folder
   */
  public static ServerProcess start(
      String main, List<String> vmArgs, List<String> args, Map<String, String> env, Path folder)
      throws IOException {
    return start(System.getProperty("java.class.path"), main, vmArgs, args, env, folder);
  }

  /** Starts {@code main} on a class path of its own, such as that of the official servers. */
  public static ServerProcess start(
      String classPath,
      String main,
      List<String> vmArgs,
      List<String> args,
      Map<String, String> env,
      Path folder)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED"); // as the launcher does, for Netty
    command.addAll(vmArgs);
    command.addAll(List.of("-cp", classPath, main));
    command.addAll(args);
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(env);
    builder.directory(folder.toAbsolutePath().toFile()).redirectErrorStream(true);
    return new ServerProcess(builder.start());
  }

  /** Waits for a line that begins with {@code prefix}, and returns it. */
  public String awaitLine(String prefix, Duration limit) {
    await("a line that begins with \"" + prefix + "\"")
        .atMost(limit)
        .pollInterval(Duration.ofMillis(10))
        .failFast(() -> requireAlive(prefix))
        .until(() -> hasLine(prefix));
    return line(prefix).orElseThrow();
  }

  private void requireAlive(String prefix) {
    if (ended() && !hasLine(prefix)) {
      throw new IllegalStateException(
          "the process ended without it, exit code " + process.exitValue() + ": " + lines);
    }
  }

  /** Sends SIGTERM and waits for the end; returns the exit code. */
  public int terminate() throws InterruptedException {
    process.toHandle().destroy(); // Process.destroy would close its output as well
    return awaitExit(STOP_LIMIT);
  }

  /** Sends SIGKILL, as a crash would end it, and waits for the end. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    awaitExit(STOP_LIMIT);
  }

  /** Waits until the process ends by itself; returns the exit code. */
  public int awaitExit(Duration limit) throws InterruptedException {
    if (!process.waitFor(limit.toMillis(), MILLISECONDS)) {
      throw new AssertionError("still runs after " + limit + ": " + lines);
    }
    output.join(SECONDS.toMillis(5));
    Runtime.getRuntime().removeShutdownHook(atExit);
    return process.exitValue();
  }

  /** What it has printed so far. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  public long pid() {
    return process.pid();
  }

  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Kills it if it still runs, and waits for its end: until then it writes files. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().orTimeout(STOP_LIMIT.toSeconds(), SECONDS).join();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }

  private boolean ended() {
    return !process.isAlive() && !output.isAlive();
  }

  private boolean hasLine(String prefix) {
    return line(prefix).isPresent();
  }

  private Optional<String> line(String prefix) {
    return lines.stream().filter(line -> line.startsWith(prefix)).findFirst();
  }

  private void collect() {
    try (BufferedReader reader = process.inputReader(UTF_8)) {
      reader.lines().forEach(lines::add);
    } catch (IOException | UncheckedIOException e) {
      lines.add("(output ended: " + e.getMessage() + ")");
    }
  }
}
