package io.glassmq.classroom.tour;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.connect.ListeningConnector;
import com.sun.jdi.connect.TransportTimeoutException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * A demo in a JVM of its own, with a debugger attached before its first line, in step mode. It runs
 * on the class path of this JVM and does not outlive it. A daemon thread {@code TourDemoOutput}
 * collects what it prints; one more, {@code TourDemoLimit}, kills it when its time is up.
 */
final class DemoJvm implements AutoCloseable {
  private static final Duration ATTACH_LIMIT = Duration.ofSeconds(30);
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);
  private static final int MOST_LINES = 5;

  private final Process process;
  private final List<String> output = new CopyOnWriteArrayList<>();
  private final Thread collector;
  private final Thread atExit;
  private VirtualMachine vm;
  private volatile boolean timedOut;

  private DemoJvm(Process process) {
    this.process = process;
    this.atExit = new Thread(process::destroyForcibly, "TourDemoKill");
    Runtime.getRuntime().addShutdownHook(atExit);
    this.collector = daemon("TourDemoOutput", this::collect);
  }

  /**
   * Starts the demo; it waits before its first line until {@link #vm} resumes it.
   *
   * @param limit after which it is killed
   */
  static DemoJvm start(String main, List<String> jvmOptions, Duration limit)
      throws IOException, InterruptedException {
    ListeningConnector connector =
        Bootstrap.virtualMachineManager().listeningConnectors().stream()
            .filter(it -> it.name().equals("com.sun.jdi.SocketListen"))
            .findFirst()
            .orElseThrow();
    Map<String, Connector.Argument> arguments = connector.defaultArguments();
    arguments.get("localAddress").setValue("127.0.0.1");
    arguments.get("port").setValue("0");
    arguments.get("timeout").setValue(Long.toString(LOOK_EVERY.toMillis()));
    try {
      String address = connector.startListening(arguments);
      String port = address.substring(address.lastIndexOf(':') + 1);
      var demo = new DemoJvm(launch(main, jvmOptions, port));
      try {
        demo.vm = demo.accept(connector, arguments);
      } catch (IOException | InterruptedException e) {
        demo.close();
        throw e;
      } finally {
        connector.stopListening(arguments);
      }
      daemon("TourDemoLimit", () -> demo.killAfter(limit));
      return demo;
    } catch (IllegalConnectorArgumentsException e) {
      throw new IllegalStateException("this JDK's debugger takes other arguments", e);
    }
  }

  /** Looks now and then whether there is still somebody to wait for. */
  private VirtualMachine accept(
      ListeningConnector connector, Map<String, Connector.Argument> arguments)
      throws IOException, InterruptedException, IllegalConnectorArgumentsException {
    long deadline = System.nanoTime() + ATTACH_LIMIT.toNanos();
    while (true) {
      try {
        return connector.accept(arguments);
      } catch (TransportTimeoutException e) {
        if (!process.isAlive()) {
          throw new IOException(
              "the demo's JVM ended with exit code %d before its first line; it said: %s"
                  .formatted(exitCode(), lastLines()));
        }
        if (System.nanoTime() > deadline) {
          throw new IOException("the demo's JVM does not start; it said: " + lastLines(), e);
        }
      }
    }
  }

  private static Process launch(String main, List<String> jvmOptions, String port)
      throws IOException {
    return DemoCommand.of("server=n,suspend=y,address=127.0.0.1:" + port, jvmOptions, main)
        .redirectErrorStream(true)
        .start();
  }

  private static Thread daemon(String name, Runnable work) {
    var thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void collect() {
    try (BufferedReader reader = process.inputReader(UTF_8)) {
      reader.lines().forEach(output::add);
    } catch (IOException | UncheckedIOException e) {
      output.add("(output ended: " + e.getMessage() + ")");
    }
  }

  private void killAfter(Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        timedOut = true;
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  VirtualMachine vm() {
    return vm;
  }

  /** Whether it had to be killed. Known after {@link #exitCode}. */
  boolean timedOut() {
    return timedOut;
  }

  /** Waits until it has ended. */
  int exitCode() throws InterruptedException {
    int code = process.waitFor();
    collector.join(TimeUnit.SECONDS.toMillis(5));
    return code;
  }

  /** The last few lines that it has printed so far, in one. */
  String lastLines() {
    List<String> lines = output();
    return String.join(" | ", lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size()));
  }

  /** What it has printed so far, errors included. */
  List<String> output() {
    return List.copyOf(output);
  }

  /** Kills it if it still runs. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // Ctrl-C: the JVM is about to end, and that thread does the same.
    }
  }
}
