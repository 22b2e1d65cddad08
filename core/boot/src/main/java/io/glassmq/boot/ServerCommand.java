package io.glassmq.boot;

import io.glassmq.common.StepMode;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The life of a server process: start, print the line that begins with {@code ready}, wait for
 * SIGTERM or Ctrl-C, stop cleanly. Runs on the main thread; the JVM's shutdown thread stops it.
 */
abstract class ServerCommand implements Callable<Integer> {
  /** A server that runs. */
  record Running(String readyText, Runnable stop) {}

  @Spec private CommandSpec spec;

  @Option(
      names = "--step",
      description = "Step mode: time limits a thousand times as long, for work with a debugger.")
  private void step(boolean on) {
    if (on) {
      System.setProperty(StepMode.PROPERTY, "true");
    }
  }

  @Option(names = "--verbose", description = "Log more than warnings.")
  private void verbose(boolean on) {
    if (on) {
      Logging.verbose();
    }
  }

  /**
   * Starts the server.
   *
   * @throws Exception why it cannot start, for the user to read
   */
  abstract Running start() throws Exception;

  @Override
  public final Integer call() throws Exception {
    Running server = start();
    Runtime.getRuntime().addShutdownHook(new Thread(server.stop(), "ShutdownHook"));
    say("ready: " + server.readyText());
    new CountDownLatch(1).await();
    return 0;
  }

  void say(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }
}
