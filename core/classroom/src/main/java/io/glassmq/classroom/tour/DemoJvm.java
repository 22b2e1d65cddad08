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
  static DemoJvm start(String main, List<String> jvmOptions, Duration limit) throws IOException {
    ListeningConnector connector =
        Bootstrap.virtualMachineManager().listeningConnectors().stream()
            .filter(it -> it.name().equals("com.sun.jdi.SocketListen"))
            .findFirst()
            .orElseThrow();
    Map<String, Connector.Argument> arguments = connector.defaultArguments();
    arguments.get("localAddress").setValue("127.0.0.1");
    arguments.get("port").setValue("0");
    arguments.get("timeout").setValue(Long.toString(ATTACH_LIMIT.toMillis()));
    try {
      String address = connector.startListening(arguments);
      String port = address.substring(address.lastIndexOf(':') + 1);
      var demo = new DemoJvm(launch(main, jvmOptions, port));
      try {
        demo.vm = connector.accept(arguments);
      } catch (TransportTimeoutException e) {
        demo.close();
        throw new IOException("the demo's JVM does not start: " + demo.output, e);
      } finally {
        connector.stopListening(arguments);
      }
      daemon("TourDemoLimit", () -> demo.killAfter(limit));
      return demo;
    } catch (IllegalConnectorArgumentsException e) {
      throw new IllegalStateException("this JDK's debugger takes other arguments", e);
    }
  }

  private static Process launch(String main, List<String> jvmOptions, String port)
      throws IOException {
    return new ProcessBuilder(
            DemoCommand.of("server=n,suspend=y,address=127.0.0.1:" + port, jvmOptions, main))
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
